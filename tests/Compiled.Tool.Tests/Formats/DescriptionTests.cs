using Compiled.Tool.Formats;
using Compiled.Tool.Tests.Harness;
using Google.Protobuf;
using Onnx;

namespace Compiled.Tool.Tests.Formats;

/// <summary>What is said of files that lack something, or whose parts do not fit together.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void Only_values_that_were_looked_at_are_called_finite()
    {
        Assert.Equal("There are no values to examine.", FinitenessLine.Of([]));
        Assert.Equal("There are no values to examine.", FinitenessLine.Of([Tensor("F32", [0, 4])]));
        Assert.Equal("1 value is an integer or a Boolean, which is always finite.", FinitenessLine.Of([Tensor("I64", [], 3)]));
        Assert.Equal("2 values are integers or Booleans, which are always finite. The floating-point value is finite.", FinitenessLine.Of([Tensor("BOOL", [2], 0, 1), Tensor("F32", [1], 2)]));
        Assert.Equal(
            "1 value was not examined: values in another file, or in an unusual encoding, are not read. All 2 floating-point values are finite.",
            FinitenessLine.Of([new("a", "F32", [1], 4, null), Tensor("F32", [2], 1, 2)]));
        Assert.Equal(
            "5 values were not examined: values of type F8_E4M3, Complex64 are not read.", FinitenessLine.Of([new("a", "F8_E4M3", [4], 4, null), new("b", "Complex64", [1], 8, null), new("c", "Complex64", [0], 0, null)]));
        Assert.Equal("All values are finite.", FinitenessLine.Of([Tensor("F64", [1], 1)]));
        Assert.Equal("2 values are not finite: 1 NaN, 1 infinite.", FinitenessLine.Of([Tensor("F64", [3], 1, double.NaN, double.NegativeInfinity)]));
        Assert.False(new TensorDescription("a", "Complex64", [1], 8, null).CanBeNonFinite);
    }

    [Theory]
    [InlineData("petal width", "PetalWidth")]
    [InlineData("CO(GT)", "COGT")]
    [InlineData("2nd", "")]
    [InlineData("%", "")]
    [InlineData("", "")]
    [InlineData("größe", "GrE")]
    public void Names_of_classes_are_made_of_words(string text, string name)
    {
        Assert.Equal(name, ClassFile.Pascal(text));
        Assert.Equal(name.Length > 0 ? name + "Net" : "TrainedNet", Training.TrainingRun.ClassOf([text]));
    }

    [Theory]
    [InlineData("[\"a\",1,null]", "a|1|null")]
    [InlineData("{\"a\":1}", "")]
    [InlineData("[\"a\"", "")]
    [InlineData("\"a\"", "")]
    public void Names_in_metadata_are_an_array_or_none(string json, string names) =>
        Assert.Equal(names.Split('|', StringSplitOptions.RemoveEmptyEntries), JsonNames.Read(json));

    [Fact]
    public void Names_that_do_not_fit_the_declaration_are_said_to_be_the_file_s()
    {
        var description = new FileDescription("", []) { Declaration = Models.Classic, Features = ["a", "a", "b", "c"] };
        Assert.StartsWith("The names in the file are not valid: ", Assert.Throws<ToolException>(description.ToDeclaration).Message, StringComparison.Ordinal);
        var unnamed = description with { Features = [], Network = "no name" };
        Assert.StartsWith("The names in the file are not valid: ", Assert.Throws<ToolException>(unnamed.ToDeclaration).Message, StringComparison.Ordinal);
        Assert.Null((description with { Declaration = null }).ToDeclaration());
        Assert.Equal("DynamicNet", (description with { Features = [] }).ToDeclaration()!.Name);
        Assert.Equal("OtherNet", (description with { Features = [], Network = "OtherNet" }).ToDeclaration()!.Name);
        // A regression has no classes of its own.
        Assert.Empty((description with { Declaration = "[Network(inputs: 2)] [Dense(1)]", Features = [], Classes = ["a", "b", "c"] }).ToDeclaration()!.Classes);
    }

    [Fact]
    public void The_tensors_of_a_network_whose_name_cannot_be_are_shown_all_the_same()
    {
        using var folder = new TemporaryFolder();
        var header = "{\"__metadata__\":{\"compiled.topology\":\"[Network(inputs: 1)] [Dense(1)]\",\"compiled.network\":\"3 nets\"},\"0.weight\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}"u8;
        File.WriteAllBytes(folder["a.safetensors"], [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 0x80, 0x3F]);
        var run = ToolRun.Of("inspect", folder["a.safetensors"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("The names in the file are not valid: ", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"\n0\.weight +F32 +\[1, 1\] +1 +4 +1 +1 ", run.Output);
    }

    [Fact]
    public void A_model_of_this_library_whose_graph_has_lost_its_name_is_still_its_network()
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create(Models.Classic);
        var path = Models.Save(network, folder["net.onnx"]);
        ModelProto model;
        using (var stream = File.OpenRead(path))
            model = ModelProto.Parser.ParseFrom(stream);
        model.Graph.ClearName();
        using (var stream = File.Create(path))
            model.WriteTo(stream);
        Assert.Contains("DynamicNet", ToolRun.Done("inspect", path), StringComparison.Ordinal);
        Assert.Equal(Models.Bits(network), Models.Bits(Models.Load(path)));
    }

    [Theory]
    [InlineData("AAAA\n", "The data do not match the header: the file is damaged; save the network again.")]
    [InlineData("AAAAAAA=\n", "a.weights")]
    [InlineData("!\n", "a.weights")]
    public void Weights_with_more_than_their_header_says_are_damaged(string more, string message)
    {
        using var folder = new TemporaryFolder();
        var path = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(1)]"), folder["a.weights"]);
        File.AppendAllText(path, more);
        Assert.Contains(message, ToolRun.Failed("inspect", path), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_whose_data_have_changed_or_have_no_end_are_damaged()
    {
        using var folder = new TemporaryFolder();
        var path = Models.Save(Models.Create("[Network(inputs: 2)] [Dense(2)]"), folder["a.weights"]);
        var text = File.ReadAllText(path).TrimEnd('\n');
        var last = text.LastIndexOf('\n') + 1;
        File.WriteAllText(path, text[..last] + (text[last] == 'B' ? 'C' : 'B') + text[(last + 1)..] + "\n");
        Assert.Contains("The data do not match the header: the file is damaged; save the network again.", ToolRun.Failed("inspect", path), StringComparison.Ordinal);
        using (var stream = File.OpenWrite(path))
            stream.SetLength(70 << 20);
        Assert.Contains("The file is longer than its header says: it is damaged; save the network again.", ToolRun.Failed("inspect", path), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_come_from_text_files_too_and_are_named_by_the_command_line()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("DynamicNet", TopologySource.Read(folder.Write("net.txt", Models.Classic), null).Name);
        Assert.Equal("FlowerNet", TopologySource.Read(folder["net.txt"], "FlowerNet").Name);
        Assert.Equal("FlowerNet", TopologySource.Read(" " + Models.Classic, "FlowerNet").Name);
        Assert.Equal("FlowerNet", TopologySource.Read(folder.Write("Net.CS", "using Compiled; [Network(2)] [Dense(1)] partial class FlowerNet;"), null).Name);
        var large = folder.Write("large.txt", Models.Classic + new string('\n', 1 << 20));
        Assert.Equal(
            $"--topology is '{large}', which has more than 1,048,576 bytes: give a C# file, or a file with attributes.", Assert.Throws<UsageException>(() => TopologySource.Read(large, null)).Message);
    }

    private static TensorDescription Tensor(string type, long[] shape, params double[] values)
    {
        var statistics = new TensorStatistics();
        statistics.Add(values);
        return new("t", type, shape, 0, statistics);
    }
}
