using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>y = W x + b with affine maps before and behind it, all in double precision until it is finished.</summary>
internal sealed class DenseBuilder : BlockBuilder
{
    private readonly float[] _weights;
    private double[]? _rowScale;
    private double[]? _columnScale;
    private double[]? _biases;

    /// <param name="step">What the model has.</param>
    /// <param name="before">An affine map of its inputs: W (a x + c) + b = (W · a) x + (W c + b).</param>
    public DenseBuilder(DenseStep step, Affine? before)
        : base(DenseFamily.Dense, step.Title, step.Inputs, step.Outputs)
    {
        _weights = step.Weights;
        _biases = step.Biases is { } biases ? Array.ConvertAll(biases, static value => (double)value) : null;
        if (before is null)
            return;
        _columnScale = [.. Enumerable.Range(0, Inputs).Select(before.ScaleAt)];
        _biases ??= new double[Outputs];
        for (var output = 0; output < Outputs; output++)
            for (var input = 0; input < Inputs; input++)
                _biases[output] += _weights[(output * Inputs) + input] * before.ShiftAt(input);
    }

    public override bool Absorb(Affine map)
    {
        var isShift = map.Shift.Any(static value => value != 0);
        if (map.Scale.Any(static value => value != 1))
        {
            _rowScale ??= [.. Enumerable.Repeat(1.0, Outputs)];
            for (var output = 0; output < Outputs; output++)
                _rowScale[output] *= map.ScaleAt(output);
        }

        // A summand of zeros is a bias all the same: the declaration that it is read as keeps it.
        if (_biases is null && !isShift && map.Shift.Length == 1)
            return true;
        _biases ??= new double[Outputs];
        for (var output = 0; output < Outputs; output++)
            _biases[output] = (_biases[output] * map.ScaleAt(output)) + map.ShiftAt(output);
        return true;
    }

    public override ImportedBlock Finish(TopologyBlock? expected)
    {
        if (expected?.Kind == Kind.Name && expected.HasBias)
            _biases ??= new double[Outputs];
        else if (expected?.Kind == Kind.Name && !expected.HasBias && _biases is { } biases && biases.All(static value => value == 0))
            _biases = null;
        List<ImportedTensor> tensors = [new("weight", [Outputs, Inputs], Weights())];
        if (_biases is not null)
            tensors.Add(new("bias", [Outputs], Rounded(_biases)));
        return new(Kind, Title, Inputs, Outputs, _biases is not null, _biases is null ? "Bias = false" : "", tensors);
    }

    /// <summary>The file's own array where nothing is folded into it.</summary>
    private float[] Weights()
    {
        if (_rowScale is null && _columnScale is null)
            return _weights;
        var result = new float[_weights.Length];
        for (var output = 0; output < Outputs; output++)
            for (var input = 0; input < Inputs; input++)
            {
                var place = (output * Inputs) + input;
                result[place] = (float)(_weights[place] * (_rowScale?[output] ?? 1) * (_columnScale?[input] ?? 1));
            }

        return result;
    }
}
