using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>What is done to gradients between back-propagation and the rule. All lengths are multiples of 4; padding of zeros stays so.</summary>
internal static class GradientKernel
{
    /// <summary>g ← g + l1·sign(w) + l2·w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Penalize(Span<float> gradients, ReadOnlySpan<float> parameters, float l1, float l2)
    {
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref readonly var w = ref MemoryMarshal.GetReference(parameters);
        for (nuint index = 0; index < (nuint)gradients.Length; index += 4)
        {
            var parameter = Lanes4.Load(in w, index);
            var gradient = Lanes4.FusedMultiplyAdd(Lanes4.Create(l2), parameter, Lanes4.Load(in g, index));
            Lanes4.Store(Lanes4.FusedMultiplyAdd(Lanes4.Create(l1), LaneRules.Sign(parameter), gradient), ref g, index);
        }
    }

    /// <summary>g ← g within ±most; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clamp(Span<float> gradients, float most)
    {
        ref var g = ref MemoryMarshal.GetReference(gradients);
        var (low, high) = (Lanes4.Create(-most), Lanes4.Create(most));
        for (nuint index = 0; index < (nuint)gradients.Length; index += 4)
        {
            var gradient = Lanes4.Load(in g, index);
            gradient = Lanes4.SelectLess(gradient, low, low, gradient);
            Lanes4.Store(Lanes4.SelectLess(high, gradient, high, gradient), ref g, index);
        }
    }

    /// <summary>g ← factor·g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(Span<float> gradients, float factor)
    {
        ref var g = ref MemoryMarshal.GetReference(gradients);
        for (nuint index = 0; index < (nuint)gradients.Length; index += 4)
            Lanes4.Store(Lanes4.Create(factor) * Lanes4.Load(in g, index), ref g, index);
    }

    /// <summary>Σ g², in double over four virtual lanes that are joined pairwise: the same bits everywhere. Squares of floats are exact in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredNorm(ReadOnlySpan<float> gradients)
    {
        ref readonly var g = ref MemoryMarshal.GetReference(gradients);
        var sum = Vector256<double>.Zero;
        for (nuint index = 0; index < (nuint)gradients.Length; index += 4)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(in g, index));
            var gradient = Vector256.Create(low, high);
            sum += gradient * gradient;
        }

        return (sum[0] + sum[2]) + (sum[1] + sum[3]);
    }
}
