using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>What takes over the affine map of a block, so that a prediction does not run it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum FoldTarget
{
    /// <summary>The inputs of the dense block that follows.</summary>
    Inputs,

    /// <summary>The outputs of the dense block before it.</summary>
    Outputs,

    /// <summary>No dense block: the variances of a norm become the factors by which a prediction multiplies.</summary>
    Row,
}

/// <summary>One block that is folded for predictions.</summary>
/// <param name="Statistics">The block's place among those with statistics.</param>
/// <param name="Target">Which side of the dense block takes it.</param>
/// <param name="Block">The dense block's place among the blocks with parameters; −1 without one.</param>
/// <param name="BiasesOffset">Where the dense block's biases lie for predictions: its own, or room behind the statistics where it has none; −1 without a dense block.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FoldLayout(int Statistics, FoldTarget Target, int Block, int BiasesOffset);
