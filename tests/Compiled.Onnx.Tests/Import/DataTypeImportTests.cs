using System.Runtime.InteropServices;
using Google.Protobuf;
using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class DataTypeImportTests
{
    private static TensorProto Tensor(DataType type, float[] values, bool isRaw, params long[] dims)
    {
        var tensor = new TensorProto { DataType = (int)type };
        tensor.Dims.AddRange(dims);
        if (isRaw)
        {
            tensor.RawData = ByteString.CopyFrom([.. values.SelectMany(value => type switch
            {
                DataType.Double => BitConverter.GetBytes((double)value),
                DataType.Float16 => BitConverter.GetBytes((Half)value),
                DataType.Bfloat16 => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)),
                _ => BitConverter.GetBytes(value),
            })]);
            return tensor;
        }

        foreach (var value in values)
        {
            if (type == DataType.Double)
                tensor.DoubleData.Add(value);
            else if (type == DataType.Float16)
                tensor.Int32Data.Add(BitConverter.HalfToUInt16Bits((Half)value));
            else if (type == DataType.Bfloat16)
                tensor.Int32Data.Add((int)(BitConverter.SingleToUInt32Bits(value) >> 16));
            else
                tensor.FloatData.Add(value);
        }

        return tensor;
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(11, false)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(10, false)]
    public void Models_of_every_float_are_read(int typeNumber, bool isRaw)
    {
        var type = (DataType)typeNumber;
        var model = new ModelBuilder();
        model.Graph.Input[0].Type.TensorType.ElemType = (int)type;
        var hidden = model.Node("Gemm", ["x", model.Tensor(Tensor(type, model.Draw(5, 4), isRaw, 5, 4)), model.Tensor(Tensor(type, model.Draw(4), isRaw, 4))]);
        model.Output(hidden, type, 4);
        IsRead(model.Bytes(""), "[Dense(4)]", type == DataType.Float16 ? 5e-3f : Tolerance);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(10, false)]
    [InlineData(16, true)]
    [InlineData(16, false)]
    public void Weights_of_sixteen_bits_are_cast_to_floats(int typeNumber, bool isRaw)
    {
        var type = (DataType)typeNumber;
        var model = new ModelBuilder();
        var weights = model.Node("Cast", [model.Tensor(Tensor(type, model.Draw(5, 4), isRaw, 5, 4))], ("to", 1L));
        IsRead(model.Bytes(model.Node("MatMul", ["x", weights])), "[Dense(4, Bias = false)]");
    }

    /// <summary>The least, the most and what is between: with a sign that is lost, or bytes that are taken for others, a value is another.</summary>
    [Theory]
    [InlineData((int)DataType.Bool, 0, 1)]
    [InlineData((int)DataType.Int8, -128, 127)]
    [InlineData((int)DataType.Uint8, 0, 255)]
    [InlineData((int)DataType.Int16, -32_768, 32_767)]
    [InlineData((int)DataType.Uint16, 0, 65_535)]
    [InlineData((int)DataType.Int32, -16_777_216, 16_777_215)]
    public void Integers_of_every_width_are_cast_to_floats(int type, int least, int most)
    {
        int[] values = [.. Enumerable.Range(0, 20).Select(place => (place % 5) switch { 0 => least, 1 => most, 2 => 1, 3 => Math.Max(least, -1), _ => (least + most) / 2 })];
        var width = type switch { (int)DataType.Int32 => 4, (int)DataType.Int16 or (int)DataType.Uint16 => 2, _ => 1 };
        var raw = new TensorProto { RawData = ByteString.CopyFrom([.. values.SelectMany(value => BitConverter.GetBytes(value).Take(width))]) };
        foreach (var tensor in new[] { new TensorProto { Int32Data = { values } }, raw })
        {
            tensor.DataType = type;
            tensor.Dims.AddRange([5, 4]);
            var model = new ModelBuilder();
            var weights = model.Node("Cast", [model.Tensor(tensor)], ("to", 1L));
            // The sums of large weights cancel, so the tolerance is that of the weights.
            var read = IsRead(model.Bytes(model.Node("MatMul", ["x", weights])), "[Dense(4, Bias = false)]", Tolerance * most);
            for (var place = 0; place < values.Length; place++)
                Assert.Equal(values[place], read.Tensors[0].Values.Span[place % 4 * 5 + place / 4]);
        }
    }

    [Fact]
    public void External_data_is_read_from_a_file_beside_the_model()
    {
        using var folder = new TemporaryFolder();
        var model = External("weights.bin", offset: 8, out var values);
        File.WriteAllBytes(folder.File("weights.bin"), [1, 2, 3, 4, 5, 6, 7, 8, .. MemoryMarshal.AsBytes(values.AsSpan())]);
        File.WriteAllBytes(folder.File("model.onnx"), model);
        var network = OnnxModel.Read(folder.File("model.onnx"));
        var inputs = Judge.Inputs(5);
        AssertClose(Judge.Run(folder.File("model.onnx"), inputs), Interpreter.Predict(network, inputs));
        Assert.Contains("but a stream has no folder to find it in", Assert.Throws<ModelFileException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./weights.bin")]
    [InlineData(".\\weights.bin")]
    [InlineData("././/weights.bin")]
    public void A_point_before_the_name_is_the_folder_of_the_model(string location)
    {
        using var folder = new TemporaryFolder();
        var model = External(location, 0, out var values);
        File.WriteAllBytes(folder.File("weights.bin"), [.. MemoryMarshal.AsBytes(values.AsSpan())]);
        File.WriteAllBytes(folder.File("model.onnx"), model);
        Assert.Contains(OnnxModel.Read(folder.File("model.onnx")).Tensors, tensor => tensor.Values.Span.Contains(values[0]));
    }

    [Fact]
    public void External_data_that_Git_LFS_has_not_fetched_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("weights.bin"), $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 1860\n");
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", 0, out _));
        Assert.Contains("'weights.bin', is a Git LFS pointer: run 'git lfs pull'",
            Assert.Throws<ModelFileException>(() => OnnxModel.Read(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("./../weights.bin")]
    [InlineData(".//etc/passwd")]
    [InlineData("./")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/weights.bin")]
    [InlineData("sub\\weights.bin")]
    [InlineData("C:weights.bin")]
    [InlineData("")]
    public void External_data_anywhere_else_is_not_followed(string location)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("sub"));
        File.WriteAllBytes(folder.File("sub/weights.bin"), new byte[100]);
        File.WriteAllBytes(folder.File("model.onnx"), External(location, 0, out _));
        Assert.Contains("plain name of a file next to the model", Assert.Throws<ModelFileException>(() => OnnxModel.Read(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        File.WriteAllBytes(elsewhere.File("secret.bin"), new byte[100]);
        File.CreateSymbolicLink(folder.File("weights.bin"), elsewhere.File("secret.bin"));
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", 0, out _));
        Assert.Contains("a link out of the model's folder", Assert.Throws<ModelFileException>(() => OnnxModel.Read(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("61", null)]
    [InlineData("18446744073709551615", null)]
    [InlineData("-1", null)]
    [InlineData("0x10", null)]
    [InlineData("0", "59")]
    [InlineData("0", "18446744073709551615")]
    public void Pieces_beyond_the_file_are_refused(string offset, string? length)
    {
        using var folder = new TemporaryFolder();
        // 15 floats are 60 bytes.
        File.WriteAllBytes(folder.File("weights.bin"), new byte[120]);
        var model = ModelProto.Parser.ParseFrom(External("weights.bin", 0, out _));
        model.Graph.Initializer[0].ExternalData[1].Value = offset;
        if (length is not null)
            model.Graph.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "length", Value = length });
        File.WriteAllBytes(folder.File("model.onnx"), model.ToByteArray());
        Assert.Contains("'c0'", Assert.Throws<ModelFileException>(() => OnnxModel.Read(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void External_data_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", 0, out _));
        Assert.Contains("'weights.bin', which is not next to the model", Assert.Throws<ModelFileException>(() => OnnxModel.Read(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_piece_named_many_times_is_not_read_without_end()
    {
        using var folder = new TemporaryFolder();
        var model = ModelProto.Parser.ParseFrom(External("weights.bin", 0, out _));
        var product = model.Graph.Initializer[0].Clone();
        model.Graph.Node.Clear();
        for (var copy = 0; copy < 40; copy++)
        {
            var tensor = product.Clone();
            tensor.Name = "copy" + copy;
            model.Graph.Initializer.Add(tensor);
            model.Graph.Node.Add(new NodeProto { OpType = "MatMul", Input = { copy == 0 ? "x" : "y" + (copy - 1), tensor.Name }, Output = { "y" + copy } });
        }

        model.Graph.Output[0].Name = "y39";
        // 40 pieces of 10,000 bytes.
        File.WriteAllBytes(folder.File("weights.bin"), new byte[15000]);
        foreach (var tensor in model.Graph.Initializer)
            (tensor.Dims[0], tensor.Dims[1]) = (50, 50);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 50;
        File.WriteAllBytes(folder.File("model.onnx"), model.ToByteArray());
        var message = Assert.Throws<ModelFileException>(() => OnnxModel.Read(folder.File("model.onnx"), new OnnxReadOptions { MaxBytes = 100_000 })).Message;
        Assert.Contains("external data is more than 100,000 bytes", message, StringComparison.Ordinal);
        Assert.Equal(40, OnnxModel.Read(folder.File("model.onnx"), new OnnxReadOptions { MaxBytes = 400_000 }).Topology.Blocks.Count);
    }

    private static byte[] External(string location, long offset, out float[] values)
    {
        var model = new ModelBuilder();
        values = model.Draw(5, 3);
        var tensor = new TensorProto { DataType = 1, DataLocation = TensorProto.Types.DataLocation.External };
        tensor.Dims.AddRange([5, 3]);
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = offset.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return model.Bytes(model.Node("MatMul", ["x", model.Tensor(tensor)]));
    }
}
