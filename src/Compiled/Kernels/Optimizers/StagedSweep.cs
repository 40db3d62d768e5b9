using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// One loop over the parameters for a rule in two stages. One vector is always between its stages: its root and its division overlap the arithmetic of
/// the next, which a processor cannot see far enough ahead to do by itself.
/// </summary>
internal static class StagedSweep<TRule, TLanes, TSlots>
    where TRule : struct, IOptimizer
    where TLanes : struct, ILanes<TLanes>
    where TSlots : struct, ISlotCount
{
    /// <summary>Updates [begin, end), a multiple of the lane count long; the other gradients, unless a null reference, are added first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        ref readonly TRule optimizer,
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
        TLanes numerator = default, root = default;
        for (var first = index; index < limit; index += width)
        {
            Begin(
                ref rule, TLanes.Load(in parameters, index), Gradient(ref gradients, in others, index), ref state, (nuint)(uint)stride, index, out var nextNumerator, out var nextRoot);
            if (index != first)
                Finish(ref rule, ref parameters, index - width, numerator, root);
            (numerator, root) = (nextNumerator, nextRoot);
        }

        if (begin < end)
            Finish(ref rule, ref parameters, index - width, numerator, root);
    }

    /// <summary>The first stage of one vector, whose state is read and written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Begin(
        ref TRule rule, TLanes parameter, TLanes gradient, ref float state, nuint stride, nuint index, out TLanes numerator, out TLanes root)
    {
        TLanes state0 = default, state1 = default, state2 = default;
        if (TSlots.Count > 0)
            state0 = TLanes.Load(in state, index);
        if (TSlots.Count > 1)
            state1 = TLanes.Load(in state, index + stride);
        if (TSlots.Count > 2)
            state2 = TLanes.Load(in state, index + 2 * stride);
        rule.Begin(parameter, gradient, ref state0, ref state1, ref state2, out numerator, out root);
        if (TSlots.Count > 0)
            TLanes.Store(state0, ref state, index);
        if (TSlots.Count > 1)
            TLanes.Store(state1, ref state, index + stride);
        if (TSlots.Count > 2)
            TLanes.Store(state2, ref state, index + 2 * stride);
    }

    /// <summary>The second stage of one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Finish(ref TRule rule, ref float parameters, nuint index, TLanes numerator, TLanes root) =>
        TLanes.Store(rule.Finish(TLanes.Load(in parameters, index), numerator, root), ref parameters, index);

    /// <summary>A gradient, or the sum of two, which is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Gradient(ref float gradients, ref readonly float others, nuint index)
    {
        var gradient = TLanes.Load(in gradients, index);
        if (Unsafe.IsNullRef(in others))
            return gradient;
        gradient += TLanes.Load(in others, index);
        TLanes.Store(gradient, ref gradients, index);
        return gradient;
    }
}
