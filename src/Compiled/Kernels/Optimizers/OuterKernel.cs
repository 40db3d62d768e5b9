using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Chooses the loop of the update after one row: by the width of a panel and of the processor's vectors, the number of slots, and the rule.</summary>
internal static class OuterKernel
{
    /// <summary>w ← rule(w, input · gradient, state) for some inputs of one panel of weights.</summary>
    /// <param name="optimizer">The rule, after its <c>BeginStep</c>; not changed.</param>
    /// <param name="parameters">The first of these weights.</param>
    /// <param name="state">Its first slot; the others are <paramref name="stride"/> floats apart.</param>
    /// <param name="stride">From slot to slot.</param>
    /// <param name="input">The first of the inputs.</param>
    /// <param name="gradient">Those of the panel's outputs.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="outputs">The panel's width: 4, 8, or a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update<TOptimizer>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float state, int stride, ref readonly float input, ref readonly float gradient, int inputs, int outputs)
        where TOptimizer : struct, IOptimizer
    {
        if (Vector512.IsHardwareAccelerated && outputs % 16 == 0)
            Update<TOptimizer, Lanes16>(in optimizer, ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
        else if (Vector256.IsHardwareAccelerated && outputs % 8 == 0)
            Update<TOptimizer, Lanes8>(in optimizer, ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
        else
            Update<TOptimizer, Lanes4>(in optimizer, ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<TOptimizer, TLanes>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float state, int stride, ref readonly float input, ref readonly float gradient, int inputs, int outputs)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
    {
        switch (Unsafe.AsRef(in optimizer).StateSlots)
        {
            case 0:
                Run<TOptimizer, TLanes, NoSlots>(in optimizer, ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
                break;
            case 1:
                Run<TOptimizer, TLanes, OneSlot>(in optimizer, ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
                break;
            case 2:
                Run<TOptimizer, TLanes, TwoSlots>(in optimizer, ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
                break;
            default:
                Run<TOptimizer, TLanes, ThreeSlots>(in optimizer, ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TOptimizer, TLanes, TSlots>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float state, int stride, ref readonly float input, ref readonly float gradient, int inputs, int outputs)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TSlots : struct, ISlotCount
    {
        // A rule's members change nothing, but a read-only reference would be copied for each call.
        ref var rule = ref Unsafe.AsRef(in optimizer);
        if (TOptimizer.IsStaged)
        {
            var loop = new StagedOuterSweep<TLanes, TSlots>(ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
            rule.RunStaged<TLanes, StagedOuterSweep<TLanes, TSlots>>(ref loop);
            return;
        }

        OuterSweep<TOptimizer, TLanes, TSlots>.Run(in optimizer, ref parameters, ref state, stride, in input, in gradient, inputs, outputs);
    }
}
