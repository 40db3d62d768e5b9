using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// Σ t · (ln t − ln softmax(z)) over the logits z of each row: the cross-entropy less the entropy of the targets, so with the same gradient,
/// softmax(z) · Σt − t. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct KullbackLeiblerKernel : ILossKernel
{
    /// <inheritdoc/>
    public double Value(ref readonly float outputs, ref readonly float targets, int rows, int count, int stride, scoped in LossTerms terms) =>
        NegativeEntropy(in targets, rows, count, in terms)
        + SoftmaxLossRows.Run(in outputs, in targets, ref Unsafe.NullRef<float>(), rows, count, stride, in terms, 0f);

    /// <inheritdoc/>
    public double ValueAndGradient(
        ref readonly float outputs, ref readonly float targets, ref float gradients, int rows, int count, int stride, scoped in LossTerms terms) =>
        NegativeEntropy(in targets, rows, count, in terms)
        + SoftmaxLossRows.Run(in outputs, in targets, ref gradients, rows, count, stride, in terms, 0f);

    private static double NegativeEntropy(ref readonly float targets, int rows, int count, scoped in LossTerms terms) =>
        Vector512.IsHardwareAccelerated
            ? NegativeEntropy<Lanes16>(in targets, rows, count, in terms)
            : Vector256.IsHardwareAccelerated ? NegativeEntropy<Lanes8x2>(in targets, rows, count, in terms)
            : NegativeEntropy<Lanes4x4>(in targets, rows, count, in terms);

    /// <summary>Σ t · ln t, where 0 · ln 0 is 0, each row times its weight; sixteen lanes a row, the rows joined in double.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double NegativeEntropy<TLanes>(ref readonly float targets, int rows, int count, scoped in LossTerms terms)
        where TLanes : struct, ILanes<TLanes>
    {
        var total = 0.0;
        var zero = TLanes.Create(0f);
        for (var row = 0; row < rows; row++)
        {
            var sum = zero;
            for (var i = 0; i < count; i += 16)
            {
                var t = TLanes.LoadPartial(in targets, (nuint)((nint)row * count + i), Math.Min(16, count - i));
                sum += TimesLog(t);
            }

            total += TLanes.Sum(sum) * (terms.HasWeights ? (double)Unsafe.Add(ref Unsafe.AsRef(in terms.Weights), row) : 1.0);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes TimesLog<TLanes>(TLanes t)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectEqual(t, TLanes.Create(0f), t, t * LaneMath.Log(t));
}
