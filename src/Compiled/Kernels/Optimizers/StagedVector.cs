using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>What loops over rules in two stages share.</summary>
internal static class StagedVector<TOptimizer, TRule, TLanes>
    where TOptimizer : struct, IOptimizer
    where TRule : struct, IStagedRule<TRule, TOptimizer, TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The second stage of the vector before an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishBefore(ref readonly TRule rule, ref float parameters, nuint index, TLanes numerator, TLanes root)
    {
        // A constant distance, which is part of an address.
        ref var parameter = ref Unsafe.Subtract(ref Unsafe.Add(ref parameters, index), TLanes.Count);
        TLanes.Store(rule.Finish(TLanes.Load(in parameter, 0), numerator, root), ref parameter, 0);
    }
}
