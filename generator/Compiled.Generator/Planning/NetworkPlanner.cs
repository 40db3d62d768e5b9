using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>Turns what the user declared into decisions: layouts, buffers, tiles, unrolling. Plain C#, no Roslyn.</summary>
internal static class NetworkPlanner
{
    /// <summary>Below this many vector multiply-adds, calls between blocks cost more than they are worth: one row is one method.</summary>
    public const int SingleMethodBudget = 96;

    /// <summary>Costly activations that one method may hold: each is some twenty lane functions, and the JIT stops inlining beyond a few.</summary>
    private const int SingleMethodActivations = 4;

    /// <param name="spec">A network without errors.</param>
    /// <param name="rules">What the kinds of blocks ask for.</param>
    /// <param name="writesOutRows">
    /// Whether a prediction of one row may be written out, multiply-add by multiply-add. If not, it runs in loops over the tiles of a batch: the same bits, the same memory and the same training,
    /// with less text for the compiler.
    /// </param>
    public static NetworkPlan Plan(NetworkSpec spec, IBlockRules rules, bool writesOutRows = true)
    {
        // With samples in the lanes, every pass sums as the columns do, one row's too.
        var plan = Plan(spec, rules, allowsDot: false, writesOutRows);
        return plan.SampleLanes is null ? Plan(spec, rules, allowsDot: true, writesOutRows) : plan;
    }

    private static NetworkPlan Plan(NetworkSpec spec, IBlockRules rules, bool allowsDot, bool writesOutRows)
    {
        var isDeep = spec.DenseBlocks.Count() > DenseShapes.MostShallowBlocks;
        var shapes = new DenseShapes(!writesOutRows ? 0 : isDeep ? DenseShapes.UnrollBudgetOfDeep : DenseShapes.UnrollBudget);
        var parameterLength = 0;
        var transposedLength = 0;
        var values = new ValuePlanner(spec);
        var folding = new FoldingPlanner(spec, rules);
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
                if (rules.Layer(layer.Kind).IsIdle(layer))
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
                stages.Add(new LayerStage(layer, weights, biases, input, values.AfterLayer(rules.Layer(layer.Kind), isFolded)) { IsFolded = isFolded });
                continue;
            }

            var dense = (DenseSpec)spec.Blocks[index];
            var plan = DensePlanner.Plan(new DenseContext(spec, rules, allowsDot), index, input.Stride, parameterLength, transposedLength);
            parameterLength += Lanes.RoundUp(plan.WeightsLength, Lanes.Widest) + (dense.HasBias ? Lanes.RoundUp(plan.Stride, Lanes.Widest) : 0);
            if (plan.Memory.TransposedOffset >= 0)
                transposedLength += plan.Memory.TransposedLength(dense.Outputs);
            plan = plan with { HasPaddedInputs = plan.IsDot && dense.Inputs % Lanes.Widest != 0 && EndInFinitePadding(stages, rules) };
            plan = plan with { ShapeName = shapes.NameOf(plan) };
            plan = plan with { IsUnrolled = !folding.Changes(dense) && DensePlanner.MayUnroll(plan, shapes) };
            stages.Add(new DenseStage(plan, input, values.AfterDense(dense, plan.Stride)));
            if (plan.Epilogue is not null)
            {
                _ = values.AfterActivation();
                index++;
            }
        }

        EndHead(spec.Blocks.Count);
        stages = [.. stages.Select(stage => stage is LayerStage layer ? layer with { ParameterLength = parameterLength } : stage)];
        FoldingPlanner.PlaceStatistics(stages, parameterLength);
        var training = spec.Loss is null ? null : BufferPlanner.Training(stages, spec, rules);
        var declared = stages.Where(static stage => !IsBeginning(stage)).ToEquatableArray();
        stages = folding.Deploy(stages, parameterLength, shapes, out var deployment);
        _ = stages.RemoveAll(stage => stage is LayerStage layer && rules.Layer(layer.Spec.Kind).IsForTrainingOnly);
        var derivatives = spec.IsDifferentiable ? DerivativePlan.For(spec, stages, rules) : null;
        _ = stages.RemoveAll(IsBeginning);
        var runsInRows = (training is null ? stages : [.. declared])
            .Any(stage => stage is EndResidualStage or HeadEndStage || (stage is LayerStage layer && !(layer.IsFolded && rules.Layer(layer.Spec.Kind).WorksInColumns)));
        var isSingleMethod = IsSingleMethod(stages, rules);
        var registerTiers = isSingleMethod && !isDeep ? RegisterTier.Of(stages, rules) : new([]);
        var endsInRegisters = isSingleMethod && registerTiers.Count == 0 && BufferPlanner.EndsInRegisters(stages);
        var batch = BufferPlanner.Batch(stages);
        var lanes = runsInRows ? null : SampleLanesPlan.For(spec, stages, training);
        var pieces = SharingPlan.For(spec, stages, parameterLength, lanes?.PredictRows ?? batch.Rows);
        return new NetworkPlan(
            spec, stages.ToEquatableArray(), BufferPlanner.Row(stages, endsInRegisters), batch, training is { IsWholeBatch: true } ? pieces with { MostShards = 1 } : pieces)
        {
            ParameterLength = parameterLength,
            TransposedLength = transposedLength,
            IsSingleMethod = isSingleMethod,
            SharesTrainingForward = isDeep,
            EndsInRegisters = endsInRegisters,
            RegisterTiers = registerTiers,
            SampleLanes = lanes,
            SampleStep = SampleStepPlan.For(spec, training, lanes, rules),
            SampleStepObstacle = training is null ? null : SampleStepPlan.Obstacle(spec, training, lanes),
            LossScale = training is not null && training.Heads.Count == 0 && rules.AveragesOverOutputs(spec.Loss!.Kind) ? (float)(1 / (double)spec.Outputs) : 1,
            Training = training,
            Observed = ObservedValue.Of(training, rules),
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

    /// <summary>
    /// Whether the rows that arrive end in whole vectors of finite floats with a plus sign: a dense block's sums of zeros, as they are or after an activation of the library's that is known to
    /// give such at 0. Of a user's formula that is not known.
    /// </summary>
    private static bool EndInFinitePadding(List<Stage> stages, IBlockRules rules)
    {
        if (stages.Count == 0)
            return false;
        if (stages[stages.Count - 1] is DenseStage dense)
            return dense.Plan.Epilogue is not { } epilogue || rules.Activation(epilogue.Kind).IsPositiveAtZero(epilogue);
        return stages.Count > 1 && stages[stages.Count - 1] is ActivationStage { Spec: var spec } && stages[stages.Count - 2] is DenseStage
            && rules.Activation(spec.Kind).IsPositiveAtZero(spec);
    }

    /// <summary>Where residuals and heads begin, only passes backward do something.</summary>
    private static bool IsBeginning(Stage stage) => stage is BeginResidualStage or HeadBeginStage;

    private static bool IsSingleMethod(List<Stage> stages, IBlockRules rules) =>
        stages.OfType<DenseStage>().All(static stage => stage.Plan.IsUnrolled)
        && stages.OfType<DenseStage>().Sum(static stage => stage.Plan.VectorOperations) <= SingleMethodBudget
        && stages.OfType<DenseStage>().Count(stage => stage.Plan.RowActivation is { } activation && !rules.Activation(activation.Kind).IsCheap) <= SingleMethodActivations;
}
