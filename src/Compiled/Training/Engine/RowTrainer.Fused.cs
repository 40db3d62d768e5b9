using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>Steps that update each block as soon as its gradients are known.</content>
public abstract partial class RowTrainer<TOptimizer>
{
    private readonly RowBlock[] _rowBlocks;

    /// <summary>Steps of one row have left the transposed copies as they were.</summary>
    private bool _copiesAreStale;

    /// <summary>The most rows of a batch whose gradients the emitted trainer uses at once: those of one chunk, or 0 where it does not.</summary>
    protected virtual int MostFusedRows => 0;

    /// <summary>
    /// Whether the emitted trainer back-propagates a single row from the weights themselves. Fused steps of one row then leave the transposed copies as they were, until a
    /// step of more rows needs them.
    /// </summary>
    protected virtual bool ReadsWeightsForOneRow => false;

    /// <inheritdoc/>
    private protected sealed override bool Fuses(int rows) => rows <= MostFusedRows && new Shards(rows, _layout.ShardRows, _layout.MostShards).Count == 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected sealed override double ForwardRows(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms) =>
        ForwardChunk(ref _activations[0].Origin, in inputs, in targets, rows, in terms);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected sealed override void UpdateRows(ref readonly TOptimizer optimizer, ref readonly float inputs, int rows)
    {
        var keepsCopies = rows > 1 || !ReadsWeightsForOneRow;
        if (keepsCopies)
            RefreshStaleCopies();
        else
            _copiesAreStale = true;
        var update = new RowUpdate<TOptimizer>(
            _rowBlocks, in optimizer, ref Parameters.Origin, ref GradientOrigin, ref StateOrigin, ref _transposed.Origin, Parameters.Layout.Length)
        { KeepsCopies = keepsCopies };
        UpdateChunk(update, ref _activations[0].Origin, in inputs, rows);
    }

    /// <summary>Forward and loss of one chunk. Leaves its values and the gradient at its outputs in the memory.</summary>
    /// <returns>The sum of the rows' losses, each times its weight, not scaled.</returns>
    protected virtual double ForwardChunk(ref float memory, ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms) => 0;

    /// <summary>Back-propagation of that chunk, and the update of every block on the way.</summary>
    protected virtual void UpdateChunk(RowUpdate<TOptimizer> update, ref float memory, ref readonly float inputs, int rows)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RefreshStaleCopies()
    {
        if (_copiesAreStale)
            RefreshDerivedParameters();
    }

    private RowBlock[] CutBlocks()
    {
        var layouts = Parameters.Layout.Blocks;
        var blocks = new RowBlock[layouts.Count];
        for (var block = 0; block < blocks.Length; block++)
        {
            var layout = layouts[block];
            var copy = _copies[block];
            blocks[block] = new RowBlock
            {
                WeightsOffset = layout.WeightsOffset,
                BiasesOffset = layout.BiasesOffset,
                End = block + 1 < blocks.Length ? layouts[block + 1].WeightsOffset : Parameters.Layout.Length,
                Outputs = layout.Outputs,
                Stride = layout.Stride,
                PanelWidth = layout.PanelWidth,
                PanelRows = layout.Inputs,
                TransposedOffset = copy?.Offset ?? -1,
                TransposedPanelWidth = copy?.PanelWidth ?? 0,
                Pieces = [.. UpdatePiece.OfBlock(Parameters.Layout, copy, block).Select(static piece => new RowPiece(piece.Begin, piece.Output, piece.Input, piece.Inputs))],
            };
        }

        return blocks;
    }
}
