using Google.Protobuf;
using global::Onnx;
using static Compiled.Tests.Import.Importing;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Tests.Import;

/// <summary>Models that no exporter writes: each branch of the reader of the file.</summary>
public sealed class ReadingEdgeTests
{
    private static byte[] Changed(Action<ModelProto> change)
    {
        var model = new ModelBuilder();
        _ = model.Bytes(model.Dense(model.Node("Relu", [model.Dense("x", 5, 4)]), 4, 2));
        change(model.Model);
        return model.Model.ToByteArray();
    }

    private static void Shaped(ModelProto model, params long[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(sizes.Select(static size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        model.Graph.Input[0].Type.TensorType.Shape = shape;
    }

    [Fact]
    public void The_dimensions_of_an_input_are_those_of_rows()
    {
        IsRefused(Changed(static model => Shaped(model)), "but the input of a network must be rows");
        IsRefused(Changed(static model => Shaped(model, 1, 1, 1, 1, 1, 1, 1, 1, 5)), "but the input of a network must be rows");
        IsRefused(Changed(static model => Shaped(model, 1, -5)), "but the input of a network must be rows");
        IsRefused(Changed(static model => Shaped(model, 1, int.MaxValue + 1L)), "but the input of a network must be rows");
        IsRefused(Changed(static model => Shaped(model, 1, 0, 5)), "only the first, the number of rows, may be dynamic");
        IsRefused(Changed(static model => Shaped(model, 1, int.MaxValue, 2)), "more than any network has");
        IsRefused(Changed(static model => Shaped(model, 1, 65_537)), "The input 'x' has 65,537 values, but a network has at most 65,536 inputs.");
        _ = Read(Changed(static model => Shaped(model, 1, 5)));
        _ = Read(Changed(static model => model.Graph.Input[0].Type.TensorType.Shape = null));
    }

    [Theory]
    [InlineData((int)DataType.Bool, "contains Bool")]
    [InlineData(98, "contains 98")]
    public void An_input_contains_floats(int type, string problem) => IsRefused(Changed(model => model.Graph.Input[0].Type.TensorType.ElemType = type), problem);

    [Theory]
    [InlineData((int)DataType.Bfloat16)]
    [InlineData((int)DataType.Int32)]
    [InlineData((int)DataType.Int64)]
    public void An_input_of_other_numbers_is_cast_to_floats(int type)
    {
        var model = new ModelBuilder();
        model.Graph.Input[0].Type.TensorType.ElemType = type;
        Assert.Equal(3, Read(model.Bytes(model.Dense(model.Node("Cast", ["x"], ("to", 1L)), 5, 3))).Topology.OutputSize);
    }

    [Fact]
    public void A_model_has_inputs_and_not_too_many_outputs()
    {
        IsRefused(
            Changed(static model =>
            {
                model.Graph.Input.Clear();
                model.Graph.Node.Clear();
                model.Graph.Output[0].Name = model.Graph.Initializer[0].Name;
            }), "The model has no inputs, but a network has one");
        IsRefused(
            Changed(static model =>
            {
                for (var output = 0; output < 200; output++)
                    model.Graph.Output.Add(model.Graph.Output[0].Clone());
            }), "The model has 201 outputs, more than a network can have heads.");
    }

    [Fact]
    public void An_input_is_not_the_output_of_a_node() =>
        IsRefused(Changed(static model => model.Graph.Node[1].Output[0] = "x"), "'x' is both an input and the output of a node");

    [Fact]
    public void Operators_may_be_of_the_domain_that_is_the_default_by_its_name() => Assert.Equal(
        3, Read(Changed(static model =>
        {
            model.OpsetImport[0].Domain = "ai.onnx";
            foreach (var node in model.Graph.Node)
                node.Domain = "ai.onnx";
        })).Topology.Blocks.Count);

    [Fact]
    public void A_function_is_refused_even_if_it_is_empty()
    {
        IsRefused(Changed(static model => model.Functions.Add(new FunctionProto())), "The model defines functions (''), which are not supported");
        IsRefused(Changed(static model => model.Functions.Add(new FunctionProto { Node = { new NodeProto() } })), "The model defines functions (''), which are not supported");
    }

    [Fact]
    public void Inputs_that_are_joined_have_the_same_number_of_rows()
    {
        static byte[] Joined(long first, long second)
        {
            var model = new ModelBuilder(13, 3).Input("goal", [2]);
            _ = model.Bytes(model.Dense(model.Node("Concat", ["x", "goal"], ("axis", 1L)), 5, 2));
            Rows(0, first);
            Rows(1, second);
            return model.Model.ToByteArray();

            void Rows(int place, long rows) => model.Graph.Input[place].Type.TensorType.Shape.Dim[0] = rows == 0 ? new() { DimParam = "batch" } : new() { DimValue = rows };
        }

        IsRefused(Joined(2, 3), "The input 'goal' has 3 rows, but another input has 2.");
        foreach (var (first, second) in (ReadOnlySpan<(long, long)>)[(1, 1), (1, 0), (0, 1), (0, 0)])
            Assert.Equal(["x", "goal"], Read(Joined(first, second)).InputNames);
    }

    [Fact]
    public void An_output_that_is_chosen_is_computed()
    {
        var bytes = Changed(static model => model.Graph.Output.Add(model.Graph.Input[0].Clone()));
        string Refused(string output) => Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { Outputs = [output] })).Message;
        Assert.Contains("OnnxReadOptions.Outputs has 'c0', but no node of the model computes a value with that name", Refused("c0"), StringComparison.Ordinal);
        Assert.Contains("OnnxReadOptions.Outputs has 'c', but no node of the model computes a value with that name", Refused("c"), StringComparison.Ordinal);
        // It may be an output of the model that is an input, which no block gives.
        Assert.DoesNotContain("no node of the model computes", Refused("x"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue + 1L)]
    public void The_limit_of_bytes_is_one_that_an_array_can_have(long bytes) => Assert.Contains(
        "MaxBytes must be 1 to 2,147,483,647.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Read(Changed(static _ => { }), new OnnxReadOptions { MaxBytes = bytes })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_field_that_is_not_known_is_small()
    {
        byte[] field = [0xA2, 0x01, 0x81, 0x80, 0x40, .. new byte[(1 << 20) + 1]];
        IsRefused(
            Changed(model => model.Graph.Initializer[0] = TensorProto.Parser.ParseFrom([.. model.Graph.Initializer[0].ToByteArray(), .. field])),
            "Field 20 of the model's Tensor is", "but no model needs more than 1,048,576");
        IsRefused(
            Changed(model => model.Graph.Node[0].Attribute[0] = AttributeProto.Parser.ParseFrom([.. model.Graph.Node[0].Attribute[0].ToByteArray(), .. field])),
            "Field 20 of the model's Attribute is", "but no model needs more than 1,048,576");
        // A comment may be long: it is as large in memory as in the file.
        Assert.Equal(3, Read(Changed(static model => model.Graph.Node[0].Attribute[0].DocString = new string('x', 2 << 20))).Topology.Blocks.Count);
    }

    [Fact]
    public void An_optional_input_may_be_left_out_by_an_empty_name()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Gemm", ["x", model.Drawn(5, 3), ""])), "[Dense(3, Bias = false)]");
    }

    [Fact]
    public void Texts_are_not_weights()
    {
        var model = new ModelBuilder(13, 3);
        IsRefused(model.Bytes(model.Node("Add", [model.Dense("x", 3, 3), model.Texts("a", "b", "c")])), "Node 'the Add' (Add)", "'c3' contains strings where floats are expected");
    }

    [Fact]
    public void A_tensor_is_in_one_piece_and_in_one_place()
    {
        IsRefused(Changed(static model => model.Graph.Initializer[0].Segment = new TensorProto.Types.Segment()), "split into several segments");
        IsRefused(
            Changed(static model =>
            {
                var weights = model.Graph.Initializer[0];
                weights.FloatData.Clear();
                weights.DataLocation = TensorProto.Types.DataLocation.External;
            }), "external data without a location");
        IsRefused(
            Changed(static model =>
            {
                var weights = model.Graph.Initializer[0];
                weights.FloatData.Clear();
                weights.DataLocation = TensorProto.Types.DataLocation.External;
                weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "a" });
                weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "b" });
            }), "specifies 'location' of its external data twice");
    }

    [Theory]
    [InlineData((int)DataType.Float16, 0, 65_535)]
    [InlineData((int)DataType.Bfloat16, 0, 65_535)]
    [InlineData((int)DataType.Uint16, 0, 65_535)]
    [InlineData((int)DataType.Int16, -32_768, 32_767)]
    [InlineData((int)DataType.Uint8, 0, 255)]
    [InlineData((int)DataType.Int8, -128, 127)]
    [InlineData((int)DataType.Bool, 0, 1)]
    public void Numbers_that_their_type_cannot_hold_are_named(int type, int least, int most)
    {
        foreach (var value in new[] { least - 1, most + 1, int.MinValue, int.MaxValue })
        {
            IsRefused(
                Changed(model =>
                {
                    var weights = model.Graph.Initializer[0];
                    weights.DataType = type;
                    weights.FloatData.Clear();
                    weights.Int32Data.AddRange([.. Enumerable.Repeat(least, 18), most, value]);
                    model.Graph.Node.Insert(0, ModelBuilder.NodeProto("Cast", [weights.Name], ("to", 1L)));
                    model.Graph.Node[0].Output.Add("cast");
                    model.Graph.Node[1].Input[1] = "cast";
                }),
                $"Tensor 'c0' is {(DataType)type} and holds {Number(value)} in its int32_data, which must be {Number(least)} to {Number(most)}");
        }

        static string Number(int value) => value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData((int)DataType.Int32, 80)]
    [InlineData((int)DataType.Int64, 160)]
    [InlineData((int)DataType.Int16, 40)]
    [InlineData((int)DataType.Uint16, 40)]
    [InlineData((int)DataType.Int8, 20)]
    [InlineData((int)DataType.Uint8, 20)]
    [InlineData((int)DataType.Bool, 20)]
    public void Whole_numbers_are_no_weights_however_they_are_stored(int type, int bytes) => IsRefused(
        Changed(model =>
        {
            var weights = model.Graph.Initializer[0];
            weights.DataType = type;
            weights.FloatData.Clear();
            weights.RawData = ByteString.CopyFrom(new byte[bytes]);
        }), "'c0'");
}
