using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <content>What blocks give, for histograms and for the curious.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<BlockActivations> ObserveActivations(ReadOnlySpan<float> inputs)
    {
        var rows = Guard.Rows(inputs.Length, Topology.InputSize, nameof(inputs));
        if (Activations is not { } layout)
            return [];
        var blocks = new BlockActivations[layout.Values.Count];
        for (var index = 0; index < blocks.Length; index++)
            blocks[index] = new(Parameters.Layout.Blocks[layout.Values[index].Block].Name, layout.Values[index].Width, new float[(long)rows * layout.Values[index].Width]);
        // Zeros for the loss that nobody asks for: the pass that computes it leaves the activations.
        var targets = new float[layout.ChunkRows * Topology.OutputSize];
        ref var first = ref MemoryMarshal.GetReference(inputs);
        for (var start = 0; start < rows; start += layout.ChunkRows)
        {
            var count = Math.Min(layout.ChunkRows, rows - start);
            ref readonly var activations = ref Forward(in Unsafe.Add(ref first, (nint)start * Topology.InputSize), in targets[0], count);
            for (var index = 0; index < blocks.Length; index++)
                Copy(layout.Values[index], in activations, count, blocks[index].Values.AsSpan(start * blocks[index].Units));
        }

        return blocks;
    }

    /// <summary>Rows as they come, or columns turned to rows.</summary>
    private static void Copy(ObservedActivation value, ref readonly float activations, int rows, Span<float> destination)
    {
        var columnLength = (rows + SampleLanes.Group - 1) & -SampleLanes.Group;
        var areColumns = value.Stride == 0;
        var (toRow, toUnit) = areColumns ? (1, columnLength) : (value.Stride, 1);
        ref var origin = ref Unsafe.Add(ref Unsafe.AsRef(in activations), (areColumns ? value.Offset * columnLength : value.Offset) + value.OffsetPerRow * columnLength);
        for (var row = 0; row < rows; row++)
            for (var unit = 0; unit < value.Width; unit++)
                destination[row * value.Width + unit] = Unsafe.Add(ref origin, row * toRow + unit * toUnit);
    }
}
