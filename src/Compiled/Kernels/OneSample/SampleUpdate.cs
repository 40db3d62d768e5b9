using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The update after one sample, block by block: the rule on every parameter. For emitted code.</summary>
/// <remarks>
/// The rule works lane by lane, so that neither the order nor the width of the vectors changes a bit of what <see cref="OptimizerKernel"/> gives. Square roots and divisions
/// are what it takes longest for: lanes that hold no parameter are left out where the rule leaves zeros alone (<see cref="IKeepsZeros"/>).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class SampleUpdate
{
    /// <summary>Floats of the vectors that the memory of a block consists of.</summary>
    private const int Widest = 16;

    /// <summary>w ← rule(w, g, state) for the leading blocks in one loop, if the rule has two stages. A loop for each block would wait for its last root and quotient.</summary>
    /// <param name="optimizer">The rule, after its <c>BeginStep</c>; not changed.</param>
    /// <param name="parameters">w of the network.</param>
    /// <param name="gradients">g, in the same layout, with zeros in the padding.</param>
    /// <param name="state">The slots of the rule, a length apart.</param>
    /// <param name="length">Floats of all parameters, padding included.</param>
    /// <param name="end">Where these blocks end.</param>
    /// <returns>Whether it was done; a constant to the JIT.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Blocks<TOptimizer>(ref readonly TOptimizer optimizer, ref float parameters, ref readonly float gradients, ref float state, int length, int end)
        where TOptimizer : struct, IOptimizer
    {
        if (!TOptimizer.IsStaged)
            return false;
        OptimizerKernel.Update(in optimizer, ref parameters, ref Unsafe.AsRef(in gradients), in Unsafe.NullRef<float>(), ref state, length, 0, end);
        return true;
    }

    /// <summary>w ← rule(w, g, state) for the weights and biases of a block.</summary>
    /// <param name="optimizer">The rule, after its <c>BeginStep</c>; not changed.</param>
    /// <param name="parameters">w of the network.</param>
    /// <param name="gradients">g, in the same layout.</param>
    /// <param name="state">The slots of the rule, a length apart.</param>
    /// <param name="length">Floats of all parameters, padding included.</param>
    /// <param name="begin">The first float of the block.</param>
    /// <param name="end">Where whole vectors of 16 end.</param>
    /// <param name="narrow">Floats of biases behind them: 0, 4 or 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block<TOptimizer>(
        ref readonly TOptimizer optimizer, ref float parameters, ref readonly float gradients, ref float state, int length, int begin, int end, int narrow)
        where TOptimizer : struct, IOptimizer
    {
        if (narrow > 0 && default(TOptimizer) is not IKeepsZeros)
            (end, narrow) = (end + Widest, 0);
        if (Vector512.IsHardwareAccelerated)
        {
            if (narrow == 8)
                Block<TOptimizer, Lanes16, Lanes8>(in optimizer, ref parameters, in gradients, ref state, length, begin, end);
            else if (narrow == 4)
                Block<TOptimizer, Lanes16, Lanes4>(in optimizer, ref parameters, in gradients, ref state, length, begin, end);
            else
                Block<TOptimizer, Lanes16, Lanes16>(in optimizer, ref parameters, in gradients, ref state, length, begin, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            if (narrow == 4)
                Block<TOptimizer, Lanes8, Lanes4>(in optimizer, ref parameters, in gradients, ref state, length, begin, end);
            else
                Block<TOptimizer, Lanes8, Lanes8>(in optimizer, ref parameters, in gradients, ref state, length, begin, end + narrow);
        }
        else
        {
            Block<TOptimizer, Lanes4, Lanes4>(in optimizer, ref parameters, in gradients, ref state, length, begin, end + narrow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block<TOptimizer, TLanes, TNarrow>(
        ref readonly TOptimizer optimizer, ref float parameters, ref readonly float gradients, ref float state, int length, int begin, int end)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TNarrow : struct, ILanes<TNarrow>
    {
        switch (optimizer.StateSlots)
        {
            case 0:
                Sweep<TOptimizer, TLanes, TNarrow, NoSlots>(in optimizer, ref parameters, in gradients, ref state, (nuint)length, (nuint)begin, (nuint)end);
                break;
            case 1:
                Sweep<TOptimizer, TLanes, TNarrow, OneSlot>(in optimizer, ref parameters, in gradients, ref state, (nuint)length, (nuint)begin, (nuint)end);
                break;
            case 2:
                Sweep<TOptimizer, TLanes, TNarrow, TwoSlots>(in optimizer, ref parameters, in gradients, ref state, (nuint)length, (nuint)begin, (nuint)end);
                break;
            default:
                Sweep<TOptimizer, TLanes, TNarrow, ThreeSlots>(in optimizer, ref parameters, in gradients, ref state, (nuint)length, (nuint)begin, (nuint)end);
                break;
        }
    }

    /// <summary>A method of its own, with two bodies at most: the JIT stops inlining lane functions when a method has used up its budget.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Sweep<TOptimizer, TLanes, TNarrow, TSlots>(
        ref readonly TOptimizer optimizer, ref float parameters, ref readonly float gradients, ref float state, nuint length, nuint begin, nuint end)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TNarrow : struct, ILanes<TNarrow>
        where TSlots : struct, ISlotCount
    {
        var rule = optimizer;
        ref var slot1 = ref Unsafe.Add(ref state, TSlots.Count > 1 ? length : 0);
        ref var slot2 = ref Unsafe.Add(ref state, TSlots.Count > 2 ? 2 * length : 0);
        if (typeof(TNarrow) != typeof(TLanes))
            Apply<TOptimizer, TNarrow, TSlots>(ref rule, ref parameters, TNarrow.Load(in gradients, end), ref state, ref slot1, ref slot2, end);
        for (; begin < end; begin += (nuint)TLanes.Count)
            Apply<TOptimizer, TLanes, TSlots>(ref rule, ref parameters, TLanes.Load(in gradients, begin), ref state, ref slot1, ref slot2, begin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TOptimizer, TLanes, TSlots>(
        ref TOptimizer rule, ref float parameters, TLanes gradient, ref float slot0, ref float slot1, ref float slot2, nuint index)
        where TOptimizer : struct, IOptimizer
        where TLanes : struct, ILanes<TLanes>
        where TSlots : struct, ISlotCount
    {
        TLanes state0 = default, state1 = default, state2 = default;
        if (TSlots.Count > 0)
            state0 = TLanes.Load(in slot0, index);
        if (TSlots.Count > 1)
            state1 = TLanes.Load(in slot1, index);
        if (TSlots.Count > 2)
            state2 = TLanes.Load(in slot2, index);

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
