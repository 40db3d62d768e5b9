using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>The update, piece after piece: each is updated and transposed while it lies in the first-level cache.</content>
public abstract partial class RowTrainer<TOptimizer>
{
    private readonly AlignedMemory _transposed;
    private readonly UpdatePiece[] _pieces;

    /// <summary>The transposed copy of each dense block, or null.</summary>
    private readonly TransposedLayout?[] _copies;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override void UpdateParameters(ref readonly TOptimizer optimizer)
    {
        // Threads that have just summed gradients hold parameters and gradients in their caches; waking them for the update alone does not pay.
        if (_runs > 1)
        {
            var work = new UpdateWork(this, optimizer);
            Workers.Run(ref work, _pieces.Length, _threads);
            return;
        }

        for (var piece = 0; piece < _pieces.Length; piece++)
            Update(in optimizer, in _pieces[piece]);
    }

    /// <summary>The tree of the update, root and all, over the whole memory: the same sums in the same order.</summary>
    private protected sealed override void JoinGradients()
    {
        if (_runs == 1)
            return;
        var all = new UpdatePiece(0, Parameters.Layout.Length, -1, 0, 0, 0);
        JoinRuns(in all);
        GradientSum.Add(ref GradientOrigin, in _gradients[_runs / 2].Origin, Parameters.Layout.Length);
        _runs = 1;
    }

    /// <inheritdoc/>
    protected sealed override void RefreshDerivedParameters()
    {
        foreach (ref readonly var piece in _pieces.AsSpan())
            Transpose(in piece);
        _copiesAreStale = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(ref readonly TOptimizer optimizer, ref readonly UpdatePiece piece)
    {
        JoinRuns(in piece);
        ref var others = ref _runs > 1 ? ref _gradients[_runs / 2].Origin : ref Unsafe.NullRef<float>();
        OptimizerKernel.Update(
            in optimizer, ref Parameters.Origin, ref GradientOrigin, in others, ref StateOrigin, Parameters.Layout.Length, piece.Begin, piece.End);
        Transpose(in piece);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transpose(ref readonly UpdatePiece piece)
    {
        if (piece.Block < 0)
            return;
        var transposed = _copies[piece.Block]!;
        TransposeKernel.Transpose(
            ref Unsafe.Add(ref Parameters.Origin, piece.Begin), ref Unsafe.Add(ref _transposed.Origin, transposed.Offset),
            _rowBlocks[piece.Block].Outputs, _rowBlocks[piece.Block].PanelWidth, piece.Output, piece.Input, piece.Inputs, transposed.PanelWidth);
    }

    /// <summary>The sums of the runs become two, pair by pair: the top of the shards' tree, whose root the update itself adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JoinRuns(ref readonly UpdatePiece piece)
    {
        for (var step = 1; step < _runs / 2; step *= 2)
            for (var run = 0; run < _runs; run += 2 * step)
            {
                GradientSum.Add(
                    ref Unsafe.Add(ref _gradients[run].Origin, piece.Begin), in Unsafe.Add(ref _gradients[run + step].Origin, piece.Begin),
                    piece.End - piece.Begin);
            }
    }

    /// <summary>One item is a piece.</summary>
    private readonly struct UpdateWork(RowTrainer<TOptimizer> trainer, TOptimizer optimizer) : IWork
    {
        private readonly TOptimizer _optimizer = optimizer;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int item, int slot) => trainer.Update(in _optimizer, in trainer._pieces[item]);
    }
}
