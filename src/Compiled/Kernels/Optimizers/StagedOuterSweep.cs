using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// The update after a batch of one row for a rule in two stages: one vector is always between them, as in <see cref="StagedSweep{TLanes,TSlots}"/>.
/// </summary>
internal readonly ref struct StagedOuterSweep<TLanes, TSlots> : IStagedLoop<TLanes>
    where TLanes : struct, ILanes<TLanes>
    where TSlots : struct, ISlotCount
{
    private readonly ref float _parameters;
    private readonly ref float _state;
    private readonly ref readonly float _input;
    private readonly ref readonly float _gradient;
    private readonly int _stride;
    private readonly int _inputs;
    private readonly int _outputs;

    /// <summary>Some inputs by the outputs of one panel, whose weights lie one after the other.</summary>
    public StagedOuterSweep(
        ref float parameters, ref float state, int stride, ref readonly float input, ref readonly float gradient, int inputs, int outputs)
    {
        _parameters = ref parameters;
        _state = ref state;
        _input = ref input;
        _gradient = ref gradient;
        (_stride, _inputs, _outputs) = (stride, inputs, outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TOptimizer, TRule>(ref readonly TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
        where TRule : struct, IStagedRule<TRule, TOptimizer, TLanes>
    {
        var rule = TRule.Of(in optimizer);
        ref var parameters = ref _parameters;
        ref readonly var input = ref _input;
        ref readonly var gradient = ref _gradient;
        var state = new StateOfSlots<TLanes, TSlots>(ref _state, _stride);
        ref var late = ref StagedVector<TOptimizer, TRule, TLanes>.Late(in optimizer, ref _state, _stride);
        var inputs = (nuint)(uint)_inputs;
        var outputs = (nuint)(uint)_outputs;
        nuint index = 0;
        TLanes numerator = default, root = default, rest = default;
        for (nuint i = 0; i < inputs; i++)
        {
            var scalar = TLanes.Create(Unsafe.Add(ref Unsafe.AsRef(in input), i));
            for (nuint o = 0; o < outputs; o += (nuint)(uint)TLanes.Count)
            {
                // A sum that starts at zero: its zeros are positive.
                var product = TLanes.FusedMultiplyAdd(scalar, TLanes.Load(in gradient, o), TLanes.Create(0));
                state.Load(index, out var state0, out var state1, out var state2);
                rule.Begin(TLanes.Load(in parameters, index), product, ref state0, ref state1, ref state2, out var nextNumerator, out var nextRoot, out var nextRest);
                state.Store(index, state0, state1, state2);
                if (index != 0)
                    StagedVector<TOptimizer, TRule, TLanes>.FinishBefore(in rule, ref parameters, ref late, index, numerator, root, rest);
                (numerator, root, rest) = (nextNumerator, nextRoot, nextRest);
                index += (nuint)(uint)TLanes.Count;
            }
        }

        if (index != 0)
            StagedVector<TOptimizer, TRule, TLanes>.FinishBefore(in rule, ref parameters, ref late, index, numerator, root, rest);
    }
}
