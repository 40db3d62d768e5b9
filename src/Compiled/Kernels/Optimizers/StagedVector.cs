using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>What loops over rules in two stages share.</summary>
internal static class StagedVector<TOptimizer, TRule, TLanes>
    where TOptimizer : struct, IOptimizer
    where TRule : struct, IStagedRule<TRule, TOptimizer, TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The parameters that the first stage of a vector looks at, if it does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes First(ref float parameters, nuint index) => TRule.BeginsWithParameter ? TLanes.Load(in parameters, index) : default;

    /// <summary>The second stage of the vector before an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishBefore(ref readonly TRule rule, ref float parameters, ref float late, nuint index, TLanes numerator, TLanes root, TLanes rest)
    {
        // A constant distance, which is part of an address.
        ref var parameter = ref Unsafe.Subtract(ref Unsafe.Add(ref parameters, index), TLanes.Count);
        ref var slot = ref Unsafe.Subtract(ref Unsafe.Add(ref late, index), TLanes.Count);
        var state = TRule.IsLate ? TLanes.Load(in slot, 0) : default;
        TLanes.Store(rule.Finish(TLanes.Load(in parameter, 0), numerator, root, rest, ref state), ref parameter, 0);
        if (TRule.IsLate)
            TLanes.Store(state, ref slot, 0);
    }

    /// <summary>The memory of the slot that the second stage replaces; that of the first slot where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Late(ref readonly TOptimizer optimizer, ref float state, int stride) =>
        ref Unsafe.Add(ref state, (nuint)(uint)(TRule.IsLate ? TRule.LateSlot(in optimizer) * stride : 0));
}
