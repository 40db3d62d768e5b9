using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class ShapeImportTests
{
    private const string Blocks = "[Dense(4), Relu]\n[Dense(2)]";

    private static string Behind(ModelBuilder model, string rows) => model.Dense(model.Node("Relu", [model.Dense(rows, 12, 4)]), 4, 2);

    [Fact]
    public void What_changes_nothing_leaves_no_block()
    {
        var model = new ModelBuilder(13, 12);
        var rows = model.Node("Cast", [model.Node("Identity", ["x"])], ("to", 1L));
        var hidden = model.Node("Dropout", [model.Node("Relu", [model.Dense(rows, 12, 4)]), model.Scalar(0.5f)]);
        IsRead(model.Bytes(model.Node("Identity", [model.Dense(hidden, 4, 2)])), Blocks);
    }

    [Fact]
    public void Rows_of_several_dimensions_are_flattened()
    {
        var model = new ModelBuilder(13, 3, 2, 2);
        IsRead(model.Bytes(Behind(model, model.Node("Flatten", ["x"]))), Blocks);
        var behind = new ModelBuilder(13, 3, 2, 2);
        IsRead(behind.Bytes(Behind(behind, behind.Node("Flatten", ["x"], ("axis", -3L)))), Blocks);
    }

    [Fact]
    public void One_factor_for_a_whole_image_scales_it()
    {
        var model = new ModelBuilder(13, 3, 2, 2);
        IsRead(model.Bytes(Behind(model, model.Node("Flatten", [model.Node("Div", ["x", model.Scalar(255)])]))), "[Standardize]\n" + Blocks);
        var each = new ModelBuilder(13, 3, 2, 2);
        IsRefused(each.Bytes(Behind(each, each.Node("Flatten", [each.Node("Div", ["x", each.Positive(2)])]))), "rows of [3, 2, 2]", "flat rows");
    }

    [Theory]
    [InlineData(-1, 12)]
    [InlineData(0, 12)]
    [InlineData(0, -1)]
    public void A_reshape_that_keeps_rows_flattens_them(long first, long second)
    {
        var model = new ModelBuilder(13, 3, 4);
        IsRead(model.Bytes(Behind(model, model.Node("Reshape", ["x", model.Integers(first, second)]))), Blocks);
    }

    [Fact]
    public void A_reshape_by_the_number_of_rows_flattens_them()
    {
        var model = new ModelBuilder(13, 3, 4);
        var rows = model.Node("Unsqueeze", [model.Node("Gather", [model.Node("Shape", ["x"]), model.Node("Constant", [], ("value_int", 0L))], ("axis", 0L)), model.Integers(0)]);
        IsRead(model.Bytes(Behind(model, model.Node("Reshape", ["x", model.Node("Concat", [rows, model.Integers(-1)], ("axis", 0L))]))), Blocks);
    }

    [Fact]
    public void Axes_of_size_one_come_and_go()
    {
        var model = new ModelBuilder(13, 12);
        var rows = model.Node("Squeeze", [model.Node("Unsqueeze", ["x", model.Integers(1)]), model.Integers(1)]);
        IsRead(model.Bytes(Behind(model, rows)), Blocks);
    }

    [Fact]
    public void A_list_of_predictions_is_rows_of_one()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node("Reshape", [model.Dense("x", 5, 1), model.Integers(-1)])), "[Dense(1)]");
    }

    [Theory]
    [InlineData(6, -1)]
    [InlineData(-1, 6)]
    public void A_reshape_that_mixes_rows_is_refused(long first, long second)
    {
        var model = new ModelBuilder(13, 3, 4);
        IsRefused(model.Bytes(Behind(model, model.Node("Reshape", ["x", model.Integers(first, second)]))), "'the Reshape' (Reshape)", "only shapes that keep each row");
    }

    [Fact]
    public void Rows_that_are_not_flat_are_refused_by_the_dense_block()
    {
        var model = new ModelBuilder(13, 3, 12);
        IsRefused(model.Bytes(model.Node("MatMul", ["x", model.Drawn(12, 4)])), "rows of [3, 12]", "flatten the rows");
    }

    [Fact]
    public void Dropout_in_training_is_refused()
    {
        var model = new ModelBuilder(13, 12);
        var training = model.Tensor(new global::Onnx.TensorProto { DataType = 9, Int32Data = { 1 } });
        IsRefused(model.Bytes(Behind(model, model.Node("Dropout", ["x", model.Scalar(0.5f), training]))), "(Dropout)", "inference mode");
    }

    private static string List(ModelBuilder model, bool isReshape)
    {
        var rows = model.Dense("x", 5, 1);
        return isReshape ? model.Node("Reshape", [rows, model.Integers(-1)]) : model.Node("Squeeze", [rows, model.Integers(1)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_works_number_by_number_may_follow_a_list_of_predictions(bool isReshape)
    {
        var model = new ModelBuilder();
        var list = model.Node("Cast", [model.Node("Identity", [List(model, isReshape)])], ("to", 1L));
        _ = model.Bytes(model.Node("Sigmoid", [model.Node("Neg", [model.Node("Mul", [list, model.Scalar(2)])])]));
        // [batch] alone.
        model.Graph.Output[0].Type.TensorType.Shape.Dim.RemoveAt(1);
        IsRead(model.Bytes(""), "[Dense(1), Sigmoid]");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_works_along_an_axis_is_refused_behind_a_list(bool isReshape)
    {
        Refused(static (m, list) => m.Node("Concat", [list, m.Node("Squeeze", [m.Dense("x", 5, 1), m.Integers(1)])], ("axis", -1L)), "Concat");
        Refused(static (m, list) => m.Node("LayerNormalization", [list, m.Floats([1], 2), m.Floats([1], 0.5f)], ("axis", -1L)), "LayerNormalization");
        Refused(static (m, list) => m.Node("Softmax", [list], ("axis", -1L)), "Softmax");
        Refused(static (m, list) => m.Node("Add", [m.Dense("x", 5, 1), list]), "Add");
        Refused(static (m, list) => m.Node("Mul", [list, m.Drawn(7)]), "Mul");
        Refused(static (m, list) => m.Node("ArgMax", [list], ("axis", -1L)), "ArgMax");
        Refused(static (m, list) => m.Dense(list, 1, 2), "Gemm 2");

        void Refused(Func<ModelBuilder, string, string> follow, string node)
        {
            var model = new ModelBuilder(17);
            IsRefused(model.Bytes(follow(model, List(model, isReshape))), $"'the {node}' (", "list of numbers, [batch]");
        }
    }

    [Fact]
    public void A_norm_written_out_behind_a_list_is_refused()
    {
        var model = new ModelBuilder();
        var list = List(model, isReshape: false);
        var centred = model.Node("Sub", [list, model.Node("ReduceMean", [list], ("axes", (long[])[-1]))]);
        var variance = model.Node("ReduceMean", [model.Node("Mul", [centred, centred])], ("axes", (long[])[-1]));
        IsRefused(model.Bytes(model.Node("Div", [centred, model.Node("Sqrt", [model.Node("Add", [variance, model.Scalar(1e-5f)])])])), "list of numbers, [batch]");
    }

    [Fact]
    public void Chains_of_axes_of_size_one_do_not_grow_without_end()
    {
        var model = new ModelBuilder();
        var (number, rows, axes) = (model.Scalar(1), "x", model.Integers(0, 1, 2, 3, 4, 5, 6, 7));
        for (var step = 0; step < 3000; step++)
            (number, rows) = (Unsqueezed(number, axes, "n" + step), Unsqueezed(rows, model.Graph.Initializer[1].Name, "r" + step));
        var bytes = model.Bytes(model.Node("Add", [rows, number]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        IsRefused(bytes, "gives rows more than 8 axes");
        // A shape for each step would be 300 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);

        string Unsqueezed(string value, string places, string output)
        {
            model.Graph.Node.Add(new global::Onnx.NodeProto { OpType = "Unsqueeze", Input = { value, places }, Output = { output } });
            return output;
        }
    }

    [Fact]
    public void Rows_of_more_than_eight_axes_are_refused()
    {
        var model = new ModelBuilder(13, 12);
        IsRefused(model.Bytes(Behind(model, model.Node("Flatten", [model.Node("Reshape", ["x", model.Integers(-1, 1, 1, 1, 1, 1, 1, 1, 12)])]))), "'the Reshape' (Reshape) reshapes rows of [12]");
        var eight = new ModelBuilder(13, 12);
        IsRead(eight.Bytes(Behind(eight, eight.Node("Flatten", [eight.Node("Reshape", ["x", eight.Integers(-1, 1, 1, 1, 1, 1, 1, 12)])]))), Blocks);
    }
}
