using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>What leaves a block with parameters, after the activation that follows it: what trainer.Health looks at.</summary>
/// <param name="Slot">The block's place among those with parameters.</param>
/// <param name="Value">Where it is in the forward pass of training.</param>
/// <param name="Low">Outputs below are saturated; infinite where none are.</param>
/// <param name="High">Outputs above are saturated; infinite where none are.</param>
/// <param name="MayDie">Whether a unit may be stuck at 0.</param>
internal sealed record ObservedValue(int Slot, Value Value, float Low, float High, bool MayDie)
{
    /// <summary>One for each block with parameters, of the stages that run before the loss.</summary>
    public static EquatableArray<ObservedValue> Of(TrainingPlan? training, IBlockRules rules)
    {
        if (training is null)
            return new([]);
        List<(Value Value, ActivationSpec? Activation)> found = [];
        foreach (var stage in training.Stages.Where((_, index) => !training.IsFused(index)))
        {
            if (stage is DenseStage dense)
                found.Add((stage.Output, dense.Plan.Epilogue));
            else if (stage is LayerStage { WeightsOffset: >= 0 })
                found.Add((stage.Output, null));
            else if (stage is ActivationStage activation && found.Count > 0)
                found[found.Count - 1] = (stage.Output, activation.Spec);
        }

        return found.Select((one, slot) => For(slot, one.Value, one.Activation, rules)).ToEquatableArray();
    }

    private static ObservedValue For(int slot, Value value, ActivationSpec? activation, IBlockRules rules)
    {
        var kind = activation is null ? null : rules.Activation(activation.Kind);
        var (low, high) = kind?.SaturatedBeyond(activation!) ?? (float.NegativeInfinity, float.PositiveInfinity);
        return new ObservedValue(slot, value, low, high, kind?.MayDie(activation!) ?? false);
    }
}
