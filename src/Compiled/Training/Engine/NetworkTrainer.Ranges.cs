using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>
/// The update with anything beyond the rule itself: penalties, clipping, frozen blocks, rates per block, norms of units, health. It works on the joined
/// gradients on one thread, so that its bits do not depend on the number of threads.
/// </content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    private readonly HealthMeter? _health;

    /// <summary>Null where the rule alone updates everything.</summary>
    private TunedRange<TOptimizer>[]? _ranges;

    /// <inheritdoc/>
    public sealed override TrainingHealth? Health => _health?.Last;

    /// <summary>Where the forward pass leaves what blocks give; null for a trainer that does not say.</summary>
    protected virtual ActivationLayout? Activations => null;

    /// <summary>The first float of the activations.</summary>
    protected virtual ref float ActivationOrigin => ref Unsafe.NullRef<float>();

    internal ActivationLayout? ObservedActivations => Activations;

    /// <summary>The forward pass of at most one chunk: the first float of the activations that it leaves.</summary>
    internal ref readonly float Forward(ref readonly float inputs, ref readonly float targets, int rows)
    {
        _ = SumLoss(in inputs, in targets, rows, new LossTerms(1));
        return ref ActivationOrigin;
    }

    /// <summary>Leaves all gradients of the step in one memory, where they are still apart.</summary>
    private protected virtual void JoinGradients()
    {
    }

    private protected sealed override void Tune(int block, bool isFrozen)
    {
        _ranges ??= CutRanges();
        foreach (ref var range in _ranges.AsSpan())
        {
            if (range.Block == block)
                range = range with { IsFrozen = isFrozen };
        }
    }

    private protected sealed override void TuneRates(int block, float weights, float biases)
    {
        _ranges ??= CutRanges();
        var first = Parameters.Layout.Blocks[block].WeightsOffset;
        foreach (ref var range in _ranges.AsSpan())
        {
            if (range.Block == block)
                range = range with { Factor = range.Begin == first ? weights : biases };
        }
    }

    private protected sealed override void TuneMaxNorm(int block, float maxNorm)
    {
        _ranges ??= CutRanges();
        foreach (ref var range in _ranges.AsSpan())
        {
            if (range.Block == block)
                range = range with { MaxNorm = maxNorm };
        }
    }

    private protected sealed override void TuneWeightDecay(int block, bool decays)
    {
        _ranges ??= CutRanges();
        var sparesBiases = Options.WeightDecayExclusions == WeightDecayExclusions.BiasesAndNorms;
        foreach (ref var range in _ranges.AsSpan())
        {
            if (range.Block != block)
                continue;
            var layout = Parameters.Layout.Blocks[block];
            var isSpared = !decays || sparesBiases && (layout.AreVectors || range.Begin != layout.WeightsOffset);
            range = range with { Rule = RuleOf(isSpared), IsSpared = isSpared };
        }
    }

    /// <summary>The rule with or without its weight decay; one that knows none has none to leave out.</summary>
    private TOptimizer RuleOf(bool isSpared) =>
        isSpared && (object)_optimizer is IWeightDecay<TOptimizer> decaying ? decaying.WithoutWeightDecay() : _optimizer;

    private static bool NeedsRanges(TrainerOptions options, ParameterLayout layout) =>
        HasDeclaredPenalties(layout)
        || options is not { ClipNorm: null, ClipValue: null, L1: 0, L2: 0, MaxNorm: null, WeightDecayExclusions: WeightDecayExclusions.None };

    private static bool HasDeclaredPenalties(ParameterLayout layout) => layout.Blocks.Any(static block => block is not { L1: 0, L2: 0 });

    private TunedRange<TOptimizer>[] CutRanges()
    {
        var layout = Parameters.Layout;
        List<TunedRange<TOptimizer>> ranges = [];
        var sparesBiases = Options.WeightDecayExclusions == WeightDecayExclusions.BiasesAndNorms;
        for (var index = 0; index < layout.Blocks.Count; index++)
        {
            var block = layout.Blocks[index];
            var isSpared = sparesBiases && block.AreVectors;
            ranges.Add(new(block.WeightsOffset, 0, index, RuleOf(isSpared), 1, false, StepCount)
            {
                IsSpared = isSpared,
                L1 = (isSpared ? 0 : Options.L1) + block.L1,
                L2 = (isSpared ? 0 : Options.L2) + block.L2,
            });
            if (block.HasBias)
            {
                ranges.Add(new(block.BiasesOffset, 0, index, RuleOf(sparesBiases), 1, false, StepCount)
                {
                    IsSpared = sparesBiases,
                    L1 = sparesBiases ? 0 : Options.L1,
                    L2 = sparesBiases ? 0 : Options.L2,
                });
            }
        }

        var cut = ranges.OrderBy(static range => range.Begin).ToArray();
        for (var index = 0; index < cut.Length; index++)
            cut[index] = cut[index] with { End = index + 1 < cut.Length ? cut[index + 1].Begin : layout.Length };
        return cut;
    }

    /// <summary>Whether the step that is being taken is one of those that are measured.</summary>
    private bool IsMeasured => _health is not null && (StepCount + 1) % Options.HealthInterval == 0;

    private void UpdateRanges()
    {
        JoinGradients();
        var isMeasured = IsMeasured;
        if (_ranges is null)
        {
            if (isMeasured)
                _health!.Before(Parameters, GradientMemory.Span);
            UpdateParameters(in _optimizer);
        }
        else
        {
            Penalize();
            if (isMeasured)
                _health!.Before(Parameters, GradientMemory.Span);
            Clip();
            ApplyRules();
            BoundUnits();
            RefreshDerivedParameters();
        }

        if (isMeasured)
            _health!.After(Parameters, StepCount + 1);
    }

    private void Penalize()
    {
        foreach (ref readonly var range in _ranges.AsSpan())
        {
            if (range.IsFrozen || range is { L1: 0, L2: 0 })
                continue;
            GradientKernel.Penalize(GradientMemory.Span[range.Begin..range.End], Parameters.Memory[range.Begin..range.End], range.L1, range.L2);
        }
    }

    private void Clip()
    {
        if (Options.ClipValue is { } most)
        {
            foreach (ref readonly var range in _ranges.AsSpan())
                GradientKernel.Clamp(GradientMemory.Span[range.Begin..range.End], most);
        }

        if (Options.ClipNorm is not { } longest)
            return;
        var square = 0.0;
        foreach (ref readonly var range in _ranges.AsSpan())
        {
            if (!range.IsFrozen)
                square += GradientKernel.SquaredNorm(GradientMemory.Span[range.Begin..range.End]);
        }

        var factor = (float)(longest / (Math.Sqrt(square) + 1e-6));
        // Written so that a NaN reaches the gradients, as in PyTorch.
        if (factor >= 1)
            return;
        foreach (ref readonly var range in _ranges.AsSpan())
        {
            if (!range.IsFrozen)
                GradientKernel.Scale(GradientMemory.Span[range.Begin..range.End], factor);
        }
    }

    private void ApplyRules()
    {
        var length = Parameters.Layout.Length;
        foreach (ref var range in _ranges.AsSpan())
        {
            if (range.IsFrozen)
                continue;
            var rule = range.Rule;
            rule.LearningRate = _optimizer.LearningRate * range.Factor;
            rule.BeginStep(range.Steps + 1);
            OptimizerKernel.Update(
                in rule, ref Parameters.Origin, ref GradientOrigin, in Unsafe.NullRef<float>(), ref _state.Origin, length,
                range.Begin, range.End);
            range = range with { Rule = rule, Steps = range.Steps + 1 };
        }
    }

    /// <summary>Scales the weights that lead to a unit down to a norm, where there is one.</summary>
    private void BoundUnits()
    {
        var memory = Parameters.Memory;
        foreach (ref readonly var range in _ranges.AsSpan())
        {
            var block = Parameters.Layout.Blocks[range.Block];
            if (range.IsFrozen || range.Begin != block.WeightsOffset || block.AreVectors || (range.MaxNorm ?? Options.MaxNorm) is not { } most)
                continue;
            for (var output = 0; output < block.Outputs; output++)
            {
                var square = 0.0;
                for (var input = 0; input < block.Inputs; input++)
                {
                    var weight = (double)memory[block.WeightOffset(output, input)];
                    square += weight * weight;
                }

                if (!(square > (double)most * most))
                    continue;
                var factor = (float)(most / Math.Sqrt(square));
                for (var input = 0; input < block.Inputs; input++)
                    memory[block.WeightOffset(output, input)] *= factor;
            }
        }
    }
}
