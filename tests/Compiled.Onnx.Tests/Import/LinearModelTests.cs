using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>LinearRegressor and LinearClassifier of scikit-learn's converter.</summary>
public class LinearModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_regressor_is_a_dense_block(int targets)
    {
        var model = new ModelBuilder().WithLearningDomain();
        var output = model.Node("ai.onnx.ml::LinearRegressor", ["x"], ("coefficients", model.Draw(targets, 5)), ("intercepts", model.Draw(targets)), ("targets", (long)targets));
        IsRead(model.Bytes(output, targets), $"[Dense({targets})]");
    }

    [Theory]
    [InlineData("LOGISTIC", "[Dense(2), Sigmoid]")]
    [InlineData("SOFTMAX", "[Dense(2), Softmax]")]
    public void A_regressor_may_transform_its_outputs(string transform, string blocks)
    {
        var model = new ModelBuilder().WithLearningDomain();
        // A model of nothing but this operator does not always import the operators of ONNX.
        model.Model.OpsetImport.RemoveAt(0);
        var output = model.Node(
            "ai.onnx.ml::LinearRegressor", ["x"], ("coefficients", model.Draw(2, 5)), ("intercepts", model.Draw(2)), ("targets", 2L), ("post_transform", transform));
        IsRead(model.Bytes(output, 2), blocks);
    }

    [Fact]
    public void A_scaler_before_it_stays()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var rows = model.Node("ai.onnx.ml::Scaler", ["x"], ("offset", model.Draw(5)), ("scale", (float[])[1, 2, 0.5f, 1, 3]));
        IsRead(model.Bytes(model.Node("ai.onnx.ml::LinearRegressor", [rows], ("coefficients", model.Draw(1, 5))), 1), "[Standardize]\n[Dense(1, Bias = false)]");
    }

    [Theory]
    [InlineData("SOFTMAX", "[Dense(3), Softmax]", true)]
    [InlineData("LOGISTIC", "[Dense(3), Sigmoid]\n[BinaryCrossEntropy]", false)]
    [InlineData("NONE", "[Dense(3)]", false)]
    public void A_classifier_of_several_classes_has_their_names(string transform, string blocks, bool isNormalized)
    {
        var (model, label, scores) = Classifier(transform, model => (model.Draw(3, 5), model.Draw(3)), 3);
        if (isNormalized)
            scores = model.Node("ai.onnx.ml::Normalizer", [scores], ("norm", "L1"));
        model.Output(label, DataType.Int64).Output(scores, DataType.Float, 3);
        var network = IsRead(model.Bytes(""), blocks, output: scores);
        Assert.Equal(["10", "20", "30"], network.Topology.Classes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_classifier_of_two_is_one_probability(bool isNormalized)
    {
        var (model, label, scores) = Classifier("LOGISTIC", model => model.Draw(6) is var row ? ([.. row[..5].Select(static w => -w), .. row[..5]], [-row[5], row[5]]) : default, 2);
        if (isNormalized)
            scores = model.Node("ai.onnx.ml::Normalizer", [scores], ("norm", "L1"));
        model.Output(label, DataType.Int64).Output(scores, DataType.Float, 2);
        var bytes = model.Bytes("");
        var network = Read(bytes);
        Assert.Equal((1, "Sigmoid", "BinaryCrossEntropy"), (network.Topology.OutputSize, network.Topology.Blocks[^1].Kind, network.Topology.Loss));
        Assert.Equal(["10", "20"], network.Topology.Classes);
        var inputs = Judge.Inputs(5);
        AssertClose([.. Judge.Run(bytes, inputs, scores).Chunk(2).Select(static pair => pair[1])], Interpreter.Predict(network, inputs));
    }

    /// <summary>One row of coefficients, as other libraries write a classifier of two classes.</summary>
    [Fact]
    public void A_single_row_of_coefficients_is_the_probability_of_the_second_class()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var label = model.Node(
            "ai.onnx.ml::LinearClassifier", ["x"], ("coefficients", model.Draw(5)), ("intercepts", model.Draw(1)), ("classlabels_ints", new[] { 10L, 20 }), ("post_transform", "LOGISTIC"));
        model.Graph.Node[^1].Output.Add("scores");
        model.Output(label, DataType.Int64).Output("scores", DataType.Float, 2);
        var bytes = model.Bytes("");
        var network = Read(bytes);
        Assert.Equal((1, "Sigmoid", "BinaryCrossEntropy"), (network.Topology.OutputSize, network.Topology.Blocks[^1].Kind, network.Topology.Loss));
        Assert.Equal(["10", "20"], network.Topology.Classes);
        var inputs = Judge.Inputs(5);
        AssertClose([.. Judge.Run(bytes, inputs, "scores").Chunk(2).Select(static pair => pair[1])], Interpreter.Predict(network, inputs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Classes_may_have_names_of_letters(int rows)
    {
        var model = new ModelBuilder().WithLearningDomain();
        string[] names = rows == 1 ? ["no", "yes"] : ["no", "perhaps", "yes"];
        var label = model.Node(
            "ai.onnx.ml::LinearClassifier", ["x"], ("coefficients", model.Draw(rows, 5)), ("intercepts", model.Draw(rows)), ("classlabels_strings", names),
            ("post_transform", rows == 1 ? "LOGISTIC" : "SOFTMAX"));
        model.Graph.Node[^1].Output.Add("scores");
        model.Output(label, DataType.String).Output("scores", DataType.Float, names.Length);
        var bytes = model.Bytes("");
        var network = Read(bytes);
        Assert.Equal(names, network.Topology.Classes);
        // Of two classes the network gives the second one's probability alone.
        var inputs = Judge.Inputs(5);
        var expected = Judge.Run(bytes, inputs, "scores");
        AssertClose(rows == 1 ? [.. expected.Chunk(2).Select(static pair => pair[1])] : expected, Interpreter.Predict(network, inputs));
    }

    [Fact]
    public void Classes_may_be_without_names_and_either_output_without_one()
    {
        // ONNX Runtime needs names and outputs; what the model gives without them is the same.
        var (complete, ids, named) = Classifier("SOFTMAX", model => (model.Draw(3, 5), model.Draw(3)), 3);
        var inputs = Judge.Inputs(5);
        var whole = complete.Output(ids, DataType.Int64).Output(named, DataType.Float, 3).Bytes("");
        var expected = Judge.Run(whole, inputs, named);
        // Neither names nor the label: scores alone.
        foreach (var (label, isNamed) in (ReadOnlySpan<(string, bool)>)[("label", false), ("", true), ("", false)])
        {
            var (model, _, scores) = Classifier("SOFTMAX", model => (model.Draw(3, 5), model.Draw(3)), 3);
            var node = model.Graph.Node[^1];
            node.Output[0] = label;
            if (!isNamed)
                node.Attribute.Remove(node.Attribute.Single(static attribute => attribute.Name == "classlabels_ints"));
            var network = Read(model.Bytes(scores, 3));
            Assert.Equal("Softmax", network.Topology.Blocks[^1].Kind);
            Assert.Empty(network.Topology.Classes);
            AssertClose(expected, Interpreter.Predict(network, inputs));
        }

        // The label alone: the scores have no name.
        var (unnamed, output, _) = Classifier("NONE", model => (model.Draw(3, 5), model.Draw(3)), 3);
        unnamed.Graph.Node[^1].Output[1] = "";
        var labelled = Read(unnamed.Output(output, DataType.Int64).Bytes(""));
        Assert.Equal(["10", "20", "30"], labelled.Topology.Classes);
        // The label is the class of the largest score.
        var predicted = Interpreter.Predict(labelled, inputs).Chunk(3).Select(static row => 10f * (Array.IndexOf(row, row.Max()) + 1));
        Assert.Equal(Judge.Run(whole, inputs, ids), predicted);
    }

    [Theory]
    [InlineData("LOGISTIC", 0)]
    [InlineData("LOGISTIC", 3)]
    [InlineData("NONE", 2)]
    public void A_single_row_without_two_classes_is_refused_by_its_name(string transform, int classes)
    {
        var (model, _, scores) = Classifier(transform, model => (model.Draw(5), model.Draw(1)), classes);
        IsRefused(model.Bytes(scores), "(ai.onnx.ml.LinearClassifier) is not supported in this form");
    }

    [Fact]
    public void Whole_numbers_and_doubles_become_floats_in_it()
    {
        var (model, label, scores) = Classifier("SOFTMAX", model => (model.Draw(3, 5), model.Draw(3)), 3);
        model.Graph.Input[0].Type.TensorType.ElemType = (int)DataType.Double;
        model.Output(label, DataType.Int64).Output(scores, DataType.Float, 3);
        IsRead(model.Bytes(""), "[Dense(3), Softmax]", output: scores);
    }

    [Fact]
    public void A_file_of_very_many_of_them_is_read_in_no_time()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var output = model.Node("ai.onnx.ml::LinearRegressor", ["x"], ("coefficients", model.Draw(1, 5)));
        var node = model.Graph.Node[0];
        for (var index = 0; index < 20_000; index++)
        {
            var copy = node.Clone();
            copy.Output[0] = "other" + index;
            model.Graph.Node.Add(copy);
        }

        Assert.Single(Read(model.Bytes(output)).Topology.Blocks);
    }

    [Fact]
    public void What_no_block_gives_is_refused_by_its_name()
    {
        var (model, _, scores) = Classifier("PROBIT", model => (model.Draw(3, 5), model.Draw(3)), 3);
        IsRefused(model.Bytes(scores), "(ai.onnx.ml.LinearClassifier) is not supported in this form", "NONE, SOFTMAX and LOGISTIC");
        var (shares, _, parts) = Classifier("LOGISTIC", model => (model.Draw(3, 5), model.Draw(3)), 3);
        IsRefused(shares.Bytes(shares.Node("ai.onnx.ml::Normalizer", [parts], ("norm", "L1"))), "(ai.onnx.ml.Normalizer) is not supported");
        var (damaged, _, output) = Classifier("NONE", model => (model.Draw(7), model.Draw(3)), 3);
        IsRefused(damaged.Bytes(output), "(ai.onnx.ml.LinearClassifier) is not supported in this form");
    }

    private static (ModelBuilder Model, string Label, string Scores) Classifier(string transform, Func<ModelBuilder, (float[] Coefficients, float[] Intercepts)> draw, int classes)
    {
        var model = new ModelBuilder().WithLearningDomain();
        var (coefficients, intercepts) = draw(model);
        var label = model.Node(
            "ai.onnx.ml::LinearClassifier", ["x"], ("coefficients", coefficients), ("intercepts", intercepts), ("post_transform", transform), ("multi_class", 1L),
            ("classlabels_ints", Enumerable.Range(1, classes).Select(static place => 10L * place).ToArray()));
        model.Graph.Node[^1].Output.Add("scores");
        return (model, label, "scores");
    }
}
