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
        IsRefused(model.Bytes(Behind(model, model.Node("Reshape", ["x", model.Integers(first, second)]))), "'the Reshape' (Reshape)", "keeps each row a row");
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
}
