namespace Compiled.Generator.Planning;

/// <summary>What a forward pass is for: blocks such as dropout work in some of them alone.</summary>
internal enum Pass
{
    /// <summary>Values die young.</summary>
    Prediction,

    /// <summary>The loss without a step: as a prediction, in the memory of training.</summary>
    Evaluation,

    /// <summary>Values are kept for the backward pass.</summary>
    Step,
}
