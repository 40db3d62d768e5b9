using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>Turns what the user declared into decisions: layouts, buffers, tiles, unrolling. Plain C#, no Roslyn.</summary>
internal static class NetworkPlanner
{
    /// <summary>
    /// Vector multiply-adds of one unrolled method: 20 bytes of IL each against the JIT's 60,000, and 12 bytes of machine code against the
    /// 32 KB of the instruction cache.
    /// </summary>
    private const int UnrollBudgetPerBlock = 300;

    /// <summary>Up to here a dot product of each output beats a vector of outputs that is three quarters full.</summary>
    private const int MostDotOutputs = 12;

    /// <summary>Floats of a row whose costly activation is applied in registers: four vectors.</summary>
    private const int MostActivatedInRegisters = 4 * Lanes.Widest;

    /// <summary>Below this many vector multiply-adds, calls between blocks cost more than they are worth: one row is one method.</summary>
    public const int SingleMethodBudget = 128;

    /// <summary>Costly activations that one method may hold: each is some twenty lane functions, and the JIT stops inlining beyond a few.</summary>
    private const int SingleMethodActivations = 4;

    /// <summary>With all tiles where their source fits, else with the short list of them.</summary>
    public static NetworkPlan Plan(NetworkSpec spec)
    {
        // With samples in the lanes, every pass sums as the columns do, one row's too.
        var plan = Plan(spec, hasFewTiles: false, allowsDot: false);
        var allowsDot = plan.SampleLanes is null;
        if (allowsDot)
            plan = Plan(spec, hasFewTiles: false, allowsDot);
        return SourceEstimate.Bytes(plan) <= SourceEstimate.Most ? plan : Plan(spec, hasFewTiles: true, allowsDot);
    }

    private static NetworkPlan Plan(NetworkSpec spec, bool hasFewTiles, bool allowsDot)
    {
        var sharing = new SourceSharing(spec, hasFewTiles);
        var parameterLength = 0;
        var transposedLength = 0;
        var values = new ValuePlanner(spec, hasFewTiles);
        var folding = new FoldingPlanner(spec);
        List<Stage> stages = [];
        for (var index = 0; index < spec.Blocks.Count; index++)
        {
            var input = values.Current;
            if (spec.Blocks[index] is ActivationSpec activation)
            {
                stages.Add(new ActivationStage(activation, input, values.AfterActivation()));
                continue;
            }

            if (spec.Blocks[index] is HeadSpec)
            {
                EndHead(index);
                var trunk = values.EnterHead();
                stages.Add(new HeadBeginStage(trunk, trunk));
                continue;
            }

            if (spec.Blocks[index] is ResidualSpec residual)
            {
                // The end of none stands in declarations that C# itself rejects.
                if (residual.Level < 0)
                    continue;
                stages.Add(residual.IsBegin
                    ? new BeginResidualStage(residual.Level, input, values.Hold())
                    : new EndResidualStage(residual.Level, Output: values.AfterSum(out var skipped), Skipped: skipped, Input: input));
                continue;
            }

            if (spec.Blocks[index] is LayerSpec layer)
            {
                if (BlockTable.Layer(layer.Kind).IsIdle(layer))
                    continue;
                var (weights, biases) = (-1, -1);
                if (layer.Weights > 0)
                {
                    weights = parameterLength;
                    parameterLength += Lanes.RoundUp(layer.Weights, Lanes.Widest);
                }

                if (layer.HasBias)
                {
                    biases = parameterLength;
                    parameterLength += Lanes.RoundUp(layer.Weights, Lanes.Widest);
                }

                var isFolded = folding.IsFolded(index);
                stages.Add(new LayerStage(layer, weights, biases, input, values.AfterLayer(BlockTable.Layer(layer.Kind), isFolded)) { IsFolded = isFolded });
                continue;
            }

            var dense = (DenseSpec)spec.Blocks[index];
            var epilogue = index + 1 < spec.Blocks.Count ? Epilogue(spec, spec.Blocks[index + 1]) : null;
            var needsInputGradient = spec.Loss is not null && spec.LearnsBefore(index);
            var stride = Lanes.Pad(dense.Outputs, hasFewTiles);
            var isDot = allowsDot && IsDot(dense);
            var plan = new DensePlan(
                dense, stride, isDot ? 1 : TilePlanner.PanelWidth(dense.Inputs, stride, hasFewTiles), input.Stride, Lanes.Pad(dense.Inputs, hasFewTiles), parameterLength, -1,
                needsInputGradient && !isDot ? transposedLength : -1, needsInputGradient, isDot,
                isDot ? Lanes.Widest : TilePlanner.Partials(dense.Inputs, stride), false, epilogue, isDot ? epilogue : RowActivation(index + 1 < spec.Blocks.Count ? spec.Blocks[index + 1] : null, stride), "", hasFewTiles);
            parameterLength += Lanes.RoundUp(plan.WeightsLength, Lanes.Widest);
            if (dense.HasBias)
            {
                plan = plan with { BiasesOffset = parameterLength };
                parameterLength += Lanes.RoundUp(stride, Lanes.Widest);
            }

            if (plan.TransposedOffset >= 0)
                transposedLength += Lanes.RoundUp(plan.TransposedRows * plan.TransposedStride, Lanes.Widest);
            plan = plan with { ShapeName = sharing.ShapeName(plan) };
            plan = plan with { IsUnrolled = !folding.Changes(dense) && MayUnroll(plan, sharing) };
            stages.Add(new DenseStage(plan, input, values.AfterDense(dense, stride)));
            if (epilogue is not null)
            {
                _ = values.AfterActivation();
                index++;
            }
        }

        EndHead(spec.Blocks.Count);
        stages = [.. stages.Select(stage => stage is LayerStage layer ? layer with { ParameterLength = parameterLength } : stage)];
        FoldingPlanner.PlaceStatistics(stages, parameterLength);
        var training = spec.Loss is null ? null : BufferPlanner.Training(stages, spec);
        var declared = stages.Where(static stage => !IsBeginning(stage)).ToEquatableArray();
        stages = folding.Deploy(stages, parameterLength, sharing, plan => MayUnroll(plan, sharing), out var deployment);
        _ = stages.RemoveAll(static stage => stage is LayerStage layer && BlockTable.Layer(layer.Spec.Kind).IsForTrainingOnly);
        var derivatives = spec.IsDifferentiable ? DerivativePlan.For(spec, stages, hasFewTiles) : null;
        _ = stages.RemoveAll(IsBeginning);
        var runsInRows = (training is null ? stages : [.. declared]).Any(static stage => stage is EndResidualStage or HeadEndStage || (stage is LayerStage layer && !(layer.IsFolded && BlockTable.Layer(layer.Spec.Kind).WorksInColumns)));
        var isSingleMethod = IsSingleMethod(stages);
        var endsInRegisters = isSingleMethod && BufferPlanner.EndsInRegisters(stages);
        var batch = BufferPlanner.Batch(stages);
        var lanes = runsInRows ? null : SampleLanesPlan.For(spec, stages, training);
        var pieces = SharingPlan.For(spec, stages, parameterLength, lanes?.PredictRows ?? batch.Rows);
        return new NetworkPlan(
            spec, parameterLength, transposedLength, stages.ToEquatableArray(), isSingleMethod, SourceSharing.IsDeep(spec), endsInRegisters,
            BufferPlanner.Row(stages, endsInRegisters), batch, lanes, training,
            training is { IsWholeBatch: true } ? pieces with { MostShards = 1 } : pieces)
        {
            Declared = declared,
            Deployment = deployment,
            Derivatives = derivatives,
        };

        // The head before a block ends with what stands there.
        void EndHead(int block)
        {
            if (spec.Heads.FirstOrDefault(part => part.First + part.Count == block) is { } part)
                stages.Add(new HeadEndStage(part.Offset, values.Current, values.Current));
        }
    }

