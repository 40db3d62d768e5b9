using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>What leaves a block with parameters, after the activation that follows it: what trainer.Health looks at.</summary>
/// <param name="Slot">The block's place among those with parameters.</param>
/// <param name="Value">Where it stands in the forward pass of training.</param>
/// <param name="Activation">The last activation before the next such block; null where there is none.</param>
internal sealed record ObservedValue(int Slot, Value Value, ActivationSpec? Activation)
{
    /// <summary>One for each block with parameters, of the stages that run before the loss.</summary>
    public static List<ObservedValue> Of(NetworkPlan plan)
    {
        List<ObservedValue> values = [];
        foreach (var stage in plan.Training!.Stages.Where((_, index) => !plan.Training.IsFused(index)))
        {
            if (stage is DenseStage dense)
                values.Add(new ObservedValue(values.Count, stage.Output, dense.Plan.Epilogue));
            else if (stage is LayerStage { WeightsOffset: >= 0 })
                values.Add(new ObservedValue(values.Count, stage.Output, null));
            else if (stage is ActivationStage activation && values.Count > 0)
                values[values.Count - 1] = values[values.Count - 1] with { Value = stage.Output, Activation = activation.Spec };
        }

        return values;
    }

    /// <summary>Outputs beyond which it is saturated; those of a value without such are infinite.</summary>
    public (float Low, float High) Range =>
        Activation is null ? Unbounded : BlockTable.Activation(Activation.Kind).SaturatedBeyond(Activation) ?? Unbounded;

    public bool MayDie => Activation is not null && BlockTable.Activation(Activation.Kind).MayDie(Activation);

    private static (float Low, float High) Unbounded => (float.NegativeInfinity, float.PositiveInfinity);
}
