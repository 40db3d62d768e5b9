using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>RMSNormalization of opset 23, and x / √(mean(x²) + ε) written out. Factors after the latter are affine maps, which the norm takes over.</summary>
internal sealed class OnnxRmsNorm() : OnnxBlock(Norms.RmsNorm)
{
    public override string[] Operators => ["RMSNormalization"];

    public override bool IsWrittenOut => true;

    public override string Write(BlockWriter block)
    {
        var squares = block.Step("squares", "Pow", [block.Input, block.Constant("two", 2)]);
        // The axes are an input since opset 18.
        var mean = block.Opset < 18
            ? block.Step("mean", "ReduceMean", [squares], Attributes.Ints("axes", -1), Attributes.Int("keepdims", 1))
            : block.Step("mean", "ReduceMean", [squares, block.Step("axes", "Constant", [], Attributes.Ints("value_ints", -1))], Attributes.Int("keepdims", 1));
        var shifted = block.Step("shifted", "Add", [mean, block.Setting("epsilon", block.Block.Number("Epsilon"))]);
        var root = block.Step("root", "Sqrt", [shifted]);
        if (block.Block.Parameters == 0)
            return block.Result("Div", [block.Input, root]);
        var normal = block.Step("normal", "Div", [block.Input, root]);
        return block.Result("Mul", [normal, block.Parameter("weight", block.Block.Outputs)]);
    }

    public override IEnumerable<string> Differences(string title, string place, TopologyBlock block, ImportedBlock source)
    {
        if (block.Parameters == 0 && source.Parameters > 0)
            yield return $"{title} has no factors, but {place} has: declare it with Affine = true.";
    }

    /// <summary>A LayerNorm written out is one of these too, of what it has centred: it comes first.</summary>
    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        switch (node.Operator)
        {
            case "RMSNormalization":
                return new StepMatch(OnnxLayerNorm.Rows(node), Step(node, value, node.Attributes.Float("epsilon", 1e-5f), OnnxLayerNorm.Vector(node, 1, weights)));
            case "Div" when node.Input(0) is { IsConstant: false } x && Scalars.IsBy(node.Input(1), "Sqrt", out var root) && Epsilon(root.Input(0), x) is { } epsilon:
                return new StepMatch(x, Step(node, value, (float)epsilon, null));
            case "Mul":
                return Inverted(node, value, node.Input(0), node.Input(1)) ?? Inverted(node, value, node.Input(1), node.Input(0));
            default:
                return null;
        }
    }

    /// <summary>x · (1 / √…), as PyTorch writes the division.</summary>
    private static StepMatch? Inverted(Node node, Value value, Value x, Value inverse) =>
        !x.IsConstant && Reciprocal(inverse) is { } whole && Scalars.IsBy(whole, "Sqrt", out var root) && Epsilon(root.Input(0), x) is { } epsilon
            ? new StepMatch(x, Step(node, value, (float)epsilon, null))
            : null;

    /// <summary>The a of 1 / a.</summary>
    private static Value? Reciprocal(Value value)
    {
        if (Scalars.IsBy(value, "Reciprocal", out var reciprocal))
            return reciprocal.Input(0);
        return Scalars.IsBy(value, "Div", out var quotient) && Scalars.Is(quotient.Input(0), out var one) && one == 1 ? quotient.Input(1) : null;
    }

    private static RmsNormStep Step(Node node, Value value, float epsilon, float[]? weights) => new(value, OnnxLayerNorm.Positive(node, epsilon), weights);

    /// <summary>The ε of mean(x²) + ε.</summary>
    private static double? Epsilon(Value value, Value x)
    {
        foreach (var (mean, p, q) in Scalars.Chain(value))
        {
            if (p == 1 && OnnxLayerNorm.Mean(mean) is { } squares && OnnxLayerNorm.Base(squares) == x)
                return q;
        }

        return null;
    }
}

/// <summary>y = x / √(mean(x²) + ε) · γ; no γ is 1.</summary>
internal sealed record RmsNormStep(Value Output, float Epsilon, float[]? Weights) : BlockStep(Output)
{
    public override IEnumerable<int> Widths => Weights is null ? [] : [Weights.Length];

    public override BlockBuilder Build(int width) => new RmsNormBuilder(this, width);
}

/// <summary>A RmsNorm; factors that follow it become part of its own, which it need not have had.</summary>
internal sealed class RmsNormBuilder(RmsNormStep step, int width) : BlockBuilder(Norms.RmsNorm, step.Title, width, width)
{
    // Factors of 1 are what the operator asks for where there are none.
    private double[]? _weights = step.Weights?.AsSpan().IndexOfAnyExcept(1) >= 0
        ? [.. Enumerable.Range(0, width).Select(place => (double)step.Weights![step.Weights.Length == 1 ? 0 : place])]
        : null;

    public override bool Absorb(Affine map)
    {
        if (map.Shift.Any(static value => value != 0))
            return false;
        _weights ??= [.. Enumerable.Repeat(1.0, Outputs)];
        for (var place = 0; place < Outputs; place++)
            _weights[place] *= map.ScaleAt(place);
        return true;
    }

    public override ImportedBlock Finish(TopologyBlock? expected)
    {
        if (expected?.Kind == Kind.Name && expected.Parameters > 0)
            _weights ??= [.. Enumerable.Repeat(1.0, Outputs)];
        else if (expected?.Kind == Kind.Name && _weights?.All(static value => value == 1) == true)
            _weights = null;
        var epsilon = $"Epsilon = {Text.Argument(step.Epsilon)}";
        return _weights is null
            ? new(Kind, Title, Inputs, Outputs, false, epsilon + ", Affine = false", [])
            : new(Kind, Title, Inputs, Outputs, false, epsilon, [new("weight", [Outputs], Rounded(_weights))]);
    }
}
