using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <content>Steps whose rows have weights, or labels in place of targets. All is checked before anything changes.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    private WeightBounds _bounds;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
    {
        var rows = CheckRows(inputs, targets, nameof(targets));
        WeightChecks.SampleWeights(sampleWeights, rows);
        CheckBatch(rows, nameof(inputs));
        return Finish(WeightedBackward(inputs, targets, default, sampleWeights, rows), inputs, rows);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        var rows = CheckLabels(inputs, labels);
        CheckBatch(rows, nameof(inputs));
        return Finish(WeightedBackward(inputs, default, labels, default, rows), inputs, rows);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights)
    {
        var rows = CheckLabels(inputs, labels);
        WeightChecks.SampleWeights(sampleWeights, rows);
        CheckBatch(rows, nameof(inputs));
        return Finish(WeightedBackward(inputs, default, labels, sampleWeights, rows), inputs, rows);
    }

    /// <inheritdoc/>
    public sealed override float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
    {
        var rows = CheckRows(inputs, targets, nameof(targets));
        WeightChecks.SampleWeights(sampleWeights, rows);
        return WeightedMean(inputs, targets, default, sampleWeights, rows);
    }

    /// <inheritdoc/>
    public sealed override float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        var rows = CheckLabels(inputs, labels);
        return WeightedMean(inputs, default, labels, default, rows);
    }

    /// <inheritdoc/>
    public sealed override float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights)
    {
        var rows = CheckLabels(inputs, labels);
        WeightChecks.SampleWeights(sampleWeights, rows);
        return WeightedMean(inputs, default, labels, sampleWeights, rows);
    }

    private protected sealed override float StepIfFinite(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
    {
        var rows = CheckRows(inputs, targets, nameof(targets));
        CheckBatch(rows, nameof(inputs));
        RefreshIfStale(toWrite: true);
        if (rows == 1 && StepsOneSample && sampleWeights.IsEmpty && MayFuse)
            return StepSample(inputs, targets, onlyIfFinite: true, stops: false);
        var loss = sampleWeights.IsEmpty ? Backward(inputs, targets, rows) : WeightedBackward(inputs, targets, default, sampleWeights, rows);
        return float.IsFinite(loss) ? Advance(loss, inputs, rows) : loss;
    }

    private int CheckLabels(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        var rows = Guard.Rows(inputs.Length, _inputSize, nameof(inputs));
        WeightChecks.Labels(Topology, _takesLabels, labels, rows);
        return rows;
    }

    /// <summary>As <see cref="Backward"/>; spans that the step has not are empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float WeightedBackward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, int rows)
    {
        RefreshIfStale(toWrite: true);
        StepWeight = WeightOf(targets, labels, weights, rows);
        var factor = _bounds.Bound(ref weights, StepWeight, rows);
        // Rows of no weight at all have no loss and teach nothing; 0 / 0 would be NaN.
        var scale = StepWeight > 0 ? (float)(1 / Divisor(StepWeight * factor)) : 0;
        var terms = Terms(scale, labels, weights);
        var sum = AccumulateOrForward(in MemoryMarshal.GetReference(inputs), in MemoryMarshal.GetReference(targets), rows, in terms);
        if (factor != 1)
            UnscaleHeads(factor);
        return StepWeight > 0 ? Mean(sum / factor, StepWeight) : 0;
    }

    private float WeightedMean(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, int rows)
    {
        RefreshIfStale(toWrite: false);
        var weight = WeightOf(targets, labels, weights, rows);
        var factor = _bounds.Bound(ref weights, weight, rows);
        var terms = Terms(1, labels, weights);
        var sum = SumLoss(in MemoryMarshal.GetReference(inputs), in MemoryMarshal.GetReference(targets), rows, in terms);
        return weight > 0 ? Mean(sum / factor, weight) : 0;
    }

    /// <summary>The sums of the heads' losses with the weights as they came.</summary>
    private void UnscaleHeads(double factor)
    {
        foreach (ref var sum in HeadSums)
            sum /= factor;
    }

    private LossTerms Terms(float scale, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights) =>
        // The reference of an empty span is null, which is what the terms take for none.
        new(
            scale, in MemoryMarshal.GetReference(weights), in MemoryMarshal.GetReference(labels),
            in MemoryMarshal.GetReference<float>(_classWeights.Length == 0 ? default : _classWeights), 0, areColumns: false);

    /// <summary>What the rows weigh together: by what the sum of their losses is divided. Added in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double WeightOf(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, int rows)
    {
        if (weights.IsEmpty && _classWeights.Length == 0)
            return rows;
        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var ofClasses = 1.0;
            if (_classWeights.Length > 0)
                ofClasses = labels.IsEmpty ? WeightOf(targets.Slice(row * _outputSize, _outputSize)) : _classWeights[labels[row]];
            total += weights.IsEmpty ? ofClasses : ofClasses * weights[row];
        }

        return total;
    }

    /// <summary>The class weight of a row: that of its class, or a mean by the probabilities of the classes.</summary>
    private double WeightOf(ReadOnlySpan<float> target)
    {
        var sum = 0.0;
        for (var output = 0; output < target.Length; output++)
            sum += (double)_classWeights[output] * target[output];
        return sum;
    }
}
