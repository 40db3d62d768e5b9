using System.Buffers.Binary;
using Compiled.Tool.Tests.Harness;
using Google.Protobuf;
using Onnx;

namespace Compiled.Tool.Tests.Formats;

/// <summary>Models that are no network show their weights, whatever the types and wherever the values are; what is not read is said.</summary>
public sealed class InitializerTests
{
    [Theory]
    [InlineData("Float", "F32", "0000803F00000040")]
    [InlineData("Double", "F64", "000000000000F03F0000000000000040")]
    [InlineData("Float16", "F16", "003C0040")]
    [InlineData("Bfloat16", "BF16", "803F0040")]
    [InlineData("Int8", "I8", "0102")]
    [InlineData("Int16", "I16", "01000200")]
    [InlineData("Int32", "I32", "0100000002000000")]
    [InlineData("Int64", "I64", "01000000000000000200000000000000")]
    [InlineData("Uint8", "U8", "0102")]
    [InlineData("Uint16", "U16", "01000200")]
    [InlineData("Uint32", "U32", "0100000002000000")]
    [InlineData("Uint64", "U64", "01000000000000000200000000000000")]
    public void Raw_values_of_every_type_are_looked_at(string type, string name, string bytes)
    {
        var raw = Convert.FromHexString(bytes);
        var output = Inspect(new TensorProto { Name = "w", DataType = (int)Enum.Parse<TensorProto.Types.DataType>(type), Dims = { 2 }, RawData = ByteString.CopyFrom(raw) });
        Assert.Matches($@"\nw +{name} +\[2\] +2 +{raw.Length} +1 +2 +1\.5 +0\.5 +0\n", output);
    }

    [Fact]
    public void Truth_values_are_0_and_1() => Assert.Matches(
        @"\nw +BOOL +\[2\] +2 +2 +0 +1 +0\.5 +0\.5 +0\n",
        Inspect(new TensorProto { Name = "w", DataType = (int)TensorProto.Types.DataType.Bool, Dims = { 2 }, RawData = ByteString.CopyFrom(0, 1) }));

    [Fact]
    public void Values_in_fields_of_their_own_type_are_looked_at()
    {
        var output = Inspect(
            new TensorProto { Name = "f", DataType = 1, Dims = { 2 }, FloatData = { 1, 2 } },
            new TensorProto { Name = "d", DataType = 11, Dims = { 2 }, DoubleData = { 1, 2 } },
            new TensorProto { Name = "i", DataType = 6, Dims = { 2 }, Int32Data = { 1, 2 } },
            new TensorProto { Name = "l", DataType = 7, Dims = { 2 }, Int64Data = { 1, 2 } });
        foreach (var (name, type, bytes) in new[] { ("f", "F32", 8), ("d", "F64", 16), ("i", "I32", 8), ("l", "I64", 16) })
            Assert.Matches($@"\n{name} +{type} +\[2\] +2 +{bytes} +1 +2 +1\.5 +0\.5 +0\n", output);
        Assert.EndsWith("4 values are integers or Booleans, which are always finite. All 4 floating-point values are finite.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_read_is_said()
    {
        var output = Inspect(
            new TensorProto { Name = "words", DataType = (int)TensorProto.Types.DataType.String, Dims = { 1 }, StringData = { ByteString.CopyFromUtf8("a") } },
            new TensorProto { Name = "far", DataType = 1, Dims = { 3 }, DataLocation = TensorProto.Types.DataLocation.External, RawData = ByteString.CopyFrom(1, 2) },
            new TensorProto { Name = "odd", DataType = (int)TensorProto.Types.DataType.Float16, Dims = { 2 }, Int32Data = { 1, 2 } });
        Assert.Matches(@"\nwords +String +\[1\] +1 +0 +- +- +- +- +-\n", output);
        Assert.Matches(@"\nfar +F32 +\[3\] +3 +2 +- +- +- +- +-\n", output);
        Assert.Matches(@"\nodd +F16 +\[2\] +2 +0 +- +- +- +- +-\n", output);
        Assert.EndsWith("6 values were not examined: values of type String are not read; values in another file, or in an unusual encoding, are not read.\n", output, StringComparison.Ordinal);
    }

    /// <summary>A raw text that ends within a value: the whole values are shown.</summary>
    [Fact]
    public void A_value_that_is_cut_off_is_left_out()
    {
        var bytes = new byte[6];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, 3);
        Assert.Matches(@"\nw +F32 +\[2\] +2 +6 +3 +3 +3 +0 +0\n", Inspect(new TensorProto { Name = "w", DataType = 1, Dims = { 2 }, RawData = ByteString.CopyFrom(bytes) }));
    }

    [Fact]
    public void A_model_without_weights_is_an_error_that_says_what_it_computes()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("Conv", ToolRun.Failed("inspect", Save(folder)), StringComparison.Ordinal);
        using (var stream = File.Create(folder["none.onnx"]))
            new ModelProto { IrVersion = 7, ProducerName = "nobody" }.WriteTo(stream);
        Assert.Contains("none.onnx", ToolRun.Failed("inspect", folder["none.onnx"]), StringComparison.Ordinal);
    }

    private static string Inspect(params TensorProto[] initializers)
    {
        using var folder = new TemporaryFolder();
        return ToolRun.Done("inspect", Save(folder, initializers));
    }

    private static string Save(TemporaryFolder folder, params TensorProto[] initializers)
    {
        var value = new TypeProto
        {
            TensorType = new()
            {
                ElemType = 1,
                Shape = new() { Dim = { new TensorShapeProto.Types.Dimension { DimValue = 1 }, new TensorShapeProto.Types.Dimension { DimValue = 3 } } },
            },
        };
        var model = new ModelProto { IrVersion = 7, Graph = new GraphProto { Name = "odd" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 13 });
        model.Graph.Node.Add(new NodeProto { OpType = "Conv", Name = "conv1", Input = { "x", "w" }, Output = { "y" } });
        model.Graph.Initializer.AddRange(initializers);
        model.Graph.Input.Add(new ValueInfoProto { Name = "x", Type = value });
        model.Graph.Output.Add(new ValueInfoProto { Name = "y", Type = value });
        using (var stream = File.Create(folder["odd.onnx"]))
            model.WriteTo(stream);
        return folder["odd.onnx"];
    }
}
