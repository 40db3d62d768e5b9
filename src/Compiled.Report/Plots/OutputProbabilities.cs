namespace Compiled.Drawing;

/// <summary>Reads rows of outputs as a class and how certain it is.</summary>
internal sealed class OutputProbabilities
{
    private readonly bool _areLogarithms;
    private readonly bool _isProbability;
    private readonly bool _hasLoss;

    public OutputProbabilities(Topology topology)
    {
        _areLogarithms = topology.IsClassifier && topology.Blocks[^1].Traits.HasFlag(BlockTraits.LogProbabilities);
        _isProbability = topology.IsBinaryClassifier || (topology.IsClassifier && !_areLogarithms);
        _hasLoss = topology.Loss is not null;
    }

    /// <summary>The class, or −1 where an output is NaN, and 0 for even odds to 1 for certainty.</summary>
    public (int Label, double Certainty) Decide(ReadOnlySpan<float> outputs)
    {
        foreach (var output in outputs)
            if (float.IsNaN(output))
                return (-1, 0);
        if (outputs.Length == 1)
        {
            var probability = _isProbability || (!_hasLoss && outputs[0] is >= 0 and <= 1) ? outputs[0] : 1 / (1 + Math.Exp(-outputs[0]));
            return (probability > 0.5 ? 1 : 0, Math.Abs(2 * probability - 1));
        }

        var best = 0;
        for (var index = 1; index < outputs.Length; index++)
            best = outputs[index] > outputs[best] ? index : best;
        var even = 1.0 / outputs.Length;
        var share = Share(outputs, best);
        return (best, (share - even) / (1 - even));
    }

    /// <summary>The probability of one class: as it is, of its logarithm, or of scores by their softmax.</summary>
    public double Share(ReadOnlySpan<float> outputs, int label)
    {
        if (_areLogarithms)
            return Math.Exp(outputs[label]);
        if (_isProbability)
            return outputs[label];
        var sum = 0.0;
        foreach (var output in outputs)
            sum += Math.Exp(output - outputs[label]);
        return 1 / sum;
    }
}
