using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

internal sealed class OnnxGelu() : OnnxGate(Bends.Gelu)
{
    private const string ByTanh = "Approximation = GeluApproximation.Tanh";
    private const double HalfRoot = 0.70710678118654752;
    private const double RootTwoOverPi = 0.79788456080286536;
    private const double Cubic = 0.044715;

    public override string[] Operators => ["Gelu"];

    public override string Write(BlockWriter block) => block.Block.Argument("Approximation") switch
    {
        null => WriteErf(block),
        "GeluApproximation.Tanh" => WriteTanh(block),
        var other => throw new NotSupportedException($"Gelu(Approximation = {other}) cannot be exported to ONNX: only the exact function and GeluApproximation.Tanh are supported."),
    };

    public override StepMatch? Match(Node node, Value value, WeightSource weights) => node.Operator != "Gelu"
        ? base.Match(node, value, weights)
        : Found(node.Input(0), value, (node.Attributes.String("approximate") ?? "none") switch
        {
            "none" => "",
            "tanh" => ByTanh,
            var other => throw ImportProblem.With(node, $"has approximate = {Text.Quoted(other)}: only none and tanh are supported."),
        });

    protected override string? Arguments(Value inner, Value x, double scale, double shift) => inner.Producer!.Operator switch
    {
        "Erf" when IsHalf(scale, shift) && Polynomial.Is(inner.Producer.Input(0), x, 0, HalfRoot) => "",
        "Tanh" when IsHalf(scale, shift) && Polynomial.Is(inner.Producer.Input(0), x, 0, RootTwoOverPi, 0, RootTwoOverPi * Cubic) => ByTanh,
        "Sigmoid" when IsWhole(scale, shift) && Polynomial.Is(inner.Producer.Input(0), x, 0, 2 * RootTwoOverPi, 0, 2 * RootTwoOverPi * Cubic) => ByTanh,
        _ => null,
    };

    /// <summary>x · (1 + erf(x / √2)) / 2; Gelu itself is of opset 20.</summary>
    private static string WriteErf(BlockWriter block)
    {
        var scaled = block.Step("scaled", "Div", [block.Input, block.Constant("sqrtTwo", 1.41421356f)]);
        var erf = block.Step("erf", "Erf", [scaled]);
        var sum = block.Step("sum", "Add", [erf, block.Constant("one", 1)]);
        var product = block.Step("product", "Mul", [block.Input, sum]);
        return block.Result("Mul", [product, block.Constant("half", 0.5f)]);
    }

    /// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    private static string WriteTanh(BlockWriter block)
    {
        var square = block.Step("square", "Mul", [block.Input, block.Input]);
        var cube = block.Step("cube", "Mul", [block.Input, square]);
        var bend = block.Step("bend", "Mul", [cube, block.Constant("geluCubic", 0.044715f)]);
        var inner = block.Step("inner", "Add", [block.Input, bend]);
        var scaled = block.Step("scaled", "Mul", [inner, block.Constant("sqrtTwoOverPi", 0.797884561f)]);
        var tanh = block.Step("tanh", "Tanh", [scaled]);
        var sum = block.Step("sum", "Add", [tanh, block.Constant("one", 1)]);
        var product = block.Step("product", "Mul", [block.Input, sum]);
        return block.Result("Mul", [product, block.Constant("half", 0.5f)]);
    }
}
