using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>
/// The way back through a dense block as a dense block of its own: the gradients at its outputs times the transposed weights are those at its inputs, with
/// neither biases nor an activation. For emitted code, whose tiles serve both ways.
/// </summary>
/// <typeparam name="TShape">The block.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Transposed<TShape> : IDenseShape
    where TShape : struct, IDenseShape
{
    /// <inheritdoc/>
    public static nuint Inputs => TShape.Outputs;

    /// <inheritdoc/>
    public static nuint InputStride => TShape.OutputStride;

    /// <inheritdoc/>
    public static nuint Outputs => TShape.Inputs;

    /// <inheritdoc/>
    public static nuint OutputStride => TShape.TransposedStride;

    /// <inheritdoc/>
    public static nuint PanelWidth => TShape.TransposedPanelWidth;

    /// <inheritdoc/>
    public static nuint PanelRows => TShape.TransposedRows;

    /// <inheritdoc/>
    public static nuint TransposedStride => TShape.OutputStride;

    /// <inheritdoc/>
    public static nuint TransposedPanelWidth => TShape.PanelWidth;

    /// <inheritdoc/>
    public static nuint TransposedRows => TShape.PanelRows;

    /// <inheritdoc/>
    public static nuint BiasesOffset => 0;

    /// <inheritdoc/>
    public static bool HasBias => false;
}
