using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>
/// A dense block without the inputs beyond groups of four: what a tile of four inputs is compiled for, where the same source also serves the one to three that
/// are left over. For emitted code.
/// </summary>
/// <remarks>Getters are inlined by force: beside many others the JIT would call some of them.</remarks>
/// <typeparam name="TShape">The block.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Fours<TShape> : IDenseShape
    where TShape : struct, IDenseShape
{
    /// <inheritdoc/>
    public static nuint Inputs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Inputs / 4 * 4;
    }

    /// <inheritdoc/>
    public static nuint InputStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.InputStride;
    }

    /// <inheritdoc/>
    public static nuint Outputs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Outputs;
    }

    /// <inheritdoc/>
    public static nuint OutputStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.OutputStride;
    }

    /// <inheritdoc/>
    public static nuint PanelWidth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.PanelWidth;
    }

    /// <inheritdoc/>
    public static nuint PanelRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.PanelRows;
    }

    /// <inheritdoc/>
    public static nuint TransposedStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TransposedStride;
    }

    /// <inheritdoc/>
    public static nuint TransposedPanelWidth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TransposedPanelWidth;
    }

    /// <inheritdoc/>
    public static nuint TransposedRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TransposedRows;
    }

    /// <inheritdoc/>
    public static nuint BiasesOffset
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.BiasesOffset;
    }

    /// <inheritdoc/>
    public static bool HasBias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.HasBias;
    }
}
