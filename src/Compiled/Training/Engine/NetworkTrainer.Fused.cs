using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <content>Steps that update parameters while the gradients are still at hand, and store none. Their bits are those of the other steps.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    /// <summary>No option asks for gradients in memory.</summary>
    private readonly bool _isPlain;

    /// <summary>Whether the step that is being taken updates each block as soon as its gradients are known.</summary>
    private bool _fuses;

    /// <summary>Whether the emitted trainer takes a plain step of one sample in a method of its own.</summary>
    protected virtual bool StepsOneSample => false;

    /// <summary>Nothing is done to gradients but what the rule does.</summary>
    private bool MayFuse
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _isPlain && _ranges is null;
    }

    /// <summary>Whether a batch is small enough for <see cref="ForwardRows"/> and <see cref="UpdateRows"/>.</summary>
    private protected virtual bool Fuses(int rows) => false;

    /// <summary>Forward and loss of a whole batch, whose values and output gradients are kept for <see cref="UpdateRows"/>.</summary>
    /// <returns>The sum of the rows' losses, each times its weight, not scaled.</returns>
    private protected virtual double ForwardRows(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms) => throw new UnreachableException();

    /// <summary>Back-propagation of that batch, and the update of every block on the way.</summary>
    private protected virtual void UpdateRows(ref readonly TOptimizer optimizer, ref readonly float inputs, int rows) => throw new UnreachableException();

    /// <summary>The gradients of a step, or as much of them as is done before its update.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double AccumulateOrForward(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms)
    {
        _fuses = MayFuse && Fuses(rows);
        return _fuses ? ForwardRows(in inputs, in targets, rows, in terms) : Accumulate(in inputs, in targets, rows, in terms);
    }

    /// <summary>
    /// One plain step of one sample, all in one method: forward, loss, backward, and the update of parameters, state and derived parameters. The rule has begun the step.
    /// </summary>
    /// <param name="optimizer">The rule.</param>
    /// <param name="input">The sample.</param>
    /// <param name="target">Its target.</param>
    /// <param name="onlyIfFinite">Whether a loss that is not finite leaves everything as it is.</param>
    /// <returns>The mean loss over the outputs, or the loss where that is not a mean.</returns>
    protected virtual float StepSample(ref readonly TOptimizer optimizer, ref readonly float input, ref readonly float target, bool onlyIfFinite) =>
        throw new UnreachableException();

    /// <summary>A plain step of one sample, for which copies are fresh.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float StepSample(ReadOnlySpan<float> input, ReadOnlySpan<float> target, bool onlyIfFinite, bool stops)
    {
        BeginUpdate();
        var loss = StepSample(in _optimizer, in MemoryMarshal.GetReference(input), in MemoryMarshal.GetReference(target), onlyIfFinite);
        if (onlyIfFinite && !float.IsFinite(loss))
        {
            // Nothing has changed, and the copies are as good as before.
            _seenVersion = Parameters.Version;
            if (stops)
                ThrowDiverged(loss);
            return loss;
        }

        EndUpdate(loss);
        return loss;
    }
}
