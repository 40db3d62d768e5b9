using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>
/// x times a function of x, written out. The factors may come in any order and grouping, 0.5 · x · (1 + erf(x/√2)) or x · (0.5 + 0.5 · erf(x · 0.7071)).
/// </summary>
internal abstract class OnnxGate(BlockKind kind) : OnnxBlock(kind)
{
    private const int Deepest = 4;

    public override bool IsWrittenOut => true;

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator is not ("Mul" or "Div"))
            return null;
        foreach (var x in Factors(value, 0).Distinct().Take(16))
        {
            var product = new Product(x);
            if (product.Multiply(value, 0) && product.Power == 1 && product.Gate is { } gate && Arguments(gate, x, product.Constant) is { } arguments)
                return Found(x, value, arguments);
        }

        return null;
    }

    /// <summary>The arguments of the block that scale · inner + shift makes of x as its factor; null where it makes none.</summary>
    protected abstract string? Arguments(Value inner, Value x, double scale, double shift);

    protected static bool IsHalf(double scale, double shift) => Scalars.IsExactly(scale, 0.5) && Scalars.IsExactly(shift, 0.5);

    protected static bool IsWhole(double scale, double shift) => Scalars.IsExactly(scale, 1) && Scalars.IsExactly(shift, 0);

    private string? Arguments(Value gate, Value x, double constant)
    {
        foreach (var (inner, p, q) in Scalars.Chain(gate))
        {
            if (inner.Producer is not null && !inner.IsConstant && inner.FlattenedFrom is null && Arguments(inner, x, constant * p, constant * q) is { } arguments)
                return arguments;
        }

        return null;
    }

    /// <summary>What a product is made of, on all its levels: one of these is the x.</summary>
    private static IEnumerable<Value> Factors(Value value, int depth)
    {
        if (depth > 0)
            yield return value;
        if (depth == Deepest || !(Scalars.IsBy(value, "Mul", out var node) || Scalars.IsBy(value, "Div", out node)) || node.InputCount < 2)
            yield break;
        foreach (var input in new[] { node.Input(0), node.Input(1) })
        {
            if (input.IsConstant)
                continue;
            foreach (var factor in Factors(input, depth + 1))
                yield return factor;
        }
    }

    /// <summary>A tree of products as constant · xⁿ · gate.</summary>
    private sealed class Product(Value x)
    {
        public double Constant { get; private set; } = 1;

        public int Power { get; private set; }

        public Value? Gate { get; private set; }

        /// <summary>False when there are two gates.</summary>
        public bool Multiply(Value value, int depth)
        {
            if (value == x)
            {
                Power++;
                return true;
            }

            if (Scalars.Is(value, out var number))
            {
                Constant *= number;
                return true;
            }

            if (depth < Deepest && Scalars.IsBy(value, "Mul", out var mul))
                return Multiply(mul.Input(0), depth + 1) && Multiply(mul.Input(1), depth + 1);
            if (depth < Deepest && Scalars.IsBy(value, "Div", out var div) && Scalars.Is(div.Input(1), out var divisor))
            {
                Constant /= divisor;
                return Multiply(div.Input(0), depth + 1);
            }

            if (Gate is not null || value.IsConstant)
                return false;
            Gate = value;
            return true;
        }
    }
}
