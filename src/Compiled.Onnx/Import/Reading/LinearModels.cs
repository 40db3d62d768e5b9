using Google.Protobuf;
using global::Onnx;
using AttributeType = global::Onnx.AttributeProto.Types.AttributeType;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Import;

/// <summary>
/// LinearRegressor and LinearClassifier, as converters of scikit-learn write linear models, in the operators that they stand for: a Gemm, the transformation after it, and the label of the largest
/// score.
/// </summary>
internal static class LinearModels
{
    private const long OpsetOfParts = 13;

    public static void Lower(ModelProto model)
    {
        var graph = model.Graph;
        if (!graph.Node.Any(IsLinear))
            return;
        // Written once: a file may have very many of them.
        List<NodeProto> nodes = [];
        foreach (var node in graph.Node)
            nodes.AddRange(IsLinear(node) && new Lowering(graph, node).Parts() is { } parts ? parts : [node]);
        graph.Node.Clear();
        graph.Node.AddRange(nodes);
        if (model.OpsetImport.All(static import => import.Domain is not ("" or "ai.onnx")))
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OpsetOfParts });
    }

    private static bool IsLinear(NodeProto node) => node is { Domain: GraphReader.LearningDomain, OpType: "LinearRegressor" or "LinearClassifier" };

    private sealed class Lowering(GraphProto graph, NodeProto node)
    {
        private readonly List<NodeProto> _parts = [];

        /// <summary>Null for a node that is damaged, or whose scores no block gives: it stays, and is refused by its name.</summary>
        public List<NodeProto>? Parts()
        {
            var (coefficients, intercepts) = (Floats("coefficients"), Floats("intercepts"));
            var isClassifier = node.OpType == "LinearClassifier";
            var outputs = isClassifier ? intercepts.Length : (int)Math.Clamp(Find("targets", AttributeType.Int)?.I ?? 1, 0, int.MaxValue);
            var transform = Find("post_transform", AttributeType.String)?.S.ToStringUtf8() ?? "NONE";
            if (outputs == 0 || coefficients.Length == 0 || coefficients.Length % outputs != 0 || intercepts.Length is not 0 && intercepts.Length != outputs || node.Input.Count != 1
                || node.Output.Count != (isClassifier ? 2 : 1) || transform is not ("NONE" or "SOFTMAX" or "LOGISTIC"))
                return null;
            var rows = Add("Cast", [node.Input[0]], attributes: new AttributeProto { Name = "to", Type = AttributeType.Int, I = (int)DataType.Float });
            if (!isClassifier)
            {
                _ = Transformed(Scores(rows, coefficients, intercepts, outputs, transform == "NONE" ? node.Output[0] : null), transform, node.Output[0]);
                return _parts;
            }

            var labels = Labels();
            var scores = node.Output[1].Length > 0 ? node.Output[1] : Name("scores");
            var width = coefficients.Length / outputs;
            // Of two classes, w and -w are one model: the probability of the second.
            var isMirrored = outputs == 2 && transform == "LOGISTIC" && intercepts[0] == -intercepts[1] && Enumerable.Range(0, width).All(place => coefficients[place] == -coefficients[width + place]);
            var isSingle = outputs == 1 && transform == "LOGISTIC" && Count() == 2;
            if (isMirrored || isSingle)
            {
                var yes = Add(Sigmoids.Sigmoid.Name, [isSingle ? Scores(rows, coefficients, intercepts, 1, null) : Scores(rows, coefficients[width..], intercepts[1..], 1, null)]);
                _ = Add("Concat", [Add("Sub", [Tensor("one", DataType.Float, [], [1]), yes]), yes], scores, Integer("axis", 1));
            }
            else if (outputs == 1)
            {
                return null;
            }
            else
            {
                _ = Transformed(Scores(rows, coefficients, intercepts, outputs, transform == "NONE" ? scores : null), transform, scores);
            }

            if (labels is not null && node.Output[0].Length > 0)
                _ = Add("ArrayFeatureExtractor", [labels, Add("ArgMax", [scores], null, Integer("axis", 1), Integer("keepdims", 0))], node.Output[0]);
            return _parts;
        }

        private string Scores(string rows, float[] coefficients, float[] intercepts, int outputs, string? name)
        {
            var weights = Tensor("coefficients", DataType.Float, [outputs, coefficients.Length / outputs], coefficients);
            string[] inputs = intercepts.Length > 0 ? [rows, weights, Tensor("intercepts", DataType.Float, [outputs], intercepts)] : [rows, weights];
            return Add("Gemm", inputs, name, Integer("transB", 1));
        }

        /// <summary>ONNX's operators have the names of our blocks.</summary>
        private string Transformed(string scores, string transform, string name) => transform switch
        {
            "SOFTMAX" => Add(ClassOutputs.Softmax.Name, [scores], name, Integer("axis", 1)),
            "LOGISTIC" => Add(Sigmoids.Sigmoid.Name, [scores], name),
            _ => scores,
        };

        /// <summary>How many classes have names.</summary>
        private int Count() => Math.Max(Find("classlabels_strings", AttributeType.Strings)?.Strings.Count ?? 0, Find("classlabels_ints", AttributeType.Ints)?.Ints.Count ?? 0);

        /// <summary>The names of the classes as a constant; null where there are none.</summary>
        private string? Labels()
        {
            var (texts, numbers) = (Find("classlabels_strings", AttributeType.Strings)?.Strings, Find("classlabels_ints", AttributeType.Ints)?.Ints);
            if (texts is { Count: > 0 })
            {
                var name = Tensor("labels", DataType.String, [texts.Count], []);
                graph.Initializer[^1].StringData.AddRange(texts);
                return name;
            }

            if (numbers is not { Count: > 0 })
                return null;
            var integers = Tensor("labels", DataType.Int64, [numbers.Count], []);
            graph.Initializer[^1].Int64Data.AddRange(numbers);
            return integers;
        }

        private string Tensor(string suffix, DataType type, int[] shape, float[] values)
        {
            var tensor = new TensorProto { Name = Name(suffix), DataType = (int)type };
            tensor.Dims.AddRange(shape.Select(static size => (long)size));
            tensor.FloatData.AddRange(values);
            graph.Initializer.Add(tensor);
            return tensor.Name;
        }

        private string Add(string operation, string[] inputs, string? output = null, params AttributeProto[] attributes)
        {
            // Messages name the node of the file.
            var part = new NodeProto { OpType = operation, Name = node.Name, Domain = operation == "ArrayFeatureExtractor" ? GraphReader.LearningDomain : "" };
            part.Input.AddRange(inputs);
            part.Attribute.AddRange(attributes);
            part.Output.Add(output ?? Name(operation));
            _parts.Add(part);
            return part.Output[0];
        }

        /// <summary>A name that no file has: a control character is within it.</summary>
        private string Name(string suffix) => $"{node.Output[0]}\u0001{(node.Output.Count > 1 ? node.Output[1] : "")}.{suffix}";

        private float[] Floats(string name) => Find(name, AttributeType.Floats) is { } found ? [.. found.Floats] : [];

        private AttributeProto? Find(string name, AttributeType type) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name && attribute.Type == type);

        private static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };
    }
}
