using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Chooses the loop of the update after one row: by the width of a panel and of the processor's vectors, the number of slots, and the rule.</summary>
internal static class OuterKernel
{
    /// <summary>w ← rule(w, input · gradient, state) for parameters that lie one after the other.</summary>
    /// <param name="optimizer">The rule, after its <c>BeginStep</c>; not changed.</param>
    /// <param name="parameters">The first of them.</param>
    /// <param name="state">Its first slot; the others are <paramref name="stride"/> floats apart.</param>
    /// <param name="stride">From slot to slot.</param>
    /// <param name="gradient">Their gradient.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update<TOptimizer>(ref readonly TOptimizer optimizer, ref float parameters, ref float state, int stride, OuterGradient gradient)
        where TOptimizer : struct, IOptimizer
    {
        if (Vector512.IsHardwareAccelerated && gradient.Width % 16 == 0)
            Update<TOptimizer, Lanes16>(in optimizer, ref parameters, ref state, stride, gradient);
        else if (Vector256.IsHardwareAccelerated && gradient.Width % 8 == 0)
            Update<TOptimizer, Lanes8>(in optimizer, ref parameters, ref state, stride, gradient);
        else
            Update<TOptimizer, Lanes4>(in optimizer, ref parameters, ref state, stride, gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<TOptimizer, TLanes>(ref readonly TOptimizer optimizer, ref float parameters, ref float state, int stride, OuterGradient gradient)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
    {
        switch (Unsafe.AsRef(in optimizer).StateSlots)
        {
            case 0:
                Run<TOptimizer, TLanes, NoSlots>(in optimizer, ref parameters, ref state, stride, gradient);
                break;
            case 1:
                Run<TOptimizer, TLanes, OneSlot>(in optimizer, ref parameters, ref state, stride, gradient);
                break;
            case 2:
                Run<TOptimizer, TLanes, TwoSlots>(in optimizer, ref parameters, ref state, stride, gradient);
                break;
            default:
                Run<TOptimizer, TLanes, ThreeSlots>(in optimizer, ref parameters, ref state, stride, gradient);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TOptimizer, TLanes, TSlots>(ref readonly TOptimizer optimizer, ref float parameters, ref float state, int stride, OuterGradient gradient)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TSlots : struct, ISlotCount
    {
        // A rule's members change nothing, but a read-only reference would be copied for each call.
        ref var rule = ref Unsafe.AsRef(in optimizer);
        if (TOptimizer.IsStaged)
        {
            var loop = new StagedOuterSweep<TLanes, TSlots>(ref parameters, ref state, stride, gradient);
            rule.RunStaged<TLanes, StagedOuterSweep<TLanes, TSlots>>(ref loop);
            return;
        }

        OuterSweep<TOptimizer, TLanes, TSlots>.Run(in optimizer, ref parameters, ref state, stride, gradient);
    }
}
