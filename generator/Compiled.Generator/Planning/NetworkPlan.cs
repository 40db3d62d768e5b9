using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>Every decision about one network. Emission turns it into text and decides nothing.</summary>
/// <param name="Spec">What the user declared.</param>
/// <param name="ParameterLength">Floats of parameter memory, padding included.</param>
/// <param name="TransposedLength">Floats of the transposed copies.</param>
/// <param name="Stages">The forward pass, in order.</param>
/// <param name="IsSingleMethod">Whether one row is computed in a single method, without calls from block to block.</param>
/// <param name="SharesTrainingForward">Whether the training passes call one forward pass rather than hold it each: a call a chunk for source of a deep network.</param>
/// <param name="EndsInRegisters">Whether one row's result goes from registers into the caller's memory.</param>
/// <param name="Row">Scratch of one prediction.</param>
/// <param name="Batch">Scratch and row chunk of a batch.</param>
/// <param name="SampleLanes">How batches run with samples in the lanes; null where outputs fill them.</param>
/// <param name="Training">How a step runs; null for a network that only predicts.</param>
/// <param name="Sharing">Into what pieces work is cut for several threads.</param>
internal sealed record NetworkPlan(
    NetworkSpec Spec,
    int ParameterLength,
    int TransposedLength,
    EquatableArray<Stage> Stages,
    bool IsSingleMethod,
    bool SharesTrainingForward,
    bool EndsInRegisters,
    BufferPlan Row,
    BufferPlan Batch,
    SampleLanesPlan? SampleLanes,
    TrainingPlan? Training,
    SharingPlan Sharing)
{
    /// <summary>How derivatives with respect to the inputs are computed; null without [Differentiable].</summary>
    public DerivativePlan? Derivatives { get; init; }

    /// <summary>The runtime's stack blocks of fixed size, <c>StackBlock48</c> and so on.</summary>
    private static readonly int[] RowBlocks = [48, 240, 960];

    public IEnumerable<DenseStage> DenseStages => Stages.OfType<DenseStage>();

    /// <summary>The stages with parameters; no block for training only has any.</summary>
    public IEnumerable<Stage> LearnedStages => Stages.Where(static stage => stage is DenseStage or LayerStage { WeightsOffset: >= 0 });

    public IEnumerable<DensePlan> DenseBlocks => DenseStages.Select(static stage => stage.Plan);

    /// <summary>Whether tiles come from the short list.</summary>
    public bool HasFewTiles => DenseBlocks.Any(static dense => dense.HasFewTiles);

    /// <summary>Those whose passes go tile by tile: all but dot products.</summary>
    public IEnumerable<DensePlan> TiledBlocks => DenseBlocks.Where(static dense => !dense.IsDot);

    /// <summary>One block of each shape, the first.</summary>
    public IEnumerable<DensePlan> DenseShapes => DensePasses.Distinct(DenseBlocks, static dense => dense.ShapeName);

    /// <summary>What the last stage writes.</summary>
    public Value Output => Stages[Stages.Count - 1].Output;

    /// <summary>True when the result's rows are whole vectors, so that they need no copy into the caller's memory.</summary>
    public bool WritesDirectly => Output.Stride == Output.Width;

    /// <summary>Floats of the smallest stack block of fixed size that holds one row's scratch; 0 when none does.</summary>
    public int RowBlock => BlockFor(Row.Length);

    /// <summary>
    /// Whether one row's method may become part of its callers: their budget of inlining is small, and a deep network's row would exceed it.
    /// </summary>
    public bool InlinesRow => !SharesTrainingForward;

    /// <summary>Floats of scratch that a batch needs.</summary>
    public int BatchScratch => Math.Max(Row.Length, SampleLanes?.PredictScratch ?? Batch.Length);

    /// <summary>Floats of scratch that the caller's span must offer.</summary>
    public int ScratchSize => Math.Max(Row.Length, BatchScratch);

    /// <summary>Floats of the trainer's activations.</summary>
    public int TrainingMemory => SampleLanes?.TrainMemory ?? Training!.MemoryLength;

    /// <summary>Floats of what the trainer keeps beside them: transposed weights, or gradient sums in sixteen lanes.</summary>
    public int TrainingSideMemory => SampleLanes?.SumLength ?? TransposedLength;

    /// <summary>Whether a batch is cut into shards: those whose outputs fill the vectors are.</summary>
    public bool HasShards => Training is not null && SampleLanes is null;

    /// <summary>Floats of gradients in a trainer on one thread.</summary>
    public long TrainingGradients => (long)ParameterLength * (HasShards ? Sharing.GradientSums : 1);

    /// <summary>Floats of the smallest stack block of fixed size for so much scratch; 0 when none holds it.</summary>
    public static int BlockFor(int floats) => RowBlocks.FirstOrDefault(size => floats <= size);

    /// <summary>Multiply-adds of one prediction, twice: one multiplication and one addition each.</summary>
    public long FlopsPerPrediction => 2 * Spec.DenseBlocks.Sum(static dense => (long)dense.Inputs * dense.Outputs);
}

/// <summary>A buffer of scratch: where a value's first row lies.</summary>
internal sealed record Buffer(Value Value, int Offset);

/// <summary>Buffers with lifetimes: two neighbours never overlap, older ones are reused.</summary>
/// <param name="Rows">Rows that are worked on together.</param>
/// <param name="Length">Floats of scratch.</param>
/// <param name="Buffers">Where each value lies.</param>
internal sealed record BufferPlan(int Rows, int Length, EquatableArray<Buffer> Buffers)
{
    public int OffsetOf(Value value) => Buffers.First(buffer => buffer.Value == value).Offset;
}

/// <summary>How a training step runs.</summary>
/// <param name="Stages">The forward pass as training runs it: an activation whose derivative needs its input leaves that input alone.</param>
/// <param name="Activations">Every value of the forward pass, kept for the backward pass, for one chunk of rows.</param>
/// <param name="GradientStride">Floats per row of the two buffers that pass gradients backward.</param>
/// <param name="FusedStages">Stages at the end that the loss computes itself: 1 for softmax with cross-entropy, else 0.</param>
internal sealed record TrainingPlan(EquatableArray<Stage> Stages, BufferPlan Activations, int GradientStride, int FusedStages)
{
    public int ChunkRows => Activations.Rows;

    /// <summary>Whether any block is neither dense nor an activation.</summary>
    public bool HasLayers => Stages.Any(static stage => stage is LayerStage);

    /// <summary>The first stage with parameters: the backward pass ends there, because nothing before it learns.</summary>
    public int FirstLearned => Stages.TakeWhile(static stage => stage is not (DenseStage or LayerStage { WeightsOffset: >= 0 })).Count();

    /// <summary>The stages that run before the loss.</summary>
    public int StagesBeforeLoss => Stages.Count - FusedStages;

    /// <summary>What the loss looks at: the last value, or what arrives at the stage that the loss computes itself.</summary>
    public Value LossInput => Stages[StagesBeforeLoss - 1].Output;

    /// <summary>What the last stage writes.</summary>
    public Value Output => Stages[Stages.Count - 1].Output;

    /// <summary>Floats of the trainer's memory: the activations, then the two gradient buffers.</summary>
    public int MemoryLength => Activations.Length + 2 * ChunkRows * GradientStride;

    public int GradientOffset(int buffer) => Activations.Length + buffer * ChunkRows * GradientStride;
}
