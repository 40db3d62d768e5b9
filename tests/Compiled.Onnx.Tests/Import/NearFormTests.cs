using global::Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>
/// Models that are nearly what is recognised: each form with one thing changed in one node. What looks like a block and is none must not be taken for it: such a model is refused, or predicts
/// what ONNX Runtime says.
/// </summary>
public sealed class NearFormTests
{
    /// <summary>Operators that one might be taken for.</summary>
    private static readonly Dictionary<string, string[]> Siblings = new(StringComparer.Ordinal)
    {
        ["Add"] = ["Sub", "Mul"],
        ["Sub"] = ["Add"],
        ["Mul"] = ["Div", "Add"],
        ["Div"] = ["Mul"],
        ["Pow"] = ["Mul"],
        ["Neg"] = ["Abs", "Identity"],
        ["Exp"] = ["Sqrt"],
        ["Log"] = ["Exp"],
        ["Greater"] = ["Less", "GreaterOrEqual"],
        ["GreaterOrEqual"] = ["LessOrEqual"],
        ["LessOrEqual"] = ["Greater"],
        ["Less"] = ["Greater"],
        ["Max"] = ["Min"],
        ["Min"] = ["Max"],
        ["Sigmoid"] = ["Tanh"],
        ["Tanh"] = ["Sigmoid"],
        ["Relu"] = ["Neg"],
        ["Softplus"] = ["Relu"],
        ["Erf"] = ["Tanh"],
        ["Softmax"] = ["LogSoftmax"],
        ["ReduceMean"] = ["ReduceSum"],
        ["ReduceSum"] = ["ReduceMean"],
        ["ReduceMax"] = ["ReduceMin"],
        ["Sqrt"] = ["Reciprocal", "Exp"],
        ["Reciprocal"] = ["Sqrt"],
    };

    private static readonly float[] OtherNumbers = [0, -1, 2, 0.3f, float.PositiveInfinity];

    public static TheoryData<string> Names => [.. Models().Select(static model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_read_rightly_or_refused(string name)
    {
        var model = ModelProto.Parser.ParseFrom(Models().Single(model => model.Name == name).Bytes);
        var (read, refused) = (0, 0);
        foreach (var (what, near) in Near(model))
        {
            if (Outcome(near, what) is { } isRead)
                (read, refused) = (read + (isRead ? 1 : 0), refused + (isRead ? 0 : 1));
        }

        Assert.True(read + refused > 0, "Nothing was changed.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{read} read, {refused} refused");
    }

    /// <summary>Whether a model is read; null where ONNX Runtime cannot run it, so that nobody says what is right.</summary>
    private static bool? Outcome(ModelProto model, string what)
    {
        var bytes = model.ToByteArray();
        OnnxNetwork network;
        try
        {
            network = Read(bytes);
        }
        catch (ModelFileException)
        {
            return false;
        }

        var inputs = Judge.Inputs(network.Topology.InputSize);
        float[] expected;
        try
        {
            // Node by node: ONNX Runtime takes mean - x for the x - mean of a layer norm where it fuses them.
            expected = Judge.Run(bytes, inputs, isFused: false);
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }

        var actual = Interpreter.Predict(network, inputs);
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} outputs instead of {expected.Length}.");
        for (var index = 0; index < expected.Length; index++)
        {
            var isClose = Math.Abs(expected[index] - actual[index]) <= 1e-3f * Math.Max(1, Math.Abs(expected[index]));
            // Where a number is divided by zero there is nothing to compare.
            Assert.True(isClose || !float.IsFinite(expected[index]), $"{what}: output {index} is {actual[index]} instead of {expected[index]}, as {network.Topology.Declaration}.");
        }

        return true;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Models() =>
    [
        .. ActivationImportTests.Models, .. ExporterFormTests.Models,
        .. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Compiled.Onnx.Tests", "Fixtures"), "torch_*.onnx").Order(StringComparer.Ordinal)
            .Select(static path => (Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path))),
    ];

    /// <summary>The model with one thing changed, in every way.</summary>
    private static IEnumerable<(string What, ModelProto Model)> Near(ModelProto model)
    {
        for (var index = 0; index < model.Graph.Node.Count; index++)
        {
            foreach (var (what, change) in Changes(model.Graph, model.Graph.Node[index]))
            {
                var changed = model.Clone();
                change(changed.Graph.Node[index]);
                yield return ($"node {index} ({model.Graph.Node[index].OpType}) {what}", changed);
            }
        }

        for (var index = 0; index < model.Graph.Initializer.Count; index++)
        {
            if (model.Graph.Initializer[index] is not { DataType: (int)TensorProto.Types.DataType.Float, FloatData.Count: 1 })
                continue;
            foreach (var number in OtherNumbers)
            {
                var changed = model.Clone();
                changed.Graph.Initializer[index].FloatData[0] = number;
                yield return ($"constant {index} is {number}", changed);
            }
        }
    }

    private static IEnumerable<(string What, Action<NodeProto> Change)> Changes(GraphProto graph, NodeProto node)
    {
        foreach (var sibling in Siblings.GetValueOrDefault(node.OpType) ?? [])
            yield return ($"is {sibling}", changed => changed.OpType = sibling);
        if (node.Input.Count == 2)
            yield return ("has its inputs exchanged", static changed => (changed.Input[0], changed.Input[1]) = (changed.Input[1], changed.Input[0]));
        // Other values of the same rows: what goes into the nodes around it.
        var values = graph.Node.Where(other => other.Input.Contains(node.Output[0]) || node.Input.Any(other.Output.Contains)).SelectMany(static other => other.Input).Distinct().ToList();
        for (var place = 0; place < node.Input.Count; place++)
        {
            foreach (var value in values.Where(value => value != node.Input[place]))
            {
                var at = place;
                yield return ($"takes {value} at {place}", changed => changed.Input[at] = value);
            }
        }

        for (var place = 0; place < node.Attribute.Count; place++)
        {
            var at = place;
            yield return ($"without {node.Attribute[place].Name}", changed => changed.Attribute.RemoveAt(at));
            yield return ($"with another {node.Attribute[place].Name}", changed => Change(changed.Attribute[at]));
        }
    }

    private static void Change(AttributeProto attribute)
    {
        attribute.I = attribute.I == 0 ? 1 : -attribute.I - 1;
        attribute.F = -2 * attribute.F;
        for (var index = 0; index < attribute.Ints.Count; index++)
            attribute.Ints[index] = attribute.Ints[index] == 0 ? 1 : 0;
    }
}
