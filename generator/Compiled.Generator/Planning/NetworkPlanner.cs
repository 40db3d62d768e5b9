using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>Turns what the user declared into decisions: layouts, buffers, tiles, unrolling. Plain C#, no Roslyn.</summary>
internal static class NetworkPlanner
{

    /// <summary>
    /// Vector multiply-adds of one unrolled method: 20 bytes of IL each against the JIT's 60,000, and 12 bytes of machine code against the
    /// 32 KB of the instruction cache.
    /// </summary>
    private const int UnrollBudgetPerBlock = 300;

    /// <summary>Floats of a row whose costly activation is applied in registers: four vectors.</summary>
    private const int MostActivatedInRegisters = 4 * Lanes.Widest;

    /// <summary>Below this many vector multiply-adds, calls between blocks cost more than they are worth: one row is one method.</summary>
    public const int SingleMethodBudget = 128;

    /// <summary>With all tiles where their source fits, else with the short list of them.</summary>
    public static NetworkPlan Plan(NetworkSpec spec)
    {
        var plan = Plan(spec, hasFewTiles: false);
        return SourceEstimate.Bytes(plan) <= SourceEstimate.Most ? plan : Plan(spec, hasFewTiles: true);
    }

    private static NetworkPlan Plan(NetworkSpec spec, bool hasFewTiles)
    {
        var sharing = new SharingPlanner(spec, hasFewTiles);
        var parameterLength = 0;
        var transposedLength = 0;
        var values = new ValuePlanner(spec, hasFewTiles);
        List<Stage> stages = [];
        for (var index = 0; index < spec.Blocks.Count; index++)
        {
            var input = values.Current;
            if (spec.Blocks[index] is ActivationSpec activation)
            {
                stages.Add(new ActivationStage(activation, input, values.AfterActivation()));
                continue;
            }

            var dense = (DenseSpec)spec.Blocks[index];
            var epilogue = index + 1 < spec.Blocks.Count ? Epilogue(spec.Blocks[index + 1]) : null;
            var needsInputGradient = spec.Loss is not null && dense.Index > 0;
            var stride = Lanes.Pad(dense.Outputs, hasFewTiles);
            var weights = parameterLength;
            var biases = dense.HasBias ? weights + Lanes.RoundUp(dense.Inputs * stride, Lanes.Widest) : -1;
            parameterLength = Lanes.RoundUp(dense.HasBias ? biases + stride : weights + dense.Inputs * stride, Lanes.Widest);

            var plan = new DensePlan(
                dense, stride, TilePlanner.PanelWidth(dense.Inputs, stride, hasFewTiles), input.Stride, Lanes.Pad(dense.Inputs, hasFewTiles), weights, biases,
                needsInputGradient ? transposedLength : -1, TilePlanner.Partials(dense.Inputs, stride), false, epilogue, RowActivation(spec, index + 1, stride),
                "", hasFewTiles);
            if (needsInputGradient)
                transposedLength += Lanes.RoundUp(plan.TransposedRows * plan.TransposedStride, Lanes.Widest);
            plan = plan with { ShapeName = sharing.ShapeName(plan), IsUnrolled = plan.VectorOperations <= UnrollBudgetPerBlock && sharing.MayUnroll(plan) };
            stages.Add(new DenseStage(plan, input, values.AfterDense(dense, stride)));
            if (epilogue is not null)
            {
                _ = values.AfterActivation();
                index++;
            }
        }

        var isSingleMethod = IsSingleMethod(stages);
        var endsInRegisters = isSingleMethod && BufferPlanner.EndsInRegisters(stages);
        return new NetworkPlan(
            spec, parameterLength, transposedLength, stages.ToEquatableArray(), isSingleMethod, SharingPlanner.IsDeep(spec), endsInRegisters,
            BufferPlanner.Row(stages, endsInRegisters), BufferPlanner.Batch(stages), SampleLanesPlan.For(spec, stages),
            spec.Loss is null ? null : BufferPlanner.Training(stages, spec.Loss));
    }

    private static bool IsSingleMethod(List<Stage> stages) =>
        stages.OfType<DenseStage>().All(static stage => stage.Plan.IsUnrolled)
        && stages.OfType<DenseStage>().Sum(static stage => stage.Plan.VectorOperations) <= SingleMethodBudget;

    /// <summary>A costly activation joins the sums of one row only where it is written few times: the JIT stops inlining after that.</summary>
    private static ActivationSpec? RowActivation(NetworkSpec spec, int next, int stride)
    {
        if (next >= spec.Blocks.Count || spec.Blocks[next] is not ActivationSpec activation)
            return null;
        var room = BlockTable.Activation(activation.Kind);
        return room.IsCheap || (room.IsElementwise && stride <= MostActivatedInRegisters) ? activation : null;
    }

    private static ActivationSpec? Epilogue(BlockSpec next) =>
        next is ActivationSpec activation && BlockTable.Activation(activation.Kind).IsCheap ? activation : null;
}
