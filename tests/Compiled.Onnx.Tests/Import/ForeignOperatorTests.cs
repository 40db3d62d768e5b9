using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Messages name the obstacle, and what somebody can do who has only the file.</summary>
public class ForeignOperatorTests
{
    [Theory]
    [InlineData("Conv", "works on images")]
    [InlineData("LSTM", "recurrent network")]
    [InlineData("Einsum", "transformer")]
    [InlineData("DequantizeLinear", "quantised")]
    [InlineData("ai.onnx.ml::TreeEnsembleRegressor", "decision trees")]
    [InlineData("ai.onnx.ml::SVMClassifier", "support vector machine")]
    [InlineData("RandomNormalLike", "draws random numbers")]
    [InlineData("Exp", "take the exponential of the predictions")]
    [InlineData("Sin", "is not supported. The supported operators are Gemm")]
    public void What_an_operator_is_for_and_the_way_out_are_said(string operation, string what)
    {
        var model = new ModelBuilder().WithLearningDomain();
        var message = IsRefused(model.Bytes(model.Dense(model.Node(operation, [model.Dense("x", 5, 4)]), 4, 2)), $"'the {operation.Split("::")[^1]}'", what);
        Assert.Contains("name the values where it begins and ends in OnnxReadOptions.Inputs and OnnxReadOptions.Outputs; ONNX Runtime runs the whole of it", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_out_leads_out()
    {
        var model = new ModelBuilder();
        var features = model.Node("Sin", [model.Dense("x", 5, 4)]);
        var rows = model.Dense(model.Node("Relu", [model.Dense(features, 4, 6)]), 6, 2);
        model.Output(model.Node("Cos", [rows]), global::Onnx.TensorProto.Types.DataType.Float, 2);
        var network = Read(model.Bytes(""), new OnnxReadOptions { Inputs = [features], Outputs = [rows] });
        Assert.Equal((features, 4, 2), (network.InputName, network.Topology.InputSize, network.Topology.OutputSize));
        // The same part as a model of its own.
        var inputs = Judge.Inputs(4);
        model.Graph.Input[0] = model.Graph.Input[0].Clone();
        model.Graph.Input[0].Name = features;
        model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 4;
        model.Graph.Node.Remove(model.Graph.Node.Single(static node => node.OpType == "Sin"));
        model.Graph.Node.Remove(model.Graph.Node.Single(static node => node.OpType == "Cos"));
        model.Graph.Node.RemoveAt(0);
        model.Graph.Output[0].Name = rows;
        AssertClose(Judge.Run(model.Bytes(""), inputs), Interpreter.Predict(network, inputs));
    }

    [Fact]
    public void Names_that_the_model_does_not_have_are_named()
    {
        var model = new ModelBuilder();
        model.Input("other", [3]);
        var bytes = model.Bytes(model.Dense("x", 5, 2));
        Assert.Contains("OnnxReadOptions.Inputs has 'y', but the model has no input and no computed value with that name; its inputs are 'x', 'other'",
            Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { Inputs = ["y"] })).Message, StringComparison.Ordinal);
        Assert.Contains("also depend on the input 'x', which OnnxReadOptions.Inputs does not have",
            Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { Inputs = ["other"] })).Message, StringComparison.Ordinal);
        Assert.Equal(["x"], Read(bytes, new OnnxReadOptions { Inputs = ["x"] }).InputNames);
    }
}
