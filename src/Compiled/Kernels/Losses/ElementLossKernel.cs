using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>A loss that is a sum over single outputs. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IElementLoss
{
    /// <summary>The loss of each lane and its derivative with respect to the output.</summary>
    (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Σ loss(y, t) over rows. For emitted code.</summary>
/// <param name="loss">The loss of one output.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementLossKernel<TLoss>(TLoss loss) : ILossKernel
    where TLoss : struct, IElementLoss
{
    /// <summary>The losses of a vector of single outputs and their derivatives, not scaled: for a step of one sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TLanes Value, TLanes Derivative) Evaluate<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes> => loss.Evaluate(output, target);

    /// <inheritdoc/>
    public double Value(ref readonly float outputs, ref readonly float targets, int rows, int count, int stride, scoped in LossTerms terms) =>
        ElementLossRows.Run(loss, in outputs, in targets, ref Unsafe.NullRef<float>(), rows, count, stride, in terms);

    /// <inheritdoc/>
    public double ValueAndGradient(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms) =>
        ElementLossRows.Run(loss, in outputs, in targets, ref gradients, rows, count, stride, in terms);
}
