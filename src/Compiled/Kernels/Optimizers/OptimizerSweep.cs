using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The number of state slots as a type, so that the loop is compiled for it.</summary>
internal interface ISlotCount
{
    static abstract int Count { get; }
}

internal readonly struct NoSlots : ISlotCount
{
    public static int Count => 0;
}

internal readonly struct OneSlot : ISlotCount
{
    public static int Count => 1;
}

internal readonly struct TwoSlots : ISlotCount
{
    public static int Count => 2;
}

internal readonly struct ThreeSlots : ISlotCount
{
    public static int Count => 3;
}

/// <summary>One loop over the parameters: a rule at one width with one number of slots.</summary>
internal static class OptimizerSweep<TOptimizer, TLanes, TSlots>
    where TOptimizer : struct, IOptimizer
    where TLanes : struct, ILanes<TLanes>
    where TSlots : struct, ISlotCount
{
    /// <summary>Updates [begin, end), a multiple of the lane count long; the other gradients, unless a null reference, are added first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // As fast as tier 1 once warm, and from the first step on.
    public static void Run(
        ref readonly TOptimizer optimizer,
        ref float parameters,
        ref float gradients,
        ref readonly float others,
        ref float state,
        int stride,
        int begin,
        int end)
    {
        // A copy that nothing else refers to: the JIT may keep its fields in registers while the loop writes memory.
        var rule = optimizer;
        var index = (nuint)(uint)begin;
        var limit = (nuint)(uint)end;
        var width = (nuint)(uint)TLanes.Count;
        ref var slot1 = ref Unsafe.Add(ref state, (nuint)(uint)(TSlots.Count > 1 ? stride : 0));
        ref var slot2 = ref Unsafe.Add(ref state, (nuint)(uint)(TSlots.Count > 2 ? 2 * stride : 0));

        // Two groups side by side, so that one's division overlaps the other's square root.
        for (; index + 2 * width <= limit; index += 2 * width)
        {
            Apply(ref rule, ref parameters, ref gradients, in others, ref state, ref slot1, ref slot2, index);
            Apply(ref rule, ref parameters, ref gradients, in others, ref state, ref slot1, ref slot2, index + width);
        }

        for (; index < limit; index += width)
            Apply(ref rule, ref parameters, ref gradients, in others, ref state, ref slot1, ref slot2, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply(
        ref TOptimizer rule,
        ref float parameters,
        ref float gradients,
        ref readonly float others,
        ref float slot0,
        ref float slot1,
        ref float slot2,
        nuint index)
    {
        TLanes state0 = default, state1 = default, state2 = default;
        if (TSlots.Count > 0)
            state0 = TLanes.Load(in slot0, index);
        if (TSlots.Count > 1)
            state1 = TLanes.Load(in slot1, index);
        if (TSlots.Count > 2)
            state2 = TLanes.Load(in slot2, index);

        var gradient = TLanes.Load(in gradients, index);
        if (!Unsafe.IsNullRef(in others))
        {
            gradient += TLanes.Load(in others, index);
            TLanes.Store(gradient, ref gradients, index);
        }

        var updated = rule.Update(TLanes.Load(in parameters, index), gradient, ref state0, ref state1, ref state2);

        TLanes.Store(updated, ref parameters, index);
        if (TSlots.Count > 0)
            TLanes.Store(state0, ref slot0, index);
        if (TSlots.Count > 1)
            TLanes.Store(state1, ref slot1, index);
        if (TSlots.Count > 2)
            TLanes.Store(state2, ref slot2, index);
    }
}
