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
    /// <summary>Updates the parameters from the first on whose gradient this is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ref readonly TOptimizer optimizer, ref float parameters, ref float state, int stride, OuterGradient outer)
    {
        var rule = optimizer;
        nuint index = 0;
        var slots = new StateOfSlots<TLanes, TSlots>(ref state, stride);
        for (var part = outer; part.Inputs > 0; part = part.AfterWeights())
        {
            ref readonly var input = ref part.Input;
            ref readonly var gradient = ref part.Outputs;
            var (inputs, width, columns) = (part.Inputs, part.Width, part.Columns);
            for (nuint column = 0; column < columns; column += width)
            {
                var end = column + width;
                for (nuint i = 0; i < inputs; i++)
                {
                    var scalar = TLanes.Create(Unsafe.Add(ref Unsafe.AsRef(in input), i));
                    for (var o = column; o < end; o += (nuint)(uint)TLanes.Count)
                    {
                        slots.Load(index, out var state0, out var state1, out var state2);
                        // A sum that starts at zero: its zeros are positive.
                        var product = TLanes.FusedMultiplyAdd(scalar, TLanes.Load(in gradient, o), TLanes.Create(0));
                        TLanes.Store(rule.Update(TLanes.Load(in parameters, index), product, ref state0, ref state1, ref state2), ref parameters, index);
                        slots.Store(index, state0, state1, state2);
                        index += (nuint)(uint)TLanes.Count;
                    }
                }
            }
        }
    }
}
