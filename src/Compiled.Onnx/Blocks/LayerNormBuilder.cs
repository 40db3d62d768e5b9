using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>y = (x − μ) / √(σ² + ε) · γ + β; no γ is 1, no β is 0.</summary>
internal sealed record LayerNormStep(Value Output, float Epsilon, float[]? Weights, float[]? Biases) : BlockStep(Output)
{
    public override IEnumerable<int> Widths => new[] { Weights, Biases }.OfType<float[]>().Select(static vector => vector.Length);

    public override BlockBuilder Build(int width) => new LayerNormBuilder(this, width);
}

/// <summary>A LayerNorm; what follows it becomes part of its factors and summands, which it need not have had.</summary>
internal sealed class LayerNormBuilder : BlockBuilder
{
    private readonly float _epsilon;
    private double[]? _weights;
    private double[]? _biases;

    public LayerNormBuilder(LayerNormStep step, int width)
        : base(Norms.LayerNorm, step.Title, width, width)
    {
        _epsilon = step.Epsilon;
        // Factors of 1 are what the operator asks for where there are none.
        if (step.Biases is not null || step.Weights?.AsSpan().IndexOfAnyExcept(1) >= 0)
            (_weights, _biases) = (Spread(step.Weights, 1, width), Spread(step.Biases, 0, width));
    }

    public override bool Absorb(Affine map)
    {
        _weights ??= Spread(null, 1, Outputs);
        _biases ??= Spread(null, 0, Outputs);
        for (var place = 0; place < Outputs; place++)
            (_weights[place], _biases[place]) = (_weights[place] * map.ScaleAt(place), (_biases[place] * map.ScaleAt(place)) + map.ShiftAt(place));
        return true;
    }

    public override ImportedBlock Finish(TopologyBlock? expected)
    {
        if (expected?.Kind == Kind.Name)
        {
            if (expected.HasBias)
                (_weights, _biases) = (_weights ?? Spread(null, 1, Outputs), _biases ?? Spread(null, 0, Outputs));
            else if (_weights is not null && _weights.All(static value => value == 1) && _biases!.All(static value => value == 0))
                (_weights, _biases) = (null, null);
        }

        var epsilon = $"Epsilon = {Text.Argument(_epsilon)}";
        return _weights is null
            ? new(Kind, Title, Inputs, Outputs, false, epsilon + ", Affine = false", [])
            : new(Kind, Title, Inputs, Outputs, true, epsilon, [new("weight", [Outputs], Rounded(_weights)), new("bias", [Outputs], Rounded(_biases!))]);
    }

    private static double[] Spread(float[]? values, double otherwise, int width) =>
        [.. Enumerable.Range(0, width).Select(place => values is null ? otherwise : values[values.Length == 1 ? 0 : place])];
}
