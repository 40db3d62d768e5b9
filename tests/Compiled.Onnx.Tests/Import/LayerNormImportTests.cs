using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class LayerNormImportTests
{
    private const string Affine = "[Dense(7), LayerNorm(Epsilon = 0.001)]\n[Dense(3)]";
    private const string Bare = "[Dense(7), LayerNorm(Epsilon = 0.001, Affine = false)]\n[Dense(3)]";

    private static byte[] Model(long opset, Func<ModelBuilder, string, string> write)
    {
        var model = new ModelBuilder(opset);
        return model.Bytes(model.Dense(write(model, model.Dense("x", 5, 7)), 7, 3));
    }

    private static string Mean(ModelBuilder model, string rows, long opset) =>
        opset < 18 ? model.Node("ReduceMean", [rows], ("axes", (long[])[-1])) : model.Node("ReduceMean", [rows, model.Integers(-1)]);

    private static string WrittenOut(ModelBuilder model, string x, long opset, bool isSquareProduct, bool isReciprocal, bool isCentredTwice)
    {
        var centred = model.Node("Sub", [x, Mean(model, x, opset)]);
        var again = isCentredTwice ? model.Node("Sub", [x, Mean(model, x, opset)]) : centred;
        var squares = isSquareProduct ? model.Node("Mul", [again, again]) : model.Node("Pow", [again, model.Scalar(2)]);
        var deviation = model.Node("Sqrt", [model.Node("Add", [Mean(model, squares, opset), model.Scalar(1e-3f)])]);
        return isReciprocal ? model.Node("Mul", [model.Node("Reciprocal", [deviation]), centred]) : model.Node("Div", [centred, deviation]);
    }

    [Fact]
    public void The_operator_is_a_LayerNorm()
    {
        IsRead(Model(17, static (m, x) => m.Node("LayerNormalization", [x, m.Drawn(7), m.Drawn(7)], ("epsilon", 1e-3f))), Affine);
        IsRead(Model(17, static (m, x) => m.Node("LayerNormalization", [x, m.Drawn(7)], ("epsilon", 1e-3f), ("axis", 1L))), Affine);
        IsRead(Model(17, static (m, x) => m.Node("LayerNormalization", [x, m.Floats([1], 1)], ("epsilon", 1e-3f))), Bare);
    }

    [Theory]
    [InlineData(13, false, false, false)]
    [InlineData(13, true, false, true)]
    [InlineData(18, false, true, false)]
    [InlineData(18, true, true, true)]
    public void Written_out_it_is_one_too(long opset, bool isSquareProduct, bool isReciprocal, bool isCentredTwice)
    {
        IsRead(Model(opset, (m, x) => WrittenOut(m, x, opset, isSquareProduct, isReciprocal, isCentredTwice)), Bare);
        IsRead(
            Model(opset, (m, x) => m.Node("Add", [m.Drawn(7), m.Node("Mul", [WrittenOut(m, x, opset, isSquareProduct, isReciprocal, isCentredTwice), m.Drawn(7)])])),
            Affine);
    }

    [Fact]
    public void Along_rows_it_is_refused() => IsRefused(
        Model(17, static (m, x) => m.Node("LayerNormalization", [x, m.Drawn(7)], ("axis", 0L))), "(LayerNormalization)", "axis 0");
}
