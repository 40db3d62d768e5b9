using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>
/// Decides which affine blocks dense blocks take over for predictions, and what the forward pass of a prediction is then. Training goes on with the blocks
/// as they were declared.
/// </summary>
internal sealed class FoldingPlanner
{
    private readonly NetworkSpec _spec;
    private readonly IBlockRules _rules;

    /// <summary>For each folded block, by its index: the dense block that takes it, and whether on its inputs.</summary>
    private readonly Dictionary<int, (DenseSpec Dense, bool IntoInputs)> _folds = [];

    /// <summary>Norms that predictions run, with factors that are made ready for them.</summary>
    private readonly List<int> _rows = [];

    public FoldingPlanner(NetworkSpec spec, IBlockRules rules)
    {
        (_spec, _rules) = (spec, rules);
        for (var index = 0; index < spec.Blocks.Count; index++)
        {
            if (spec.Blocks[index] is not LayerSpec layer || !rules.Layer(layer.Kind).IsFoldable)
                continue;
            // A block before it that is folded into its own dense block leaves that one's outputs to be folded once more. Nothing after it is folded yet.
            if (Neighbour(index, -1) is DenseSpec before)
                _folds.Add(index, (before, false));
            else if (Neighbour(index, 1) is DenseSpec after)
                _folds.Add(index, (after, true));
            else if (layer.Has(BlockTraits.BatchStatistics))
                _rows.Add(index);
        }
    }

    public bool IsFolded(int index) => _folds.ContainsKey(index);

    /// <summary>Whether predictions run a dense block with other sizes or another activation than training does.</summary>
    public bool Changes(DenseSpec dense) => _folds.Any(fold =>
        // What follows the map of a norm may move into the dense block; nothing follows that of the targets.
        fold.Value.Dense.Name == dense.Name && (!dense.HasBias || !(fold.Value.IntoInputs || _spec.Blocks[fold.Key] is LayerSpec { IsForTargets: true })));

    /// <summary>Gives each block with statistics its place behind the parameters.</summary>
    public static void PlaceStatistics(List<Stage> stages, int parameterLength)
    {
        var (end, batchEnd) = (parameterLength, 0);
        for (var index = 0; index < stages.Count; index++)
        {
            if (stages[index] is not LayerStage { Spec.HasStatistics: true } layer)
                continue;
            layer = layer with { StatisticsOffset = end };
            end = layer.StatisticsEnd;
            if (layer.Spec.Has(BlockTraits.BatchStatistics))
            {
                layer = layer with { BatchOffset = batchEnd };
                batchEnd += layer.BatchLength;
            }

            stages[index] = layer;
        }
    }

    /// <summary>The stages of a prediction: without what is folded, dense blocks with the biases and activations that this gives them.</summary>
    public List<Stage> Deploy(List<Stage> declared, int parameterLength, DenseShapes shapes, out DeploymentPlan? deployment)
    {
        deployment = null;
        if (_folds.Count == 0 && _rows.Count == 0)
            return [.. declared];
        var length = declared.OfType<LayerStage>().Select(static stage => stage.StatisticsEnd).Append(parameterLength).Max();
        List<Stage> deployed = [];
        Dictionary<string, DensePlan> plans = [];
        for (var index = 0; index < declared.Count; index++)
        {
            if (declared[index] is LayerStage { IsFolded: true })
                continue;
            if (declared[index] is not DenseStage dense)
            {
                deployed.Add(declared[index]);
                continue;
            }

            var plan = dense.Plan;
            if (Changes(plan.Spec))
            {
                if (!plan.Spec.HasBias)
                {
                    // What the block's parameters do not have, its folded form has.
                    plan = plan with { Spec = plan.Spec with { HasBias = true }, Memory = plan.Memory with { BiasesOffset = length } };
                    length += Lanes.RoundUp(plan.Stride, Lanes.Widest);
                }

                var next = index + 1;
                while (next < declared.Count && declared[next] is LayerStage { IsFolded: true })
                    next++;
                if (next < declared.Count && declared[next] is ActivationStage { IsInPlace: true } activation)
                {
                    var epilogue = DensePlanner.Epilogue(_spec, activation.Spec, _rules);
                    plan = plan with { Epilogue = epilogue, RowActivation = plan.IsDot ? epilogue : DensePlanner.RowActivation(activation.Spec, plan.Stride, _rules) };
                    if (epilogue is not null)
                        index = next;
                }

                plan = plan with { ShapeName = shapes.NameOf(plan) };
                plan = plan with { IsUnrolled = DensePlanner.MayUnroll(plan, shapes) };
            }

            plans.Add(plan.Spec.Name, plan);
            deployed.Add(dense with { Plan = plan });
        }

        var folds = _folds.OrderBy(static fold => fold.Key).Select(fold => new FoldPlan(
            Statistics(fold.Key), fold.Value.IntoInputs ? "Inputs" : "Outputs", _spec.SlotOf(fold.Value.Dense), plans[fold.Value.Dense.Name].BiasesOffset));
        deployment = new DeploymentPlan(length, folds.Concat(_rows.Select(index => new FoldPlan(Statistics(index), "Row", -1, -1))).ToEquatableArray());
        return deployed;
    }

    /// <summary>A block's place among those with statistics.</summary>
    private int Statistics(int index) => _spec.Blocks.Take(index).Count(static block => block is LayerSpec { HasStatistics: true });

    /// <summary>The nearest block in a direction that a prediction runs.</summary>
    private BlockSpec? Neighbour(int index, int step)
    {
        do
            index += step;
        while (index >= 0 && index < _spec.Blocks.Count
            && _spec.Blocks[index] is LayerSpec layer && (_rules.Layer(layer.Kind).IsForTrainingOnly || IsFolded(index)));
        return index >= 0 && index < _spec.Blocks.Count ? _spec.Blocks[index] : null;
    }
}

/// <summary>The memory that predictions read where blocks are folded.</summary>
/// <param name="Length">Floats: parameters, statistics, and biases of dense blocks that have none of their own.</param>
/// <param name="Folds">What is folded into what, in order.</param>
internal sealed record DeploymentPlan(int Length, EquatableArray<FoldPlan> Folds);

/// <summary>One block whose map is made ready for predictions, as a rule within a dense block.</summary>
/// <param name="Statistics">Its place among the blocks with statistics.</param>
/// <param name="Target">The member of the runtime's FoldTarget that says how.</param>
/// <param name="Slot">The dense block's place among the blocks with parameters; −1 without one.</param>
/// <param name="BiasesOffset">Where the dense block's biases lie for predictions; −1 without one.</param>
internal sealed record FoldPlan(int Statistics, string Target, int Slot, int BiasesOffset);
