using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>LayerNormalization, and (x − μ) / √(σ² + ε) written out. Factors and summands after the latter are affine maps, which the norm takes over.</summary>
internal sealed class OnnxLayerNorm() : OnnxBlock(Norms.LayerNorm)
{
    public override string[] Operators => ["LayerNormalization"];

    public override bool IsWrittenOut => true;

    // LayerNormalization is an operator since.
    public override int Opset => 17;

    /// <summary>One operator since opset 17; before, the operators that PyTorch writes, which runtimes know to be a LayerNorm.</summary>
    public override string Write(BlockWriter block)
    {
        var (width, epsilon) = (block.Block.Outputs, block.Block.Number("Epsilon"));
        if (block.Opset >= Opset)
        {
            // The operator does not go without factors.
            string[] inputs = block.Block.HasBias ? [block.Input, block.Parameter("weight", width), block.Parameter("bias", width)] : [block.Input, block.Vector("ones", 1)];
            return block.Result("LayerNormalization", inputs, Attributes.Int("axis", -1), Attributes.Float("epsilon", epsilon));
        }

        var mean = block.Step("mean", "ReduceMean", [block.Input], Attributes.Ints("axes", -1), Attributes.Int("keepdims", 1));
        var centred = block.Step("centred", "Sub", [block.Input, mean]);
        var squares = block.Step("squares", "Pow", [centred, block.Constant("two", 2)]);
        var variance = block.Step("variance", "ReduceMean", [squares], Attributes.Ints("axes", -1), Attributes.Int("keepdims", 1));
        var shifted = block.Step("shifted", "Add", [variance, block.Setting("epsilon", epsilon)]);
        var deviation = block.Step("deviation", "Sqrt", [shifted]);
        if (!block.Block.HasBias)
            return block.Result("Div", [centred, deviation]);
        var normal = block.Step("normal", "Div", [centred, deviation]);
        var scaled = block.Step("scaled", "Mul", [normal, block.Parameter("weight", width)]);
        return block.Result("Add", [scaled, block.Parameter("bias", width)]);
    }

    public override IEnumerable<string> Differences(string title, string place, TopologyBlock block, ImportedBlock source)
    {
        if (!block.HasBias && source.HasBias)
            yield return $"{title} has no factors and summands, but {place} has them: declare it with Affine = true.";
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        switch (node.Operator)
        {
            case "LayerNormalization":
                return Whole(node, value, weights);
            case "Div" when !node.Input(0).IsConstant && Centred(node.Input(0)) is { } x && Scalars.IsBy(node.Input(1), "Sqrt", out var root) && Epsilon(root.Input(0), x) is { } epsilon:
                return Found(node, value, x, epsilon);
            case "Mul":
                return Inverted(node, value, node.Input(0), node.Input(1)) ?? Inverted(node, value, node.Input(1), node.Input(0));
            default:
                return null;
        }
    }

    private static StepMatch Whole(Node node, Value value, WeightSource weights)
    {
        var rows = Rows(node);
        return new StepMatch(rows, new LayerNormStep(value, Positive(node, node.Attributes.Float("epsilon", 1e-5f)), Vector(node, 1, weights), Vector(node, 2, weights)));
    }

    /// <summary>The rows that an operator of a norm works on, each by itself.</summary>
    internal static Value Rows(Node node)
    {
        var rows = node.Input(0);
        if (rows.Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}: only flat rows are supported.");
        var axis = node.Attributes.Int("axis", -1);
        if (rows.Features is null ? axis is not (-1 or 1) : rows.Place(axis) != 0)
            throw ImportProblem.With(node, $"works along axis {Text.Number(axis)}: only -1 and {Text.Number(rows.Lead)} are supported.");
        return rows;
    }

    internal static float[]? Vector(Node node, int place, WeightSource weights)
    {
        if (node.Optional(place) is not { } input)
            return null;
        return weights.Vector(node, input.Constant ?? throw ImportProblem.With(node, $"has the computed input {Text.Quoted(input.Name)}: only constants are supported."));
    }

    /// <summary>(x − μ) · (1 / √…), as some exporters write the division.</summary>
    private static StepMatch? Inverted(Node node, Value value, Value centred, Value inverse) =>
        !centred.IsConstant && Centred(centred) is { } x && Scalars.IsBy(inverse, "Reciprocal", out var reciprocal) && Scalars.IsBy(reciprocal.Input(0), "Sqrt", out var root)
        && Epsilon(root.Input(0), x) is { } epsilon ? Found(node, value, x, epsilon) : null;

    private static StepMatch Found(Node node, Value value, Value x, double epsilon) => new(x, new LayerNormStep(value, Positive(node, (float)epsilon), null, null));

    internal static float Positive(Node node, float epsilon) =>
        epsilon is > 0 and < float.PositiveInfinity ? epsilon : throw ImportProblem.With(node, $"has the epsilon {Text.Value(epsilon)}, but it must be above 0.");

    /// <summary>The x of x − μ.</summary>
    private static Value? Centred(Value value) =>
        Scalars.IsBy(value, "Sub", out var difference) && Mean(difference.Input(1)) is { } x && difference.Input(0) == x ? x : null;

    /// <summary>The ε of σ² + ε, σ² the mean of (x − μ)².</summary>
    private static double? Epsilon(Value value, Value x)
    {
        foreach (var (variance, p, q) in Scalars.Chain(value))
        {
            if (p == 1 && Mean(variance) is { } squares && Base(squares) is { } centred && Centred(centred) == x)
                return q;
        }

        return null;
    }

    /// <summary>What a value is the square of.</summary>
    internal static Value? Base(Value squares)
    {
        if (Scalars.IsBy(squares, "Pow", out var power) && Scalars.Is(power.Input(1), out var exponent) && exponent == 2)
            return power.Input(0);
        return Scalars.IsBy(squares, "Mul", out var product) && product.Input(0) == product.Input(1) ? product.Input(0) : null;
    }

    /// <summary>What a value is the mean of, over the row. The axes are an attribute until opset 17, an input since.</summary>
    internal static Value? Mean(Value value)
    {
        if (!Scalars.IsBy(value, "ReduceMean", out var mean) || mean.Attributes.Int("keepdims", 1) != 1 || mean.Input(0).Features is { Length: > 1 })
            return null;
        var axes = mean.Attributes.Ints("axes") ?? mean.Optional(1)?.Constant?.Integers;
        return axes is [var axis] && (mean.Input(0).Features is null ? axis is -1 or 1 : mean.Input(0).Place(axis) == 0) ? mean.Input(0) : null;
    }
}
