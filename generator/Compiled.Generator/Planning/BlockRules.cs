using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>What the planner asks of the kinds of blocks, which are above it. What the catalogue says of a kind, it asks there.</summary>
internal interface IBlockRules
{
    IActivationRules Activation(string kind);

    ILayerRules Layer(string kind);

    /// <summary>Whether a loss is a mean over the outputs too.</summary>
    bool AveragesOverOutputs(string loss);
}

/// <summary>What the planner asks of an activation.</summary>
internal interface IActivationRules
{
    /// <summary>True when applying it costs an instruction or two, so that it belongs in the epilogue of the dense block before it.</summary>
    bool IsCheap { get; }

    /// <summary>True when its derivative cannot be read off its output, so that training keeps its input too.</summary>
    bool NeedsInput { get; }

    /// <summary>True when its body is so short that a few copies of it fit the one method that predicts a row.</summary>
    bool JoinsOneRow { get; }

    /// <summary>Outputs beyond which hardly any gradient passes; null where there are none.</summary>
    (float Low, float High)? SaturatedBeyond(ActivationSpec spec);

    /// <summary>True when it is known to give a finite number with a plus sign at +0.</summary>
    bool IsPositiveAtZero(ActivationSpec spec);

    /// <summary>True when a unit may be stuck at 0.</summary>
    bool MayDie(ActivationSpec spec);
}

/// <summary>What the planner asks of a block that is neither dense nor an activation.</summary>
internal interface ILayerRules
{
    /// <summary>True when a prediction does not run it.</summary>
    bool IsForTrainingOnly { get; }

    /// <summary>True when its derivative reads its input, so that training keeps that too.</summary>
    bool NeedsInput { get; }

    /// <summary>True when a dense block next to it can take it over for predictions.</summary>
    bool IsFoldable { get; }

    /// <summary>True when it is written for samples in the lanes too.</summary>
    bool WorksInColumns { get; }

    /// <summary>True when it changes nothing, so that the plan leaves it out.</summary>
    bool IsIdle(LayerSpec spec);
}
