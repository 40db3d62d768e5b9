using Compiled.Tests.Export;
using Google.Protobuf;
using global::Onnx;

namespace Compiled.Tests;

public enum Reply
{
    No,
    Yes,
}

/// <summary>Declares the names of its inputs and of the classes of its one output.</summary>
[Network(inputs: 2)]
[Features("age", "income, net")]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
[Classes<Reply>]
public sealed partial class ReplyNet;

/// <summary>The same without names.</summary>
[Network(inputs: 2)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class NamelessNet;

/// <summary>Names of features and classes go to ONNX and come back.</summary>
public sealed class NameTests
{
    private const string Features = "compiled.features";
    private static readonly string[] Names = ["age", "income, net"];

    [Fact]
    public void Declared_and_learned_names_come_back()
    {
        var learned = new NamelessNet(1);
        learned.FeatureNames = Names;
        learned.ClassNames = ["No", "Yes"];
        foreach (var bytes in new[] { ExportedModel.Bytes(new ReplyNet(1)), ExportedModel.Bytes(learned) })
        {
            var network = OnnxModel.Load<NamelessNet>(new MemoryStream(bytes));
            Assert.Equal(Names, network.FeatureNames);
            Assert.Equal(["No", "Yes"], network.ClassNames);
            Assert.Equal(Names, OnnxModel.Load<ReplyNet>(new MemoryStream(bytes)).FeatureNames);
            var undeclared = OnnxModel.Read(new MemoryStream(bytes));
            Assert.Equal(Names, undeclared.Features);
            Assert.Equal(Names, undeclared.Topology.Features);
            Assert.Equal(["No", "Yes"], undeclared.Topology.Classes);
            var copied = new NamelessNet(3);
            undeclared.CopyTo(copied);
            Assert.Equal(Names, copied.FeatureNames);
        }

        Assert.Empty(OnnxModel.Load<NamelessNet>(new MemoryStream(ExportedModel.Bytes(new NamelessNet(1)))).FeatureNames);
    }

    [Fact]
    public void Names_in_another_order_are_a_difference()
    {
        var turned = new NamelessNet(1);
        turned.FeatureNames = ["income, net", "age"];
        var exception = Assert.Throws<ModelFileException>(() => OnnxModel.Load<ReplyNet>(new MemoryStream(ExportedModel.Bytes(turned))));
        Assert.Contains("ReplyNet has the features age, income, net, but the model has income, net, age.", exception.Problems);
    }

    [Fact]
    public void An_encoder_comes_back()
    {
        var table = Table.FromColumns(TableColumn.FromTexts("city", ["Rome", "Milan", "Bari", "Rome", "Rome"]), TableColumn.FromTexts("reply", ["No", "Yes", "No", "Yes", "No"]));
        var encoder = TableEncoder.Fit(table, "reply", new TableEncoderOptions { MaxCategories = 2, Target = TargetKind.Binary });
        var network = new NamelessNet(1);
        network.CreateTrainer(new Adam()).Fit(encoder.Encode(table), new FitOptions { Epochs = 1 });
        var bytes = ExportedModel.Bytes(network);
        Assert.Equal(encoder, OnnxModel.Load<NamelessNet>(new MemoryStream(bytes)).Encoder);
        var undeclared = OnnxModel.Read(new MemoryStream(bytes));
        Assert.Equal(encoder, undeclared.Topology.Encoder);
        var copied = new NamelessNet(3);
        undeclared.CopyTo(copied);
        Assert.Equal(encoder, copied.Encoder);

        var damaged = ExportedModel.Read(network);
        damaged.MetadataProps.First(static entry => entry.Key == "compiled.encoder").Value = "{}";
        Assert.Contains("'compiled.encoder' has no columns", Assert.Throws<ModelFileException>(() => OnnxModel.Read(new MemoryStream(damaged.ToByteArray()))).Message);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[\"a\", 1]")]
    [InlineData("[\"a\"]")]
    [InlineData("[\"a\",\"b\",\"c\"]")]
    [InlineData("[\"a\",\"a\"]")]
    [InlineData("[\"a\",\"\"]")]
    [InlineData("[\"a\",\"\\ud800\"]")]
    public void Metadata_that_cannot_be_names_is_an_error_of_the_file(string text) => MustFail(text);

    [Fact]
    public void Names_without_end_are_an_error_of_the_file()
    {
        MustFail($"[{string.Join(',', Enumerable.Repeat("\"a\"", 1_000_000))}]");
        MustFail($"[\"{new string('x', 1_000_000)}\",\"b\"]");
    }

    private static void MustFail(string text)
    {
        var model = ExportedModel.Read(new NamelessNet(1));
        model.MetadataProps.Add(new StringStringEntryProto { Key = Features, Value = text });
        var bytes = model.ToByteArray();
        Assert.Throws<ModelFileException>(() => OnnxModel.Load<NamelessNet>(new MemoryStream(bytes)));
        Assert.Throws<ModelFileException>(() => OnnxModel.Read(new MemoryStream(bytes)));
    }
}
