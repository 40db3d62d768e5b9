using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled inspect.</summary>
public sealed class InspectTests
{
    [Theory]
    [InlineData(".safetensors", "safetensors")]
    [InlineData(".weights", "weights (text)")]
    [InlineData(".onnx", "ONNX")]
    public void A_network_s_file_shows_topology_and_tensors(string extension, string format)
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create("[Network(inputs: 2)] [Dense(2), Relu] [Dense(2), Softmax]", "TinyNet", "no", "yes");
        network.Tensors[0].CopyFrom([1, 2, 3, 4]);
        network.Tensors[1].CopyFrom([0.5f, -0.5f]);
        network.Tensors[2].CopyFrom([0, 0, 0, 0]);
        network.Tensors[3].CopyFrom([-1, 1]);
        var path = Models.Save(network, folder["tiny" + extension]);
        Assert.Equal(
            $"""
            tiny{extension}: {format}, {new FileInfo(path).Length:N0} bytes

            TinyNet
            block           arguments  inputs  outputs  parameters
            ------------------------------------------------------
            Dense0 (Dense)                  2        2           6
            Relu                            2        2           0
            Dense1 (Dense)                  2        2           6
            Softmax                         2        2           0
            2 -> 2, 12 parameters (48 bytes), no loss
            classes: no, yes

            [Network(inputs: 2)]
            [Dense(2), Relu]
            [Dense(2), Softmax]

            tensor    type  shape   values  bytes   min  max  mean      std  not finite
            ---------------------------------------------------------------------------
            0.weight  F32   [2, 2]       4     16     1    4   2.5  1.11803           0
            0.bias    F32   [2]          2      8  -0.5  0.5     0      0.5           0
            2.weight  F32   [2, 2]       4     16     0    0     0        0           0
            2.bias    F32   [2]          2      8    -1    1     0        1           0
            4 tensors, 12 values, 48 bytes
            All values are finite.

            """.ReplaceLineEndings("\n"), Without(ToolRun.Done("inspect", path), "format: "));
    }

    [Fact]
    public void Arrays_of_any_type_are_listed_and_what_is_not_finite_is_counted()
    {
        var output = ToolRun.Done("inspect", Files.Numpy("arrays.npz"));
        Assert.Contains("The file does not contain its network's declaration.", output, StringComparison.Ordinal);
        Assert.Matches(@"\nbig\.f8 +F64 +\[3, 4\] +12 +96 +-1 +4\.5 +1\.75 +1\.72603 +0\n", output);
        Assert.Matches(@"\ni8 +I64 +\[2\] +2 +16 +-5 +7 +1 +6 +0\n", output);
        Assert.Matches(@"\ntruth +BOOL +\[3\] +3 +3 +0 +1 +0\.666667 +0\.471405 +0\n", output);
        Assert.Matches(@"\ntext +<U10 +\[2\] +2 +80 +- +- +- +- +-\n", output);
        Assert.Matches(@"\nempty +F32 +\[0, 4\] +0 +0 +- +- +- +- +0\n", output);
        Assert.Matches(@"\nscalar +F32 +\[\] +1 +4 +2\.5 +2\.5 +2\.5 +0 +0\n", output);
        Assert.Matches(@"\nbad +F32 +\[5\] +5 +20 +1 +3 +2 +1 +3\n", output);
        Assert.EndsWith("3 values are not finite: 1 NaN, 2 infinite.\n", output, StringComparison.Ordinal);
        Assert.Contains("3, 4", ToolRun.Done("inspect", Files.Numpy("version3.npy")), StringComparison.Ordinal);
    }

    [Fact]
    public void Safetensors_of_other_libraries_are_listed_with_their_metadata()
    {
        using var folder = new TemporaryFolder();
        var header = "{\"__metadata__\":{\"format\":\"pt\",\"note\":\"a\\nb\"},\"h\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]},\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[4,12]},\"q\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[12,16]}}"u8;
        // 1 and infinity; 3; four values that are only counted.
        byte[] bytes = [.. BitConverter.GetBytes((long)header.Length), .. header, 0x80, 0x3F, 0x80, 0x7F, 3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4];
        File.WriteAllBytes(folder["other.safetensors"], bytes);
        var output = ToolRun.Done("inspect", folder["other.safetensors"]);
        Assert.Contains("format: pt\nnote: a b\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\nh +BF16 +\[2\] +2 +4 +1 +1 +1 +0 +1\n", output);
        Assert.Matches(@"\nn +I64 +\[\] +1 +8 +3 +3 +3 +0 +0\n", output);
        Assert.Matches(@"\nq +F8_E4M3 +\[4\] +4 +4 +- +- +- +- +-\n", output);
        Assert.EndsWith("1 value is not finite: 0 NaN, 1 infinite.\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".safetensors")]
    [InlineData(".npz")]
    public void Values_that_are_not_finite_are_reported_not_refused(string extension)
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create("[Network(inputs: 2)] [Dense(2)]");
        network.Tensors[0].CopyFrom([1, float.NaN, float.NegativeInfinity, 3]);
        var output = ToolRun.Done("inspect", Models.Save(network, folder["bad" + extension]));
        Assert.Matches(@"\n0\.weight +F32 +\[2, 2\] +4 +16 +1 +3 +2 +1 +2\n", output);
        Assert.EndsWith("2 values are not finite: 1 NaN, 1 infinite.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_other_programs_show_what_they_compute()
    {
        var output = ToolRun.Done("inspect", Files.Onnx("sklearn_style_4_10_3.onnx"));
        Assert.Contains("4 -> 3", output, StringComparison.Ordinal);
        Assert.Contains("[Dense(3), Softmax]", output, StringComparison.Ordinal);
        Assert.Matches(@"\n0\.weight +F32 +\[10, 4\] +40 +160 ", output);
    }

    [Fact]
    public void Models_that_are_no_network_show_their_weights_and_say_why()
    {
        using var folder = new TemporaryFolder();
        var model = new Onnx.ModelProto { IrVersion = 7, Graph = new Onnx.GraphProto { Name = "odd" } };
        model.OpsetImport.Add(new Onnx.OperatorSetIdProto { Version = 13 });
        model.Graph.Node.Add(new Onnx.NodeProto { OpType = "Conv", Name = "conv1", Input = { "x", "w" }, Output = { "y" } });
        model.Graph.Initializer.Add(new Onnx.TensorProto { Name = "w", DataType = 1, Dims = { 1, 3 }, FloatData = { 1, 2, float.NaN } });
        model.Graph.Initializer.Add(new Onnx.TensorProto { Name = "half", DataType = 10, Dims = { 2 }, RawData = Google.Protobuf.ByteString.CopyFrom(0, 0x3C, 0, 0x40) });
        model.Graph.Initializer.Add(new Onnx.TensorProto { Name = "shape", DataType = 7, Dims = { 2 }, Int64Data = { 3, -1 } });
        var value = new Onnx.TypeProto
        {
            TensorType = new()
            {
                ElemType = 1,
                Shape = new() { Dim = { new Onnx.TensorShapeProto.Types.Dimension { DimValue = 1 }, new Onnx.TensorShapeProto.Types.Dimension { DimValue = 3 } } }
            }
        };
        model.Graph.Input.Add(new Onnx.ValueInfoProto { Name = "x", Type = value });
        model.Graph.Output.Add(new Onnx.ValueInfoProto { Name = "y", Type = value });
        using (var stream = File.Create(folder["odd.onnx"]))
            Google.Protobuf.MessageExtensions.WriteTo(model, stream);

        var output = ToolRun.Done("inspect", folder["odd.onnx"]);
        Assert.Contains("Conv", output, StringComparison.Ordinal);
        Assert.Matches(@"\nw +F32 +\[1, 3\] +3 +12 +1 +2 +1\.5 +0\.5 +1\n", output);
        Assert.Matches(@"\nhalf +F16 +\[2\] +2 +4 +1 +2 +1\.5 +0\.5 +0\n", output);
        Assert.Matches(@"\nshape +I64 +\[2\] +2 +16 +-1 +3 +1 +2 +0\n", output);
        Assert.Contains("Conv", ToolRun.Failed("import", folder["odd.onnx"], "--class", "OddNet", "--output", folder["out"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_out_of_a_file_never_reach_the_terminal_as_escape_codes()
    {
        using var folder = new TemporaryFolder();
        var header = "{\"\\u001b[31mred\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"u8;
        File.WriteAllBytes(folder["x.safetensors"], [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 0, 0]);
        var run = ToolRun.Of("inspect", folder["x.safetensors"]);
        ToolRun.AssertPlain(run.Output);
        ToolRun.AssertPlain(run.Error);
    }

    private static string Without(string text, string start) => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith(start, StringComparison.Ordinal)));

    [Fact]
    public void A_table_shows_its_columns_and_what_may_be_wrong_with_them()
    {
        using var folder = new TemporaryFolder();
        var output = ToolRun.Done("inspect", Files.Iris, "--target", "species");
        Assert.StartsWith("iris.csv: 4,009 bytes\n150 rows of 5 columns, target 'species'\ncolumn        kind     missing  distinct  values\n", output, StringComparison.Ordinal);
        Assert.Contains("\nspecies       text           0         3  'setosa' (50), 'versicolor' (50), 'virginica' (50)\n", output, StringComparison.Ordinal);

        var odd = folder.Write("odd.csv", "id;same;y\n" + string.Concat(Enumerable.Range(0, 40).Select(static row => $"key{row};1;{row % 2}\n")));
        var report = ToolRun.Done("inspect", odd);
        Assert.Contains("- Column 'id' looks like an identifier", report, StringComparison.Ordinal);
        Assert.Contains("- Column 'same' is constant", report, StringComparison.Ordinal);
        Assert.DoesNotContain("'id'", ToolRun.Done("inspect", odd, "--ignore", "id"), StringComparison.Ordinal);

        Assert.Contains("has no column 'specie'", ToolRun.Failed("inspect", Files.Iris, "--target", "specie"), StringComparison.Ordinal);
        Assert.Contains("name one", ToolRun.Wrong("inspect", Files.Iris, "--target", "species,petal_width"), StringComparison.Ordinal);
        Assert.Contains("--target is about the columns of a CSV file, but", ToolRun.Wrong("inspect", Files.Numpy("arrays.npz"), "--target", "x"), StringComparison.Ordinal);
        Assert.Contains("does not exist", ToolRun.Failed("inspect", folder["none.csv"]), StringComparison.Ordinal);
    }
}
