using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <content>The weights of a block with one output: one float of four is a weight, and sixteen of them are put together before the rule works on them.</content>
public static partial class SampleUpdate
{
    /// <summary>w ← rule(w, g, state) for weights four floats apart.</summary>
    /// <param name="optimizer">The rule, after its <c>BeginStep</c>; not changed.</param>
    /// <param name="parameters">w of the network.</param>
    /// <param name="gradients">g of the network: takes that of the block where the rule works on padding too.</param>
    /// <param name="column">g of the block alone, weight after weight.</param>
    /// <param name="state">The slots of the rule, a length apart.</param>
    /// <param name="length">Floats of all parameters, padding included.</param>
    /// <param name="begin">The first weight of the block.</param>
    /// <param name="rows">How many there are: a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Column<TOptimizer>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float gradients, ref readonly float column, ref float state, int length, int begin, int rows)
        where TOptimizer : struct, IOptimizer
    {
        if (Vector512.IsHardwareAccelerated)
            Column<TOptimizer, Lanes16>(in optimizer, ref parameters, ref gradients, in column, ref state, length, begin, rows);
        else if (Vector256.IsHardwareAccelerated)
            Column<TOptimizer, Lanes8>(in optimizer, ref parameters, ref gradients, in column, ref state, length, begin, rows);
        else
            Column<TOptimizer, Lanes4>(in optimizer, ref parameters, ref gradients, in column, ref state, length, begin, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<TOptimizer, TLanes>(
        ref readonly TOptimizer optimizer, ref float parameters, ref float gradients, ref readonly float column, ref float state, int length, int begin, int rows)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
    {
        if (default(TOptimizer) is not IKeepsZeros)
        {
            for (nuint row = 0; row < (nuint)rows; row += (nuint)TLanes.Count)
                SampleColumn.Store(SampleColumn.InOrderOfQuarters(TLanes.Load(in column, row)), ref Unsafe.Add(ref gradients, begin), 4 * row);
            Block(in optimizer, ref parameters, in gradients, ref state, length, begin, begin + 4 * rows, 0);
            return;
        }

        ref var weights = ref Unsafe.Add(ref parameters, begin);
        ref var slot0 = ref Unsafe.Add(ref state, optimizer.StateSlots > 0 ? begin : 0);
        switch (optimizer.StateSlots)
        {
            case 0:
                Column<TOptimizer, TLanes, NoSlots>(in optimizer, ref weights, in column, ref slot0, (nuint)length, (nuint)rows);
                break;
            case 1:
                Column<TOptimizer, TLanes, OneSlot>(in optimizer, ref weights, in column, ref slot0, (nuint)length, (nuint)rows);
                break;
            case 2:
                Column<TOptimizer, TLanes, TwoSlots>(in optimizer, ref weights, in column, ref slot0, (nuint)length, (nuint)rows);
                break;
            default:
                Column<TOptimizer, TLanes, ThreeSlots>(in optimizer, ref weights, in column, ref slot0, (nuint)length, (nuint)rows);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Column<TOptimizer, TLanes, TSlots>(
        ref readonly TOptimizer optimizer, ref float weights, ref readonly float column, ref float state, nuint length, nuint rows)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TSlots : struct, ISlotCount
    {
        var rule = optimizer;
        ref var slot1 = ref Unsafe.Add(ref state, TSlots.Count > 1 ? length : 0);
        ref var slot2 = ref Unsafe.Add(ref state, TSlots.Count > 2 ? 2 * length : 0);
        for (nuint row = 0; row < rows; row += (nuint)TLanes.Count)
        {
            TLanes state0 = default, state1 = default, state2 = default;
            if (TSlots.Count > 0)
                state0 = SampleColumn.Load<TLanes>(ref state, 4 * row);
            if (TSlots.Count > 1)
                state1 = SampleColumn.Load<TLanes>(ref slot1, 4 * row);
            if (TSlots.Count > 2)
                state2 = SampleColumn.Load<TLanes>(ref slot2, 4 * row);

            var updated = rule.Update(
                SampleColumn.Load<TLanes>(ref weights, 4 * row), SampleColumn.InOrderOfQuarters(TLanes.Load(in column, row)), ref state0, ref state1, ref state2);

            SampleColumn.Store(updated, ref weights, 4 * row);
            if (TSlots.Count > 0)
                SampleColumn.Store(state0, ref state, 4 * row);
            if (TSlots.Count > 1)
                SampleColumn.Store(state1, ref slot1, 4 * row);
            if (TSlots.Count > 2)
                SampleColumn.Store(state2, ref slot2, 4 * row);
        }
    }
}
