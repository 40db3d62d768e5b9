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
    private readonly int _stride;
    private readonly OuterGradient _gradient;

    /// <summary>Updates the parameters from the first on whose gradient this is.</summary>
    public StagedOuterSweep(ref float parameters, ref float state, int stride, OuterGradient gradient)
    {
        _parameters = ref parameters;
        _state = ref state;
        _stride = stride;
        _gradient = gradient;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TOptimizer, TRule>(ref readonly TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
        where TRule : struct, IStagedRule<TRule, TOptimizer, TLanes>
    {
        var rule = TRule.Of(in optimizer);
        ref var parameters = ref _parameters;
        var state = new StateOfSlots<TLanes, TSlots>(ref _state, _stride);
        ref var late = ref StagedVector<TOptimizer, TRule, TLanes>.Late(in optimizer, ref _state, _stride);
        nuint index = 0;
        TLanes numerator = default, root = default, rest = default;
        for (var part = _gradient; part.Inputs > 0; part = part.AfterWeights())
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
                        // A sum that starts at zero: its zeros are positive.
                        var product = TLanes.FusedMultiplyAdd(scalar, TLanes.Load(in gradient, o), TLanes.Create(0));
                        state.Load(index, out var state0, out var state1, out var state2);
                        rule.Begin(
                            StagedVector<TOptimizer, TRule, TLanes>.First(ref parameters, index), product, ref state0, ref state1, ref state2,
                            out var nextNumerator, out var nextRoot, out var nextRest);
                        state.Store(index, state0, state1, state2);
                        if (index != 0)
                            StagedVector<TOptimizer, TRule, TLanes>.FinishBefore(in rule, ref parameters, ref late, index, numerator, root, rest);
                        (numerator, root, rest) = (nextNumerator, nextRoot, nextRest);
                        index += (nuint)(uint)TLanes.Count;
                    }
                }
            }
        }

        if (index != 0)
            StagedVector<TOptimizer, TRule, TLanes>.FinishBefore(in rule, ref parameters, ref late, index, numerator, root, rest);
    }
}
