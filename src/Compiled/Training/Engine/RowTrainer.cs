using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>
/// The trainer of a network whose outputs fill the vectors. It cuts a batch into shards, gives runs of shards to several threads if it may, and
/// updates parameters and their transposed copies in one pass. The generated trainer adds what a shard needs: forward, loss, backward.
/// </summary>
/// <remarks>
/// The shards are <see cref="Shards"/>, and their sums are a tree. A thread that does a run of them adds its subtree while it goes: a shard that
/// ends a pair is added to the one before in the last pass of its own gradient, which reads no more memory than a batch without shards would.
/// </remarks>
/// <typeparam name="TOptimizer">The update rule that this trainer is compiled for.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class RowTrainer<TOptimizer> : NetworkTrainer<TOptimizer>
    where TOptimizer : struct, IOptimizer
{
    private readonly TrainingLayout _layout;
    private readonly int _threads;

    /// <summary>Gradient memory of each run of shards; the first is the trainer's own.</summary>
    private readonly AlignedMemory[] _gradients;

    /// <summary>Activations of each thread.</summary>
    private readonly AlignedMemory[] _activations;

    private readonly double[] _losses;

    /// <summary>The sums of each head's losses, shard after shard.</summary>
    private readonly double[] _headLosses;

    /// <summary>Runs of the last step whose sums are still apart.</summary>
    private int _runs = 1;

    /// <summary>Validates the optimiser and allocates everything that a step needs.</summary>
    /// <exception cref="ArgumentException">The optimiser is <c>default</c>, or one of its settings is out of range.</exception>
    protected RowTrainer(ParameterStore parameters, Topology topology, TrainingLayout layout, TOptimizer optimizer, TrainerOptions? options)
        : base(parameters, topology, optimizer, options, Levels(layout, options))
    {
        _layout = layout;
        _threads = Workers.Usable(Threads);
        _gradients = new AlignedMemory[Runs(layout, _threads)];
        _gradients[0] = GradientMemory;
        for (var run = 1; run < _gradients.Length; run++)
            _gradients[run] = new AlignedMemory(GradientMemory.Length);
        _activations = new AlignedMemory[Math.Min(_threads, layout.MostShards)];
        for (var slot = 0; slot < _activations.Length; slot++)
            _activations[slot] = new AlignedMemory(MemoryLength(layout));
        _losses = new double[layout.MostShards];
        _headLosses = new double[layout.MostShards * topology.Heads.Count];
        _transposed = new AlignedMemory(layout.TransposedLength);
        _pieces = UpdatePiece.Cut(parameters.Layout, layout);
        _copies = new TransposedLayout?[parameters.Layout.Blocks.Count];
        foreach (var copy in layout.Transposed)
            _copies[copy.Block] = copy;
        _rowBlocks = CutBlocks();
        if (layout.BatchFloats > 0)
            LimitBatches();
    }

    private enum Pass
    {
        Loss,
        Gradient,
        GradientFromOutputs,
    }

    /// <inheritdoc/>
    protected sealed override ref float ActivationOrigin => ref _activations[0].Origin;

    /// <summary>The transposed weights.</summary>
    protected ref float TransposedOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _transposed.Origin;
    }

    /// <summary>
    /// Forward, loss and backward over the rows of one shard. Writes the gradients of the summed loss times the scale of the terms, and adds
    /// them to those of <paramref name="joins"/> runs of shards before, which lie one memory of parameters lower each: the last takes the sum.
    /// </summary>
    /// <returns>The sum of the rows' losses, each times its weight, not scaled.</returns>
    protected abstract double AccumulateShard(
        ref float memory, ref float gradients, ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms, int joins);

    /// <summary>The same from the caller's gradient at the outputs.</summary>
    protected abstract void AccumulateShardFromGradient(
        ref float memory, ref float gradients, ref readonly float inputs, ref readonly float outputGradients, int rows, scoped in LossTerms terms, int joins);

    /// <summary>Forward and loss of one shard.</summary>
    protected abstract double SumShardLoss(ref float memory, ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override double Accumulate(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms) =>
        RunShards(Pass.Gradient, in inputs, in targets, rows, in terms);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override void AccumulateFromGradient(ref readonly float inputs, ref readonly float outputGradients, int rows) =>
        _ = RunShards(Pass.GradientFromOutputs, in inputs, in outputGradients, rows, new LossTerms(1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override double SumLoss(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms) =>
        RunShards(Pass.Loss, in inputs, in targets, rows, in terms);

    /// <summary>Runs of shards that several threads do: one a thread where that is a power of two, else one a shard.</summary>
    private static int Runs(TrainingLayout layout, int threads) =>
        threads < layout.MostShards && BitOperations.IsPow2(threads) ? threads : layout.MostShards;

    /// <summary>Sums that one run of shards keeps apart at a time: one for each level of its tree.</summary>
    private static int Levels(TrainingLayout layout, TrainerOptions? options) =>
        BitOperations.Log2((uint)(layout.MostShards / Runs(layout, Workers.Usable(options?.Threads ?? 1)))) + 1;

    private ref double HeadsOf(int shard)
    {
        if (_headLosses.Length == 0)
            return ref Unsafe.NullRef<double>();
        return ref _headLosses[shard * Topology.Heads.Count];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe double RunShards(Pass pass, ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms)
    {
        var shards = new Shards(rows, _layout.ShardRows, _layout.MostShards);
        var runs = Math.Min(_gradients.Length, shards.Count);
        if (pass != Pass.Loss)
        {
            _runs = runs;
            RefreshStaleCopies();
        }

        Array.Clear(_headLosses);
        fixed (float* firstInput = &inputs, firstTarget = &targets, weights = &terms.Weights, classWeights = &terms.ClassWeights)
        fixed (int* labels = &terms.Labels)
        {
            var rowsOfBatch = new BatchPointers
            {
                Inputs = firstInput,
                Targets = firstTarget,
                Weights = weights,
                Labels = labels,
                ClassWeights = classWeights,
                Scale = terms.Scale,
            };
            var work = new ShardWork(this, pass, shards, runs, rowsOfBatch, StepNoise.KeyOf(Options.Seed, StepCount));
            if (runs == 1)
                work.Run(0, 0);
            else
                Workers.Run(ref work, runs, _threads);
        }

        var loss = _losses[0];
        for (var shard = 1; shard < shards.Count; shard++)
            loss += _losses[shard];
        if (pass == Pass.Gradient && _headLosses.Length > 0)
            SumHeads(shards.Count);
        return loss;
    }

    /// <summary>In the shards' order, whatever thread did them.</summary>
    private void SumHeads(int shards)
    {
        HeadSums.Clear();
        for (var shard = 0; shard < shards; shard++)
            for (var head = 0; head < HeadSums.Length; head++)
                HeadSums[head] += _headLosses[shard * HeadSums.Length + head];
    }

    /// <summary>The rows of a batch and what its loss makes of them, where every thread finds them.</summary>
    private unsafe struct BatchPointers
    {
        public float* Inputs;
        public float* Targets;
        public float* Weights;
        public int* Labels;
        public float* ClassWeights;
        public float Scale;
    }

    /// <summary>One item is a run of shards.</summary>
    private readonly unsafe struct ShardWork(RowTrainer<TOptimizer> trainer, Pass pass, Shards shards, int runs, BatchPointers batch, ulong noise) : IWork
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int item, int slot)
        {
            var count = shards.Count / runs;
            ref var memory = ref trainer._activations[slot].Origin;
            for (var index = 0; index < count; index++)
            {
                var shard = item * count + index;
                var (begin, rows) = (shards.Begin(shard), shards.End(shard) - shards.Begin(shard));
                ref var input = ref batch.Inputs[(nint)begin * trainer.Topology.InputSize];
                ref var target = ref batch.Targets[(nint)begin * trainer.Topology.OutputSize];
                // Before this shard lie as many sums as its number has ones; it completes as many pairs as end in it.
                ref var gradients = ref Unsafe.Add(
                    ref trainer._gradients[item].Origin, (nint)BitOperations.PopCount((uint)index) * trainer.Parameters.Layout.Length);
                var joins = BitOperations.TrailingZeroCount(~index);
                // Null pointers become null references: no weights, no labels.
                var terms = new LossTerms(batch.Scale, in *batch.Weights, in *batch.Labels, in *batch.ClassWeights, begin, areColumns: false, noise, ref trainer.HeadsOf(shard));
                switch (pass)
                {
                    case Pass.Loss:
                        trainer._losses[shard] = trainer.SumShardLoss(ref memory, in input, in target, rows, in terms);
                        break;
                    case Pass.Gradient:
                        trainer._losses[shard] = trainer.AccumulateShard(ref memory, ref gradients, in input, in target, rows, in terms, joins);
                        break;
                    default:
                        trainer.AccumulateShardFromGradient(ref memory, ref gradients, in input, in target, rows, in terms, joins);
                        break;
                }
            }
        }
    }
}
