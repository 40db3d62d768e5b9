using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The update after one sample: the rule on every parameter, from the last block to the first, since the gradients of the last are known first. For emitted code.</summary>
/// <remarks>The rule works lane by lane, so that neither the order nor the width of the vectors changes a bit of what <see cref="OptimizerKernel"/> gives.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleUpdate
{
    /// <summary>w ← rule(w, g, state).</summary>
    /// <param name="optimizer">The rule, after its <c>BeginStep</c>; not changed.</param>
    /// <param name="parameters">w.</param>
    /// <param name="gradients">g, in the same layout.</param>
    /// <param name="state">The slots of the rule, a length apart.</param>
    /// <param name="length">Floats, padding included: a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TOptimizer>(ref readonly TOptimizer optimizer, ref float parameters, ref readonly float gradients, ref float state, int length)
        where TOptimizer : struct, IOptimizer
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TOptimizer, Lanes16>(in optimizer, ref parameters, in gradients, ref state, (nuint)length);
        else if (Vector256.IsHardwareAccelerated)
            Run<TOptimizer, Lanes8>(in optimizer, ref parameters, in gradients, ref state, (nuint)length);
        else
            Run<TOptimizer, Lanes4>(in optimizer, ref parameters, in gradients, ref state, (nuint)length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TOptimizer, TLanes>(ref readonly TOptimizer optimizer, ref float parameters, ref readonly float gradients, ref float state, nuint length)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
    {
        switch (optimizer.StateSlots)
        {
            case 0:
                Sweep<TOptimizer, TLanes, NoSlots>(in optimizer, ref parameters, in gradients, ref state, length);
                break;
            case 1:
                Sweep<TOptimizer, TLanes, OneSlot>(in optimizer, ref parameters, in gradients, ref state, length);
                break;
            case 2:
                Sweep<TOptimizer, TLanes, TwoSlots>(in optimizer, ref parameters, in gradients, ref state, length);
                break;
            default:
                Sweep<TOptimizer, TLanes, ThreeSlots>(in optimizer, ref parameters, in gradients, ref state, length);
                break;
        }
    }

    /// <summary>A method of its own, with one body: the JIT stops inlining lane functions when a method has used up its budget.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Sweep<TOptimizer, TLanes, TSlots>(
        ref readonly TOptimizer optimizer, ref float parameters, ref readonly float gradients, ref float state, nuint length)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TSlots : struct, ISlotCount
    {
        var rule = optimizer;
        ref var slot1 = ref Unsafe.Add(ref state, TSlots.Count > 1 ? length : 0);
        ref var slot2 = ref Unsafe.Add(ref state, TSlots.Count > 2 ? 2 * length : 0);
        for (var end = length; end > 0; end -= (nuint)TLanes.Count)
        {
            var index = end - (nuint)TLanes.Count;
            TLanes state0 = default, state1 = default, state2 = default;
            if (TSlots.Count > 0)
                state0 = TLanes.Load(in state, index);
            if (TSlots.Count > 1)
                state1 = TLanes.Load(in slot1, index);
            if (TSlots.Count > 2)
                state2 = TLanes.Load(in slot2, index);

            var updated = rule.Update(TLanes.Load(in parameters, index), TLanes.Load(in gradients, index), ref state0, ref state1, ref state2);

            TLanes.Store(updated, ref parameters, index);
            if (TSlots.Count > 0)
                TLanes.Store(state0, ref state, index);
            if (TSlots.Count > 1)
                TLanes.Store(state1, ref slot1, index);
            if (TSlots.Count > 2)
                TLanes.Store(state2, ref slot2, index);
        }
    }
}
