using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// One loop over the parameters for a rule in two stages. One vector is always between its stages: its root and its division overlap the arithmetic of
/// the next, which a processor cannot see far enough ahead to do by itself.
/// </summary>
internal readonly ref struct StagedSweep<TLanes, TSlots> : IStagedLoop<TLanes>
    where TLanes : struct, ILanes<TLanes>
    where TSlots : struct, ISlotCount
{
    private readonly ref float _parameters;
    private readonly ref float _gradients;
    private readonly ref readonly float _others;
    private readonly ref float _state;
    private readonly int _stride;
    private readonly int _begin;
    private readonly int _end;

    /// <summary>Updates [begin, end), a multiple of the lane count long; the other gradients, unless a null reference, are added first.</summary>
    public StagedSweep(
        ref float parameters, ref float gradients, ref readonly float others, ref float state, int stride, int begin, int end)
    {
        _parameters = ref parameters;
        _gradients = ref gradients;
        _others = ref others;
        _state = ref state;
        (_stride, _begin, _end) = (stride, begin, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TOptimizer, TRule>(ref readonly TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
        where TRule : struct, IStagedRule<TRule, TOptimizer, TLanes>
    {
        // A copy that nothing else refers to: the JIT may keep its fields in registers while the loop writes memory.
        var rule = TRule.Of(in optimizer);
        ref var parameters = ref _parameters;
        ref var gradients = ref _gradients;
        ref readonly var others = ref _others;
        var state = new StateOfSlots<TLanes, TSlots>(ref _state, _stride);
        ref var late = ref StagedVector<TOptimizer, TRule, TLanes>.Late(in optimizer, ref _state, _stride);
        var first = (nuint)(uint)_begin;
        var limit = (nuint)(uint)_end;
        TLanes numerator = default, root = default, rest = default;
        for (var index = first; index < limit; index += (nuint)(uint)TLanes.Count)
        {
            state.Load(index, out var state0, out var state1, out var state2);
            rule.Begin(
                StagedVector<TOptimizer, TRule, TLanes>.First(ref parameters, index), Gradient(ref gradients, in others, index), ref state0, ref state1, ref state2,
                out var nextNumerator, out var nextRoot, out var nextRest);
            state.Store(index, state0, state1, state2);
            if (index != first)
                StagedVector<TOptimizer, TRule, TLanes>.FinishBefore(in rule, ref parameters, ref late, index, numerator, root, rest);
            (numerator, root, rest) = (nextNumerator, nextRoot, nextRest);
        }

        if (first < limit)
            StagedVector<TOptimizer, TRule, TLanes>.FinishBefore(in rule, ref parameters, ref late, limit, numerator, root, rest);
    }

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
