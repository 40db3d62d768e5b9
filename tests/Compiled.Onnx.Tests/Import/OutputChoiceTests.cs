using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Several outputs: which of them a network predicts, and what is said of the others.</summary>
public class OutputChoiceTests
{
    [Theory]
    [InlineData("Softmax", true)]
    [InlineData("Softmax", false)]
    [InlineData("LogSoftmax", true)]
    [InlineData("Sigmoid", false)]
    public void Logits_beside_their_probabilities_are_left_out(string operation, bool areLogitsFirst)
    {
        var (model, logits, scores) = Two(operation, areLogitsFirst);
        var network = IsRead(model, $"[Dense(8), Relu]\n[Dense(3), {operation}]", output: scores);
        var note = Assert.Single(network.Notes);
        Assert.Contains($"'{logits}' is ignored: '{scores}' is computed from it", note, StringComparison.Ordinal);
        Assert.Contains("OnnxReadOptions.Outputs", note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_one_can_be_chosen()
    {
        var (model, logits, scores) = Two("Softmax", false);
        var network = Read(model, new OnnxReadOptions { Outputs = [logits] });
        Assert.Equal("Dense", network.Topology.Blocks[^1].Kind);
        Assert.Empty(network.Notes);
        var inputs = Judge.Inputs(5);
        AssertClose(Judge.Run(model, inputs, logits), Interpreter.Predict(network, inputs));
        // Both are no network, and that is said with the way out.
        var message = Assert.Throws<ModelFileException>(() => Read(model, new OnnxReadOptions { Outputs = [logits, scores] })).Message;
        Assert.Contains("OnnxReadOptions.Outputs", message, StringComparison.Ordinal);
        Assert.Contains("'nothing', but no node", Assert.Throws<ModelFileException>(() => Read(model, new OnnxReadOptions { Outputs = ["nothing"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logits_softmax_and_its_logarithm_are_one_network()
    {
        var model = new ModelBuilder();
        var logits = model.Dense("x", 5, 3);
        var (logarithms, scores) = (model.Node("LogSoftmax", [logits]), model.Node("Softmax", [logits]));
        model.Output(logits, DataType.Float, 3).Output(logarithms, DataType.Float, 3).Output(scores, DataType.Float, 3);
        Assert.Equal(2, IsRead(model.Bytes(""), "[Dense(3), Softmax]", output: scores).Notes.Count);
    }

    [Fact]
    public void A_head_of_its_own_stays_beside_logits_and_probabilities()
    {
        var model = new ModelBuilder();
        var trunk = model.Node("Relu", [model.Dense("x", 5, 4)]);
        var logits = model.Dense(trunk, 4, 3);
        var (scores, value) = (model.Node("Softmax", [logits]), model.Dense(trunk, 4, 1));
        model.Output(logits, DataType.Float, 3).Output(scores, DataType.Float, 3).Output(value, DataType.Float, 1);
        var network = Read(model.Bytes(""));
        Assert.Equal([3, 1], network.Topology.Heads.Select(static head => head.Size));
        Assert.Single(network.Notes);
    }

    [Fact]
    public void Constants_and_inputs_that_are_passed_on_are_left_out()
    {
        var model = new ModelBuilder();
        model.Input("state", []);
        var rows = model.Dense("x", 5, 3);
        model.Output(rows, DataType.Float, 3).Output(model.Node("Identity", ["state"])).Output(model.Node("Identity", [model.Floats([1], 3)]));
        var network = Read(model.Bytes(""));
        Assert.Equal("x", network.InputName);
        Assert.Equal(["is an input that is passed through.", "is a constant.", "no output depends on it."],
            network.Notes.Select(static note => note[(note.IndexOf("is ignored: ", StringComparison.Ordinal) + "is ignored: ".Length)..].Replace("it is", "is", StringComparison.Ordinal)));
    }

    [Fact]
    public void Inputs_that_no_chosen_output_needs_play_no_part()
    {
        var model = new ModelBuilder();
        model.Input("noise", [3]);
        var rows = model.Dense("x", 5, 3);
        var sum = model.Node("Mul", [rows, "noise"]);
        model.Output(rows, DataType.Float, 3).Output(sum, DataType.Float, 3);
        IsRefused(model.Bytes(""), "the inputs 'x', 'noise'", "OnnxReadOptions.Outputs");
        var network = Read(model.Bytes(""), new OnnxReadOptions { Outputs = [rows] });
        Assert.Equal(3, network.Topology.OutputSize);
        Assert.Contains("The input 'noise' is ignored", Assert.Single(network.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_the_softmax_hears_of_the_logits()
    {
        var (model, logits, _) = Two("Softmax", false);
        var exception = Assert.Throws<ModelFileException>(() => OnnxModel.Load<LogitsNet>(new MemoryStream(model)));
        Assert.Contains("OnnxReadOptions.Outputs", exception.Message, StringComparison.Ordinal);
        var inputs = Judge.Inputs(5);
        AssertClose(Judge.Run(model, inputs, logits), Predict(OnnxModel.Load<LogitsNet>(new MemoryStream(model), new OnnxReadOptions { Outputs = [logits] }), inputs));
    }

    private static (byte[] Model, string Logits, string Scores) Two(string operation, bool areLogitsFirst)
    {
        var model = new ModelBuilder();
        var logits = model.Dense(model.Node("Relu", [model.Dense("x", 5, 8)]), 8, 3);
        var scores = model.Node(operation, [logits]);
        foreach (var output in areLogitsFirst ? (string[])[logits, scores] : [scores, logits])
            model.Output(output, DataType.Float, 3);
        return (model.Bytes(""), logits, scores);
    }
}

/// <summary>Ends before the softmax.</summary>
[Network(inputs: 5)]
[Dense(8), Relu]
[Dense(3)]
public sealed partial class LogitsNet;
