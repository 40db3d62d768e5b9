using Google.Protobuf;
using global::Onnx;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class RefusalTests
{
    private static (ModelBuilder Model, string Output) Small()
    {
        var model = new ModelBuilder();
        return (model, model.Dense(model.Node("Relu", [model.Dense("x", 5, 4)]), 4, 2));
    }

    private static byte[] Changed(Action<ModelProto> change)
    {
        var (model, output) = Small();
        _ = model.Bytes(output);
        change(model.Model);
        return model.Model.ToByteArray();
    }

    [Fact]
    public void An_operator_that_no_block_is_names_itself_and_what_is_supported()
    {
        var model = new ModelBuilder();
        var rows = model.Node("Sin", [model.Dense("x", 5, 4)]);
        IsRefused(model.Bytes(model.Dense(rows, 4, 2)), "Node 'the Sin' (Sin) is not supported", "Gemm, MatMul", "LayerNormalization", "Identity, Dropout");
    }

    [Fact]
    public void What_no_output_needs_is_not_looked_at()
    {
        var (model, output) = Small();
        _ = model.Node("Sin", ["x"]);
        _ = Read(model.Bytes(output));
    }

    [Fact]
    public void Operators_of_other_domains_are_refused_by_their_domain()
    {
        var model = new ModelBuilder();
        model.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        IsRefused(model.Bytes(model.Node("com.microsoft::FusedGemm", ["x", model.Drawn(5, 2)])), "'the FusedGemm'", "'com.microsoft'", "ai.onnx.ml");
    }

    [Fact]
    public void An_operator_of_the_learning_domain_that_no_block_is_is_refused()
    {
        var model = new ModelBuilder().WithLearningDomain();
        IsRefused(
            model.Bytes(model.Dense(model.Node("ai.onnx.ml::Normalizer", ["x"]), 5, 2)),
            "(ai.onnx.ml.Normalizer) is not supported", "divides each row by its norm", "ONNX Runtime runs the whole of it");
    }

    [Fact]
    public void Subgraphs_functions_and_sparse_tensors_are_refused()
    {
        var (model, output) = Small();
        _ = model.Node("If", ["x"], ("then_branch", new GraphProto()));
        IsRefused(model.Bytes(output), "'the If' (If) has a subgraph");
        IsRefused(Changed(static model => model.Functions.Add(new FunctionProto { Name = "f" })), "functions ('f')");
        IsRefused(Changed(static model => model.Graph.SparseInitializer.Add(new SparseTensorProto())), "sparse");
    }

    [Fact]
    public void Names_are_defined_once_and_before_they_are_used()
    {
        IsRefused(Changed(static model => model.Graph.Node[0].Input[0] = "nothing"), "'nothing', which is not an input");
        IsRefused(Changed(static model => model.Graph.Node[0].Input[0] = model.Graph.Node[2].Output[0]), "form a cycle or are in the wrong order");
        IsRefused(Changed(static model => model.Graph.Node[0].Input[0] = model.Graph.Node[0].Output[0]), "form a cycle");
        IsRefused(Changed(static model => model.Graph.Node[2].Output[0] = model.Graph.Node[1].Output[0]), "Two nodes compute");
        IsRefused(Changed(static model => model.Graph.Initializer[1].Name = model.Graph.Initializer[0].Name), "Two initialisers");
        IsRefused(Changed(static model => model.Graph.Initializer[0].Name = model.Graph.Node[0].Output[0]), "is both an initialiser and the output of a node");
        IsRefused(Changed(static model => model.Graph.Input.Add(model.Graph.Input[0].Clone())), "Two inputs");
        IsRefused(Changed(static model => model.Graph.Output[0].Name = "nothing"), "output 'nothing' is not computed by any node");
        IsRefused(Changed(static model => model.Graph.Node[0].Attribute.Add(model.Graph.Node[0].Attribute[0].Clone())), "two attributes 'transB'");
    }

    [Fact]
    public void Missing_parts_are_named()
    {
        IsRefused(Changed(static model => model.Graph = null), "no graph");
        IsRefused(Changed(static model => model.OpsetImport.Clear()), "which version of the operators");
        IsRefused(Changed(static model => model.OpsetImport[0].Version = 5), "opset 5", "only 6 and later are supported");
        IsRefused(Changed(static model => model.Graph.Output.Clear()), "no outputs");
        IsRefused(Changed(static model => model.Graph.Node[0].Input.RemoveAt(1)), "(Gemm) has weights 'c1' of [4], but must have a matrix");
        IsRefused(Changed(static model => { model.Graph.Node[0].Input.Clear(); model.Graph.Node[0].Input.Add("x"); }), "has no input 1");
    }

    [Fact]
    public void A_network_has_one_input_of_floats()
    {
        var (model, output) = Small();
        IsRefused(
            model.Bytes(model.Input("second", [4]).Node("Mul", [output, "second"])), "the inputs 'x', 'second'", "does not simply concatenate", "OnnxReadOptions.Outputs", "OnnxReadOptions.Inputs");
        IsRefused(Changed(static model => model.Graph.Input[0].Type.TensorType.ElemType = 8), "contains String");
        IsRefused(Changed(static model => model.Graph.Input[0].Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence() }), "must be a tensor");
    }

    [Fact]
    public void Dimensions_types_and_data_must_agree()
    {
        IsRefused(Changed(static model => model.Graph.Initializer[0].FloatData.Add(1)), "'c0'", "20 values, but 21");
        IsRefused(Changed(static model => model.Graph.Initializer[0].Dims[0] = -4), "[-4, 5]");
        IsRefused(Changed(static model => model.Graph.Initializer[0].Dims[0] = long.MaxValue), "at most 8, each from 0");
        IsRefused(Changed(static model => { model.Graph.Initializer[0].Dims[0] = int.MaxValue; model.Graph.Initializer[0].Dims[1] = int.MaxValue; }), "elements, more than any network has");
        IsRefused(Changed(static model => model.Graph.Initializer[0].RawData = ByteString.CopyFrom(new byte[80])), "more than one field");
        IsRefused(Changed(static model => { model.Graph.Initializer[0].FloatData.Clear(); model.Graph.Initializer[0].RawData = ByteString.CopyFrom(new byte[79]); }), "80 bytes, but has 79 bytes");
        IsRefused(Changed(static model => model.Graph.Initializer[0].DataType = 12), "type Uint32", "without quantization");
        IsRefused(Changed(static model => model.Graph.Initializer[0].DataType = 99), "type 99");
        IsRefused(
            Changed(static model =>
            {
                var weights = model.Graph.Initializer[0];
                weights.DataType = 7;
                weights.FloatData.Clear();
                weights.Int64Data.AddRange(new long[20]);
            }),
            "integers where floats");
        IsRefused(Changed(static model => model.Graph.Node[0].Attribute[0].Type = AttributeProto.Types.AttributeType.Float), "'transB' is of type Float, but must be Int");
    }

    [Fact]
    public void Weights_that_are_not_finite_are_refused_by_their_place_unless_they_may_pass()
    {
        var bytes = Changed(static model => model.Graph.Initializer[0].FloatData[7] = float.NaN);
        IsRefused(bytes, "'c0' holds NaN at index 7", "AllowNonFinite");
        IsRefused(Changed(static model => model.Graph.Initializer[1].FloatData[3] = float.NegativeInfinity), "'c1' holds -Infinity at index 3");
        Assert.True(float.IsNaN(Read(bytes, new OnnxReadOptions { AllowNonFinite = true }).Tensors[0].Values.Span[7]));
    }

    [Fact]
    public void Folded_weights_beyond_what_float_holds_are_refused()
    {
        var model = new ModelBuilder();
        var huge = model.Node("Mul", [model.Node("Mul", [model.Dense("x", 5, 4), model.Scalar(1e30f)]), model.Scalar(1e30f)]);
        IsRefused(model.Bytes(huge), "exceeds the range of float");
    }

    [Fact]
    public void A_model_beyond_the_cap_is_refused_before_it_is_read()
    {
        var bytes = Changed(static _ => { });
        Assert.Contains("longer than 100 bytes", Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { MaxBytes = 100 })).Message, StringComparison.Ordinal);
        Assert.Contains("longer than 100 bytes",
            Assert.Throws<ModelFileException>(() => OnnxModel.Read(new Unseekable(bytes), new OnnxReadOptions { MaxBytes = 100 })).Message, StringComparison.Ordinal);
        _ = OnnxModel.Read(new Unseekable(bytes), new OnnxReadOptions { MaxBytes = bytes.Length });
        Assert.Throws<ArgumentOutOfRangeException>(() => Read(bytes, new OnnxReadOptions { MaxBytes = 0 }));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Small_files_that_ask_for_much_memory_are_refused()
    {
        var model = new ModelBuilder();
        var vector = model.Floats([1000], new float[1000]);
        // A thousand floats, doubled thirty times.
        for (var doubling = 0; doubling < 30; doubling++)
            vector = model.Node("Concat", [vector, vector], ("axis", 0L));
        IsRefused(model.Bytes(model.Node("Add", [model.Dense("x", 5, 4), vector])), "MaxBytes");
    }

    [Fact]
    public void Files_of_nothing_but_empty_parts_are_refused_before_they_are_objects()
    {
        // Two million empty nodes, and as many empty dimensions of a value: 4 MB each.
        IsRefused(Field(7, [.. Enumerable.Repeat<byte[]>([0x0A, 0x00], 2_000_000).SelectMany(static node => node)]), "more than 1,000,000 parts");
        IsRefused(Field(7, Field(11, Field(2, [.. Enumerable.Repeat<byte[]>([0x0A, 0x00], 2_000_000).SelectMany(static size => size)]))), "Field 11 of the model's Graph");
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        // A message within a message, ten thousand times: the graph of an attribute of a node of a graph.
        byte[] inner = [];
        for (var depth = 0; depth < 300; depth++)
        {
            var attribute = Field(6, inner);
            inner = Field(1, Field(5, attribute));
        }

        Assert.Throws<ModelFileException>(() => Read(Field(7, inner)));
    }

    [Fact]
    public void A_long_chain_is_refused_without_recursion()
    {
        var model = new ModelBuilder();
        var rows = model.Dense("x", 5, 4);
        for (var step = 0; step < 5000; step++)
        {
            var output = "t" + step;
            model.Graph.Node.Add(new NodeProto { OpType = "Tanh", Input = { rows }, Output = { output } });
            rows = output;
        }

        IsRefused(model.Bytes(rows), "more than 2,048 steps");
        model.Graph.Output[0].Name = "t200";
        IsRefused(model.Bytes(""), "more than 128 blocks");
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_IOException() => Assert.Throws<FileNotFoundException>(() => OnnxModel.Read("not-there.onnx"));

    [Fact]
    public void Messages_name_the_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model.onnx"), "no model");
        var exception = Assert.Throws<ModelFileException>(() => OnnxModel.Read(folder.File("model.onnx")));
        Assert.Equal(folder.File("model.onnx"), exception.FileName);
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    private static TensorProto Bytes(int type, params long[] dims)
    {
        var tensor = new TensorProto { DataType = type, RawData = ByteString.CopyFrom(new byte[dims.Aggregate(type == 13 ? 8L : 4L, static (a, b) => a * b)]) };
        tensor.Dims.AddRange(dims);
        return tensor;
    }

    [Fact]
    public void What_is_wrong_with_a_tensor_names_the_node_that_needs_it()
    {
        var model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("MatMul", ["x", model.Tensor(Bytes(13, 5, 3))])), "Node 'the MatMul' (MatMul)", "'c0' is of type Uint64");
        model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("Add", [model.Dense("x", 5, 3), model.Integers(1, 2, 3)])), "Node 'the Add' (Add)", "'c3' contains integers where floats");
        IsRefused(Changed(static model => model.Graph.Initializer[0].FloatData[7] = float.NaN), "Node 'the Gemm' (Gemm)", "'c0' holds NaN at index 7");
        model = new ModelBuilder();
        IsRefused(model.Bytes(model.Node("MatMul", ["x", model.Node("Constant", [], ("value", Bytes(12, 5, 3)))])), "Node 'the MatMul' (MatMul)", "is of type Uint32");
        model = new ModelBuilder();
        var place = model.Node("ArgMax", [model.Dense("x", 5, 3)], ("axis", 1L));
        IsRefused(model.Bytes(model.Node("Gather", [model.Tensor(Bytes(12, 3)), place])), "Node 'the Gather' (Gather)", "is of type Uint32");
    }

    [Fact]
    public void Constants_that_no_output_needs_may_be_of_any_type()
    {
        var model = new ModelBuilder();
        var bytes = model.Node("Constant", [], ("value", Bytes(12, 1)));
        _ = model.Node("Cast", [bytes], ("to", 1L));
        IsRead(model.Bytes(model.Dense("x", 5, 3)), "[Dense(3)]");
    }

    [Fact]
    public void Many_small_parts_that_are_not_looked_into_are_refused_together()
    {
        // Types of values, 900 kB each, of empty dimensions: each would be 20 MB.
        var value = Field(13, Field(2, Field(1, Field(2, [.. Enumerable.Repeat<byte[]>([0x0A, 0x00], 450_000).SelectMany(static size => size)]))));
        var bytes = Field(7, [.. Enumerable.Repeat(value, 10).SelectMany(static part => part)]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        IsRefused(bytes, "more than 4,194,304 bytes", "field 13 of its Graph");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void Subgraphs_and_functions_are_refused_before_they_are_objects()
    {
        byte[] content = [.. Enumerable.Repeat<byte[]>([0x0A, 0x00], 400_000).SelectMany(static node => node)];
        var named = Field(7, Field(1, [.. Field(3, "loop"u8.ToArray()), .. Field(4, "Loop"u8.ToArray()), .. Field(5, Field(6, content))]));
        var several = Field(7, Field(1, Field(5, Field(11, content))));
        var function = Field(25, [.. Field(1, "f"u8.ToArray()), .. Field(7, content)]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        IsRefused(named, "Node 'loop' (Loop) has a subgraph");
        IsRefused(several, "Node 0 () has a subgraph");
        IsRefused(function, "functions ('f')");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void Metadata_of_nodes_may_be_long()
    {
        var (model, output) = Small();
        byte[] entry = [.. Field(1, "trace"u8.ToArray()), .. Field(2, new byte[60_000])];
        model.Graph.Node[0] = NodeProto.Parser.ParseFrom([.. model.Graph.Node[0].ToByteArray(), .. Enumerable.Repeat(Field(9, entry), 100).SelectMany(static part => part)]);
        Assert.Equal(3, Read(model.Bytes(output)).Topology.Blocks.Count);
    }
}