    /// <summary>Where residuals and heads begin, only passes backward do something.</summary>
    private static bool IsBeginning(Stage stage) => stage is BeginResidualStage or HeadBeginStage;

    private static bool MayUnroll(DensePlan plan, SourceSharing sharing) =>
        !plan.IsDot && plan.VectorOperations <= UnrollBudgetPerBlock && sharing.MayUnroll(plan);

    /// <summary>
    /// Few outputs of many inputs: the joins of the lanes, some 3.5 operations an output, cost less than the lanes that outputs would leave empty.
    /// </summary>
    private static bool IsDot(DenseSpec dense) => dense.Inputs >= 2 * Lanes.Widest && dense.Outputs <= MostDotOutputs;

    private static bool IsSingleMethod(List<Stage> stages) =>
        stages.OfType<DenseStage>().All(static stage => stage.Plan.IsUnrolled)
        && stages.OfType<DenseStage>().Sum(static stage => stage.Plan.VectorOperations) <= SingleMethodBudget
        && stages.OfType<DenseStage>().Count(static stage => stage.Plan.RowActivation is { } activation && !BlockTable.Activation(activation.Kind).IsCheap) <= SingleMethodActivations;

    /// <summary>A costly activation joins the sums of one row only where it is written few times: the JIT stops inlining after that.</summary>
    internal static ActivationSpec? RowActivation(BlockSpec? next, int stride)
    {
        if (next is not ActivationSpec activation)
            return null;
        var kind = BlockTable.Activation(activation.Kind);
        return kind.IsCheap || (kind.JoinsOneRow && stride <= MostActivatedInRegisters) ? activation : null;
    }

    /// <summary>A cheap activation is applied before the sums leave the registers, unless training or a derivative has to keep the sums.</summary>
    internal static ActivationSpec? Epilogue(NetworkSpec spec, BlockSpec next)
    {
        if (next is not ActivationSpec activation)
            return null;
        var kind = BlockTable.Activation(activation.Kind);
        return kind.IsCheap && !(kind.NeedsInput && (spec.Loss is not null || spec.IsDifferentiable)) ? activation : null;
    }
}
