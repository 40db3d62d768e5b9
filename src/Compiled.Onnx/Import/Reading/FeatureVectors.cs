using global::Onnx;
using AttributeType = global::Onnx.AttributeProto.Types.AttributeType;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Import;

/// <summary>FeatureVectorizer, as older converters of scikit-learn join columns, in the operators that it stands for: a Cast of each input and their Concat.</summary>
internal static class FeatureVectors
{
    private const string Operator = "FeatureVectorizer";
    private const long OpsetOfParts = 13;

    public static void Lower(ModelProto model)
    {
        var graph = model.Graph;
        if (!graph.Node.Any(IsVector))
            return;
        List<NodeProto> nodes = [];
        foreach (var node in graph.Node)
            nodes.AddRange(IsVector(node) ? Parts(node) : [node]);
        graph.Node.Clear();
        graph.Node.AddRange(nodes);
        if (model.OpsetImport.All(static import => import.Domain is not ("" or "ai.onnx")))
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OpsetOfParts });
    }

    private static bool IsVector(NodeProto node) => node is { Domain: GraphReader.LearningDomain, OpType: Operator, Input.Count: > 0, Output.Count: 1 };

    private static IEnumerable<NodeProto> Parts(NodeProto node)
    {
        // Messages name the node of the file.
        var joint = new NodeProto { OpType = "Concat", Name = node.Name, Output = { node.Output[0] } };
        joint.Attribute.Add(new AttributeProto { Name = "axis", Type = AttributeType.Int, I = 1 });
        foreach (var input in node.Input)
        {
            // A name that no file has: a control character is within it.
            var part = joint.Input.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var cast = new NodeProto { OpType = "Cast", Name = node.Name, Input = { input }, Output = { $"{node.Output[0]}\u0001{part}" } };
            cast.Attribute.Add(new AttributeProto { Name = "to", Type = AttributeType.Int, I = (int)DataType.Float });
            joint.Input.Add(cast.Output[0]);
            yield return cast;
        }

        yield return joint;
    }
}
