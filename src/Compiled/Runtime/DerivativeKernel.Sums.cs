using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <content>One vector of outputs, summed over the inputs: three widths of the same lines.</content>
public static partial class DerivativeKernel
{
    /// <summary>With fewer inputs, joining partial sums costs more than their latency.</summary>
    private const int FewestForPartials = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sum<TShape>(ref float weights, ref float input, Vector128<float> sum0)
        where TShape : struct, IDenseShape
    {
        Vector128<float> sum1 = default, sum2 = default, sum3 = default;
        nuint i = 0;
        for (; TShape.Inputs >= FewestForPartials && i + 4 <= TShape.Inputs; i += 4)
        {
            sum0 = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref input, i)), Vector128.LoadUnsafe(ref weights, i * TShape.PanelWidth), sum0);
            sum1 = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref input, i + 1)), Vector128.LoadUnsafe(ref weights, (i + 1) * TShape.PanelWidth), sum1);
            sum2 = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref input, i + 2)), Vector128.LoadUnsafe(ref weights, (i + 2) * TShape.PanelWidth), sum2);
            sum3 = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref input, i + 3)), Vector128.LoadUnsafe(ref weights, (i + 3) * TShape.PanelWidth), sum3);
        }

        for (; i < TShape.Inputs; i++)
            sum0 = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref input, i)), Vector128.LoadUnsafe(ref weights, i * TShape.PanelWidth), sum0);
        return (sum0 + sum1) + (sum2 + sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sum<TShape>(ref float weights, ref float input, Vector256<float> sum0)
        where TShape : struct, IDenseShape
    {
        Vector256<float> sum1 = default, sum2 = default, sum3 = default;
        nuint i = 0;
        for (; TShape.Inputs >= FewestForPartials && i + 4 <= TShape.Inputs; i += 4)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref input, i)), Vector256.LoadUnsafe(ref weights, i * TShape.PanelWidth), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref input, i + 1)), Vector256.LoadUnsafe(ref weights, (i + 1) * TShape.PanelWidth), sum1);
            sum2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref input, i + 2)), Vector256.LoadUnsafe(ref weights, (i + 2) * TShape.PanelWidth), sum2);
            sum3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref input, i + 3)), Vector256.LoadUnsafe(ref weights, (i + 3) * TShape.PanelWidth), sum3);
        }

        for (; i < TShape.Inputs; i++)
            sum0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref input, i)), Vector256.LoadUnsafe(ref weights, i * TShape.PanelWidth), sum0);
        return (sum0 + sum1) + (sum2 + sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sum<TShape>(ref float weights, ref float input, Vector512<float> sum0)
        where TShape : struct, IDenseShape
    {
        Vector512<float> sum1 = default, sum2 = default, sum3 = default;
        nuint i = 0;
        for (; TShape.Inputs >= FewestForPartials && i + 4 <= TShape.Inputs; i += 4)
        {
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input, i)), Vector512.LoadUnsafe(ref weights, i * TShape.PanelWidth), sum0);
            sum1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input, i + 1)), Vector512.LoadUnsafe(ref weights, (i + 1) * TShape.PanelWidth), sum1);
            sum2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input, i + 2)), Vector512.LoadUnsafe(ref weights, (i + 2) * TShape.PanelWidth), sum2);
            sum3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input, i + 3)), Vector512.LoadUnsafe(ref weights, (i + 3) * TShape.PanelWidth), sum3);
        }

        for (; i < TShape.Inputs; i++)
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref input, i)), Vector512.LoadUnsafe(ref weights, i * TShape.PanelWidth), sum0);
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
