using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// The update after a batch of one row, whose gradient is an outer product: input i times the gradient of output o. It is computed where it is used.
/// </summary>
internal static class OuterSweep<TOptimizer, TLanes, TSlots>
    where TOptimizer : struct, IOptimizer
    where TLanes : struct, ILanes<TLanes>
    where TSlots : struct, ISlotCount
{
    /// <summary>Some inputs by the outputs of one panel, whose weights lie one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        ref readonly TOptimizer optimizer, ref float parameters, ref float state, int stride, ref readonly float input, ref readonly float gradient, int inputs, int outputs)
    {
        var rule = optimizer;
        nuint index = 0;
        var slot = (nuint)(uint)stride;
        for (nuint i = 0; i < (nuint)(uint)inputs; i++)
        {
            var scalar = TLanes.Create(Unsafe.Add(ref Unsafe.AsRef(in input), i));
            for (nuint o = 0; o < (nuint)(uint)outputs; o += (nuint)(uint)TLanes.Count)
            {
                TLanes state0 = default, state1 = default, state2 = default;
                if (TSlots.Count > 0)
                    state0 = TLanes.Load(in state, index);
                if (TSlots.Count > 1)
                    state1 = TLanes.Load(in state, index + slot);
                if (TSlots.Count > 2)
                    state2 = TLanes.Load(in state, index + 2 * slot);
                // A sum that starts at zero: its zeros are positive.
                var product = TLanes.FusedMultiplyAdd(scalar, TLanes.Load(in gradient, o), TLanes.Create(0));
                TLanes.Store(rule.Update(TLanes.Load(in parameters, index), product, ref state0, ref state1, ref state2), ref parameters, index);
                if (TSlots.Count > 0)
                    TLanes.Store(state0, ref state, index);
                if (TSlots.Count > 1)
                    TLanes.Store(state1, ref state, index + slot);
                if (TSlots.Count > 2)
                    TLanes.Store(state2, ref state, index + 2 * slot);
                index += (nuint)(uint)TLanes.Count;
            }
        }
    }
}
