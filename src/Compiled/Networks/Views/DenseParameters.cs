using System.ComponentModel;
using Compiled.Runtime;

namespace Compiled;

/// <summary>One dense block's weights and biases (or their gradients) by name and index, whatever their layout in memory.</summary>
/// <remarks>
/// Views, not copies: the next prediction and the next step see what is written to the parameters, so do not write while other threads
/// predict. Gradients are the last step's; the next one overwrites them.
/// </remarks>
public sealed class DenseParameters
{
    /// <summary>Made by emitted code.</summary>
    /// <param name="memory">The parameters, or gradients in the same layout.</param>
    /// <param name="layout">Where the block's values lie.</param>
    /// <param name="store">The store that is told of writes; null for gradients.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DenseParameters(AlignedMemory memory, DenseLayout layout, ParameterStore? store)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(layout);
        Weights = new ParameterMatrix(memory, layout, store);
        Biases = ParameterVector.OfBiases(memory, layout, store);
    }

    /// <summary>The weights, [output, input].</summary>
    public ParameterMatrix Weights { get; }

    /// <summary>The biases, [output]; empty for a block without.</summary>
    public ParameterVector Biases { get; }
}

/// <summary>The parameters (or their gradients) of a block that keeps the width, such as a norm: one weight per output, and perhaps one bias.</summary>
/// <remarks>Views, with the rules of <see cref="DenseParameters"/>.</remarks>
public sealed class VectorParameters
{
    /// <summary>Made by emitted code.</summary>
    /// <param name="memory">The parameters, or gradients in the same layout.</param>
    /// <param name="layout">Where the block's values lie.</param>
    /// <param name="store">The store that is told of writes; null for gradients.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public VectorParameters(AlignedMemory memory, DenseLayout layout, ParameterStore? store)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(layout);
        Weights = ParameterVector.OfWeights(memory, layout, store);
        Biases = ParameterVector.OfBiases(memory, layout, store);
    }

    /// <summary>The factors, [output]; a single one if all outputs share it.</summary>
    public ParameterVector Weights { get; }

    /// <summary>The summands, [output]; empty for a block without.</summary>
    public ParameterVector Biases { get; }
}

/// <summary>A view of one block's weights: [output, input].</summary>
public sealed class ParameterMatrix
{
    private readonly AlignedMemory? _memory;
    private readonly DenseLayout _layout;
    private readonly ParameterStore? _store;

    internal ParameterMatrix(AlignedMemory memory, DenseLayout layout, ParameterStore? store) =>
        (_memory, _layout, _store) = (store is null ? memory : null, layout, store);

    /// <summary>The block's outputs.</summary>
    public int Rows => _layout.Outputs;

    /// <summary>The block's inputs.</summary>
    public int Columns => _layout.Inputs;

    /// <summary>The weight from <paramref name="input"/> to <paramref name="output"/>, both from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight does not exist.</exception>
    /// <exception cref="InvalidOperationException">The value is set, but the network is frozen; nothing is changed.</exception>
    public float this[int output, int input]
    {
        get => Memory[Offset(output, input)];
        set
        {
            _store?.ThrowIfFrozen();
            Memory[Offset(output, input)] = value;
            _store?.MarkChanged();
        }
    }

    /// <summary>The network's memory as it is now: a publication replaces it.</summary>
    private Span<float> Memory => _store is null ? _memory!.Span : _store.State;

    private int Offset(int output, int input)
    {
        ViewIndex.Check(output, Rows, _layout.Name, "output", nameof(output));
        ViewIndex.Check(input, Columns, _layout.Name, "input", nameof(input));
        return _layout.WeightOffset(output, input);
    }
}

/// <summary>A view of one block's biases, or of its factors: [output].</summary>
public sealed class ParameterVector
{
    private readonly AlignedMemory? _memory;
    private readonly string _block;
    private readonly string _what;
    private readonly int _offset;
    private readonly ParameterStore? _store;

    private ParameterVector(AlignedMemory memory, DenseLayout layout, ParameterStore? store, string what, int offset) =>
        (_memory, _block, _store, _what, _offset, Length) = (store is null ? memory : null, layout.Name, store, what, offset, offset < 0 ? 0 : layout.Outputs);

    /// <summary>The block's outputs; 0 for a block without biases.</summary>
    public int Length { get; }

    /// <summary>The bias or factor of one output, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bias or factor does not exist.</exception>
    /// <exception cref="InvalidOperationException">The value is set, but the network is frozen; nothing is changed.</exception>
    public float this[int output]
    {
        get => Memory[Offset(output)];
        set
        {
            _store?.ThrowIfFrozen();
            Memory[Offset(output)] = value;
            _store?.MarkChanged();
        }
    }

    internal static ParameterVector OfBiases(AlignedMemory memory, DenseLayout layout, ParameterStore? store) =>
        new(memory, layout, store, "bias", layout.BiasesOffset);

    internal static ParameterVector OfWeights(AlignedMemory memory, DenseLayout layout, ParameterStore? store) =>
        new(memory, layout, store, "weight", layout.WeightsOffset);

    /// <summary>The network's memory as it is now: a publication replaces it.</summary>
    private Span<float> Memory => _store is null ? _memory!.Span : _store.State;

    private int Offset(int output)
    {
        ViewIndex.Check(output, Length, _block, _what, nameof(output));
        return _offset + output;
    }
}

internal static class ViewIndex
{
    public static void Check(int index, int length, string block, string what, string parameter)
    {
        if ((uint)index >= (uint)length)
        {
            throw new ArgumentOutOfRangeException(
                parameter, index, length == 0 ? $"{block} has no {what}." : $"{block} has no {what} {index}: use 0 to {length - 1}.");
        }
    }
}
