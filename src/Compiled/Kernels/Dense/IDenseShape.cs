using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>
/// The sizes of dense blocks, as constants to the JIT: the emitted tiles are written once per tile size and compiled once per shape. Blocks of
/// equal sizes share one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDenseShape
{
    /// <summary>Width of the rows that arrive.</summary>
    static abstract nuint Inputs { get; }

    /// <summary>Floats from one input row to the next.</summary>
    static abstract nuint InputStride { get; }

    /// <summary>Whether input rows end in whole vectors of finite floats, so that dot products may read the padding: its weights are 0.</summary>
    static virtual bool HasPaddedInputs => false;

    /// <summary>Width of the rows that leave.</summary>
    static abstract nuint Outputs { get; }

    /// <summary>Floats from one output row to the next: whole vectors.</summary>
    static abstract nuint OutputStride { get; }

    /// <summary>Floats from one input's weights to the next: the outputs of one panel.</summary>
    static abstract nuint PanelWidth { get; }

    /// <summary>Rows of one panel of weights.</summary>
    static abstract nuint PanelRows { get; }

    /// <summary>Floats from one row of input gradients to the next.</summary>
    static abstract nuint TransposedStride { get; }

    /// <summary>Floats from one output's weights to the next in the transposed copy: the inputs of one panel.</summary>
    static abstract nuint TransposedPanelWidth { get; }

    /// <summary>Rows of one panel of the transposed copy: the outputs rounded up to 4.</summary>
    static abstract nuint TransposedRows { get; }

    /// <summary>Floats from the first of the block's weights to its first bias; 0 where it has none.</summary>
    static abstract nuint BiasesOffset { get; }

    /// <summary>Whether the sums start from the biases or from zero.</summary>
    static abstract bool HasBias { get; }

    /// <summary>Floats of the network's parameter memory: from the gradients of one shard to those of the next.</summary>
    static abstract nuint ParameterLength { get; }

    /// <summary>The activation that is applied before the sums leave the registers, or the identity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual Vector128<float> Activate(Vector128<float> sum) => sum;

    /// <summary>The activation that is applied before the sums leave the registers, or the identity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual Vector256<float> Activate(Vector256<float> sum) => sum;

    /// <summary>The activation that is applied before the sums leave the registers, or the identity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual Vector512<float> Activate(Vector512<float> sum) => sum;
}
