using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <content>One vector of outputs, summed over the inputs.</content>
public static partial class DerivativeKernel
{
    /// <summary>With fewer inputs, joining partial sums costs more than their latency.</summary>
    private const int FewestForPartials = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Sum<TShape, TLanes>(ref float weights, ref float biases, ref float input)
        where TShape : struct, IDenseShape
        where TLanes : struct, ILanes<TLanes>
    {
        var sum0 = TShape.HasBias ? TLanes.Load(ref biases, 0) : TLanes.Create(0f);
        TLanes sum1 = TLanes.Create(0f), sum2 = sum1, sum3 = sum1;
        nuint i = 0;
        for (; TShape.Inputs >= FewestForPartials && i + 4 <= TShape.Inputs; i += 4)
        {
            sum0 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref input, i)), TLanes.Load(ref weights, i * TShape.PanelWidth), sum0);
            sum1 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref input, i + 1)), TLanes.Load(ref weights, (i + 1) * TShape.PanelWidth), sum1);
            sum2 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref input, i + 2)), TLanes.Load(ref weights, (i + 2) * TShape.PanelWidth), sum2);
            sum3 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref input, i + 3)), TLanes.Load(ref weights, (i + 3) * TShape.PanelWidth), sum3);
        }

        for (; i < TShape.Inputs; i++)
            sum0 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref input, i)), TLanes.Load(ref weights, i * TShape.PanelWidth), sum0);
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
