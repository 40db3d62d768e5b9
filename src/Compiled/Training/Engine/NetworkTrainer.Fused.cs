using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <content>Steps that update parameters while the gradients are still at hand, and store none. Their bits are those of the other steps.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    /// <summary>No option asks for gradients in memory.</summary>
    private readonly bool _isPlain;

    /// <summary>Whether the emitted trainer takes a plain step of one sample in a method of its own.</summary>
    protected virtual bool StepsOneSample => false;

    /// <summary>
    /// Nothing is done to gradients but what the rule does. A step that keeps the last good state needs its loss before any parameter changes, and is not fused.
    /// </summary>
    private bool MayFuse
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _isPlain && _ranges is null && (StepCount < _keepAt || !_stopsOnNonFinite);
    }

    /// <summary>
    /// One plain step of one sample: forward, loss, backward, and the update of parameters, state and derived parameters. The rule has begun the step.
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
