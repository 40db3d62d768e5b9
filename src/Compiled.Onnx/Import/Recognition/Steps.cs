namespace Compiled.Import;

/// <summary>One thing that a model does with its rows, as blocks do it. Not changed once made: one model may be compared with several networks.</summary>
/// <param name="Output">What it gives.</param>
internal abstract record Step(Value Output)
{
    /// <summary>The node to name in messages.</summary>
    public string Title => Output.Producer?.Title ?? "the input";
}

/// <summary>y = W x + b, with W of [Outputs, Inputs].</summary>
internal sealed record DenseStep(Value Output, float[] Weights, int Inputs, int Outputs, float[]? Biases) : Step(Output)
{
    /// <summary>Whether branches became it, so that a dense block after it takes it over.</summary>
    public bool IsMade { get; init; }
}

/// <summary>y = a x + b, element by element, the same for all values of a row or one pair for each.</summary>
internal record AffineStep(Value Output, Affine Map) : Step(Output);

/// <summary>What y = a x + b comes from where it is a norm with running statistics.</summary>
internal sealed record BatchNormStep(Value Output, Affine Map, float[] Weights, float[] Biases, float[] Means, float[] Variances, float Epsilon, float Momentum) : AffineStep(Output, Map);

/// <summary>A block that is more than a name and its arguments, and knows itself what to make of it.</summary>
internal abstract record BlockStep(Value Output) : Step(Output)
{
    /// <summary>For how wide rows its vectors are; 1 for one that fits any.</summary>
    public abstract IEnumerable<int> Widths { get; }

    /// <summary>The block for rows that wide.</summary>
    public abstract BlockBuilder Build(int width);
}

/// <summary>A function of each value of a row, or of a whole row.</summary>
internal sealed record ActivationStep(Value Output, BlockKind Kind, string Arguments = "") : Step(Output);

/// <summary>Some values of rows of <paramref name="Width"/>, in the order of their places: gone before blocks are put together.</summary>
internal sealed record SelectStep(Value Output, int[] Places, int Width) : Step(Output);

internal sealed record BeginResidualStep(Value Output) : Step(Output);

internal sealed record EndResidualStep(Value Output) : Step(Output);

/// <summary>Where a head begins, at the rows that the trunk gives.</summary>
internal sealed record HeadStep(Value Output, string Name) : Step(Output);
