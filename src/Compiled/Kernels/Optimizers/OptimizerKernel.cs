using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Applies an update rule to all parameters at once: the padded memory is one flat run of floats, whatever the blocks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OptimizerKernel
{
    /// <summary>
    /// Floats from one state slot to the next: whole cache lines, so that every slot begins on a 64-byte boundary as the first one does.
    /// </summary>
    public static int SlotStride(int length) => (length + 15) & ~15;

    /// <summary>
    /// w ← rule(w, g, state) for <paramref name="length"/> floats. The rule works lane by lane, so its bits do not depend on the vector
    /// width.
    /// </summary>
    /// <param name="optimizer">The rule, after its <c>BeginStep</c>; not changed.</param>
    /// <param name="parameters">w.</param>
    /// <param name="gradients">g, in the same layout.</param>
    /// <param name="state"><c>optimizer.StateSlots</c> regions of <see cref="SlotStride"/> floats; not touched for a rule without
    /// state.</param>
    /// <param name="length">Floats in a region; a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update<TOptimizer>(
        ref readonly TOptimizer optimizer, ref float parameters, ref readonly float gradients, ref float state, int length)
        where TOptimizer : struct, IOptimizer =>
        Update(in optimizer, ref parameters, ref Unsafe.AsRef(in gradients), in Unsafe.NullRef<float>(), ref state, length, 0, length);

    /// <summary>
    /// The same for the floats from <paramref name="begin"/> to <paramref name="end"/>, multiples of 4, with g ← g + <paramref name="others"/> before.
    /// The others may come from another core's cache: here the rule's own work hides what that takes.
    /// </summary>
    /// <param name="optimizer">The rule, after its <c>BeginStep</c>; not changed.</param>
    /// <param name="parameters">w.</param>
    /// <param name="gradients">g; takes the sum.</param>
    /// <param name="others">More of it, or a null reference.</param>
    /// <param name="state">Regions of <see cref="SlotStride"/> floats.</param>
    /// <param name="length">Floats in a region.</param>
    /// <param name="begin">The first float.</param>
    /// <param name="end">The float after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update<TOptimizer>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float gradients, ref readonly float others, ref float state, int length, int begin, int end)
        where TOptimizer : struct, IOptimizer
    {
        if (Vector512.IsHardwareAccelerated)
            Update<TOptimizer, Lanes16>(in optimizer, ref parameters, ref gradients, in others, ref state, length, begin, end);
        else if (Vector256.IsHardwareAccelerated)
            Update<TOptimizer, Lanes8>(in optimizer, ref parameters, ref gradients, in others, ref state, length, begin, end);
        else
            Update<TOptimizer, Lanes4>(in optimizer, ref parameters, ref gradients, in others, ref state, length, begin, end);
    }

    /// <summary>The same at a given width; a tail shorter than it goes through four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Update<TOptimizer, TLanes>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float gradients, ref readonly float others, ref float state, int length, int begin, int end)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
    {
        switch (Unsafe.AsRef(in optimizer).StateSlots)
        {
            case 0:
                Sweep<TOptimizer, TLanes, NoSlots>(in optimizer, ref parameters, ref gradients, in others, ref state, length, begin, end);
                break;
            case 1:
                Sweep<TOptimizer, TLanes, OneSlot>(in optimizer, ref parameters, ref gradients, in others, ref state, length, begin, end);
                break;
            case 2:
                Sweep<TOptimizer, TLanes, TwoSlots>(in optimizer, ref parameters, ref gradients, in others, ref state, length, begin, end);
                break;
            default:
                Sweep<TOptimizer, TLanes, ThreeSlots>(in optimizer, ref parameters, ref gradients, in others, ref state, length, begin, end);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sweep<TOptimizer, TLanes, TSlots>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float gradients, ref readonly float others, ref float state, int length, int begin, int end)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TSlots : struct, ISlotCount
    {
        var whole = end - (end - begin) % TLanes.Count;
        var stride = SlotStride(length);
        Run<TOptimizer, TLanes, TSlots>(in optimizer, ref parameters, ref gradients, in others, ref state, stride, begin, whole);
        if (whole < end)
            Run<TOptimizer, Lanes4, TSlots>(in optimizer, ref parameters, ref gradients, in others, ref state, stride, whole, end);
    }

    /// <summary>The loop that suits the rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TOptimizer, TLanes, TSlots>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float gradients, ref readonly float others, ref float state, int stride, int begin, int end)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TSlots : struct, ISlotCount
    {
        // A rule's members change nothing, but a read-only reference would be copied for each call.
        ref var rule = ref Unsafe.AsRef(in optimizer);
        if (TOptimizer.IsStaged)
        {
            var loop = new StagedSweep<TLanes, TSlots>(ref parameters, ref gradients, in others, ref state, stride, begin, end);
            rule.RunStaged<TLanes, StagedSweep<TLanes, TSlots>>(ref loop);
            return;
        }

        OptimizerSweep<TOptimizer, TLanes, TSlots>.Run(in optimizer, ref parameters, ref gradients, in others, ref state, stride, begin, end);
    }
}
