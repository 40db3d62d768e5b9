using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>
/// The way back through a dense block as a dense block of its own: the gradients at its outputs times the transposed weights are those at its inputs, with
/// neither biases nor an activation. For emitted code, whose tiles serve both ways.
/// </summary>
/// <remarks>Getters are inlined by force: beside many others the JIT would call some of them.</remarks>
/// <typeparam name="TShape">The block.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Transposed<TShape> : IDenseShape
    where TShape : struct, IDenseShape
{
    /// <inheritdoc/>
    public static nuint Inputs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Outputs;
    }

    /// <inheritdoc/>
    public static nuint InputStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.OutputStride;
    }

    /// <inheritdoc/>
    public static nuint Outputs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Inputs;
    }

    /// <inheritdoc/>
    public static nuint OutputStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TransposedStride;
    }

    /// <inheritdoc/>
    public static nuint PanelWidth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TransposedPanelWidth;
    }

    /// <inheritdoc/>
    public static nuint PanelRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TransposedRows;
    }

    /// <inheritdoc/>
    public static nuint TransposedStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.OutputStride;
    }

    /// <inheritdoc/>
    public static nuint TransposedPanelWidth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.PanelWidth;
    }

    /// <inheritdoc/>
    public static nuint TransposedRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.PanelRows;
    }

    /// <inheritdoc/>
    public static nuint BiasesOffset
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <inheritdoc/>
    public static bool HasBias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <inheritdoc/>
    public static nuint ParameterLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.ParameterLength;
    }
}
