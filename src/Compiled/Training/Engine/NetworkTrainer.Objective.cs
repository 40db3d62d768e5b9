using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <content>Loss and gradient as a function of the parameters, for <see cref="Trainer.Minimize"/>.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    private protected sealed override (double Objective, double Loss) Evaluate(Dataset data, Span<float> gradient)
    {
        // An empty array has a reference, which the terms would take for weights.
        var weights = data.SampleWeights.IsEmpty ? default : data.SampleWeights;
        RefreshIfStale(toWrite: true);
        StepWeight = WeightOf(data.Targets, default, weights, data.Count);
        var factor = _bounds.Bound(ref weights, StepWeight, data.Count);
        var divisor = Divisor(StepWeight * factor);
        // Rows of no weight at all have no loss and teach nothing; 0 / 0 would be NaN.
        var terms = Terms(StepWeight > 0 ? (float)(1 / divisor) : 0, default, weights);
        var sum = Accumulate(in MemoryMarshal.GetReference(data.Inputs), in MemoryMarshal.GetReference(data.Targets), data.Count, in terms);
        JoinGradients();
        var loss = StepWeight > 0 ? sum / divisor : 0;
        var penalty = 0.0;
        foreach (ref readonly var range in _ranges.AsSpan())
        {
            var gradients = GradientMemory.Span[range.Begin..range.End];
            if (range.IsFrozen)
            {
                gradients.Clear();
            }
            else if (range.L2 != 0)
            {
                var parameters = Parameters.Memory[range.Begin..range.End];
                GradientKernel.Penalize(gradients, parameters, 0, range.L2);
                penalty += range.L2 / 2.0 * GradientKernel.SquaredNorm(parameters);
            }
        }

        GradientMemory.Span[..gradient.Length].CopyTo(gradient);
        return (loss + penalty, loss);
    }

    private protected sealed override void MoveTo(ReadOnlySpan<float> start, ReadOnlySpan<float> direction, float step)
    {
        Parameters.ThrowIfFrozen();
        var memory = Parameters.Memory;
        if (_ranges is null)
            VectorKernel.AddTo(memory, start, direction, step);
        foreach (ref readonly var range in _ranges.AsSpan())
        {
            // Not even the sign of a zero may change in a frozen block.
            if (!range.IsFrozen)
                VectorKernel.AddTo(memory[range.Begin..range.End], start[range.Begin..range.End], direction[range.Begin..range.End], step);
        }

        Parameters.MarkChanged();
    }

    private protected sealed override void ShowGradients(ReadOnlySpan<float> gradient)
    {
        if (Options.KeepGradients)
            gradient.CopyTo(GradientMemory.Span);
    }

    private protected sealed override void CheckMinimizable()
    {
        base.CheckMinimizable();
        foreach (ref readonly var range in _ranges.AsSpan())
        {
            Refuse(
                range is { IsFrozen: false, L1: not 0 } && Options.L1 == 0, $"The declared L1 of {Parameters.Layout.Blocks[range.Block].Name}", range.L1,
                "the penalty has no derivative at 0, where many weights end up: use L2, or Fit");
            Refuse(
                range is { IsFrozen: false, MaxNorm: not null }, $"The maximum norm of {Parameters.Layout.Blocks[range.Block].Name}", range.MaxNorm,
                "it would change parameters without the line search: use L2");
            Refuse(
                range is { IsFrozen: false, Factor: not 1 }, $"The rate factor of {Parameters.Layout.Blocks[range.Block].Name}", range.Factor,
                "the line search chooses one step length for all blocks; set the rate to 1, or freeze the block");
        }
    }
}
