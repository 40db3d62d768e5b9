using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>Every decision about one network. Emission turns it into text and decides nothing.</summary>
/// <param name="Spec">What the user declared.</param>
/// <param name="Stages">The forward pass, in order.</param>
/// <param name="Row">Scratch of one prediction.</param>
/// <param name="Batch">Scratch and row chunk of a batch.</param>
/// <param name="Sharing">Into what pieces work is cut for several threads.</param>
internal sealed record NetworkPlan(NetworkSpec Spec, EquatableArray<Stage> Stages, BufferPlan Row, BufferPlan Batch, SharingPlan Sharing)
{
    /// <summary>Floats of parameter memory, padding included.</summary>
    public int ParameterLength { get; init; }

    /// <summary>Floats of the transposed copies.</summary>
    public int TransposedLength { get; init; }

    /// <summary>Whether one row is computed in a single method, without calls from block to block.</summary>
    public bool IsSingleMethod { get; init; }

    /// <summary>How one row runs with each width of vectors where it lives in registers, at least with the widest; else none.</summary>
    public EquatableArray<RegisterTier> RegisterTiers { get; init; } = new([]);

    /// <summary>Whether the training passes call one forward pass rather than hold it each: a call per chunk for source of a deep network.</summary>
    public bool SharesTrainingForward { get; init; }

    /// <summary>Whether the result of a row that has scratch goes from registers into the caller's memory.</summary>
    public bool EndsInRegisters { get; init; }

    /// <summary>How batches run with samples in the lanes; null where outputs fill them.</summary>
    public SampleLanesPlan? SampleLanes { get; init; }

    /// <summary>How a step of one sample runs; null where it is a batch as any other.</summary>
    public SampleStepPlan? SampleStep { get; init; }

    /// <summary>Why it is one, as the rest of a sentence; null where it has a method of its own, and without training.</summary>
    public string? SampleStepObstacle { get; init; }

    /// <summary>By what the gradients of one sample's loss are multiplied: 1 over the outputs where the loss averages over them.</summary>
    public float LossScale { get; init; }

    /// <summary>How a step runs; null for a network that only predicts.</summary>
    public TrainingPlan? Training { get; init; }

    /// <summary>How derivatives with respect to the inputs are computed; null without [Differentiable].</summary>
    public DerivativePlan? Derivatives { get; init; }

    /// <summary>The runtime's stack blocks of fixed size below a page, <c>StackBlock48</c> and so on.</summary>
    private static readonly int[] SmallBlocks = [48, 240, 960];

    /// <summary>All of them: those that hold more lie just below a number of pages, up to the limit of 64 KB.</summary>
    private static readonly int[] Blocks = [.. SmallBlocks, 1984, 3008, 4032, 6080, 8128, 12224, 16384];

    /// <summary>The forward pass as declared: what training runs, and what has parameters and statistics.</summary>
    public EquatableArray<Stage> Declared { get; init; } = Stages;

    /// <summary>What trainer.Health looks at; empty without training.</summary>
    public EquatableArray<ObservedValue> Observed { get; init; } = new([]);

    /// <summary>What predictions read where blocks are folded into dense blocks; null where they read the parameters themselves.</summary>
    public DeploymentPlan? Deployment { get; init; }

    public IEnumerable<DenseStage> DenseStages => Stages.OfType<DenseStage>();

    /// <summary>The stages with parameters; no block for training only has any.</summary>
    public IEnumerable<Stage> LearnedStages => Declared.Where(static stage => stage is DenseStage or LayerStage { WeightsOffset: >= 0 });

    public IEnumerable<DensePlan> DenseBlocks => DenseStages.Select(static stage => stage.Plan);

    /// <summary>Blocks by the type that they share, the first of each first; training's own among them, where blocks are folded.</summary>
    public IEnumerable<IGrouping<string, DensePlan>> Shapes =>
        DenseBlocks.Concat(Training is null ? [] : Training.Stages.OfType<DenseStage>().Select(static stage => stage.Plan)).GroupBy(static dense => dense.ShapeName, StringComparer.Ordinal);

    /// <summary>The block that standardises the targets from an output on, or null.</summary>
    public LayerStage? TargetsFrom(int offset) => Spec.TargetBlocks.Where(block => block.Offset == offset).Select(block => block.Block.Name).FirstOrDefault() is { } name
        ? Declared.OfType<LayerStage>().First(stage => stage.Spec.Name == name)
        : null;

    /// <summary>What the last stage writes.</summary>
    public Value Output => Stages[Stages.Count - 1].Output;

    /// <summary>True when the result's rows are whole vectors, so that they need no copy into the caller's memory.</summary>
    public bool WritesDirectly => !HasHeads && Output.Stride == Output.Width;

    /// <summary>Whether one row ends with dot products, which leave out the padding themselves.</summary>
    public bool EndsInDot => !HasHeads && !WritesDirectly && !IsSingleMethod && BufferPlanner.LastDense(Stages) is { IsDot: true };

    /// <summary>Whether heads move their outputs into the caller's memory themselves.</summary>
    public bool HasHeads => Stages[Stages.Count - 1] is HeadEndStage;

    /// <summary>Floats of the smallest stack block of fixed size that holds one row's scratch; 0 when none does.</summary>
    public int RowBlock => SmallBlockFor(Row.Length);

    /// <summary>Whether one row needs no scratch, because its hidden values stay in registers or it has a block of its own.</summary>
    public bool IsRowInRegisters => RegisterTiers.Count > 0;

    /// <summary>Floats of scratch that one row needs.</summary>
    public int RowScratch => IsRowInRegisters ? 0 : Row.Length;

    /// <summary>
    /// Whether one row's method may become part of its callers: their budget of inlining is small, and a deep network's row would exceed it. A row in registers is called,
    /// instead of the trampoline that gives others their block of stack.
    /// </summary>
    public bool InlinesRow => !SharesTrainingForward && !IsRowInRegisters;

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
    public static int BlockFor(int floats) => Blocks.FirstOrDefault(size => floats <= size);

    /// <summary>The same among those below a page, which no call must probe.</summary>
    public static int SmallBlockFor(int floats) => SmallBlocks.FirstOrDefault(size => floats <= size);

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
    public int IndexOf(Value value) => Buffers.TakeWhile(buffer => buffer.Value != value).Count();

    public int OffsetOf(Value value) => Buffers.First(buffer => buffer.Value == value).Offset;
}

/// <summary>How a training step runs.</summary>
/// <param name="Stages">The forward pass as training runs it: an activation whose derivative needs its input leaves that input alone.</param>
/// <param name="Activations">Every value of the forward pass, kept for the backward pass, for one chunk of rows.</param>
/// <param name="GradientStride">Floats per row of the two buffers that pass gradients backward.</param>
/// <param name="FusedStages">Stages at the end that the loss computes itself: 1 for softmax with cross-entropy, else 0.</param>
/// <param name="Heads">The heads; empty for one chain.</param>
internal sealed record TrainingPlan(EquatableArray<Stage> Stages, BufferPlan Activations, int GradientStride, int FusedStages, EquatableArray<HeadPlan> Heads)
{
    public int ChunkRows => Activations.Rows;

    /// <summary>Whether a step works on all rows of its batch at once, block by block, because BatchNorm needs them.</summary>
    public bool IsWholeBatch => Stages.Any(static stage => stage is LayerStage { BatchOffset: >= 0 });

    /// <summary>Floats of the statistics of a batch, with which the memory begins.</summary>
    public int BatchLength => Stages.OfType<LayerStage>().Where(static stage => stage.BatchOffset >= 0).Sum(static stage => stage.BatchLength);

    /// <summary>Floats of each row of a whole batch: its values, and its gradients.</summary>
    public int FloatsPerRow => PerRow(Activations.Buffers.Count) + GradientBuffers * GradientStride;

    /// <summary>Where a value of a whole batch begins, in floats for each row that fits.</summary>
    public int PerRow(int buffer) => Activations.Buffers.Take(buffer).Sum(static before => before.Value.Stride);

    /// <summary>Whether any block is neither dense nor an activation.</summary>
    public bool HasLayers => Stages.Any(static stage => stage is LayerStage);

    /// <summary>Whether any block draws random numbers in a step.</summary>
    public bool DrawsNoise => Stages.Any(static stage => stage is LayerStage layer && BlockCatalogue.TraitsOf(layer.Spec.Kind).Has(BlockTraits.DrawsNoise));

    /// <summary>
    /// Whether a batch of one chunk updates each block as soon as its gradients are known: one chain of dense blocks and activations, whose loss is known before its
    /// backward pass begins.
    /// </summary>
    public bool FusesUpdates => Heads.Count == 0 && !HasLayers;

    /// <summary>The first stage with parameters: the backward pass ends there, because nothing before it learns.</summary>
    public int FirstLearned => Stages.TakeWhile(static stage => !Learns(stage)).Count();

    /// <summary>Whether a gradient flows from the heads into what stands before them.</summary>
    public bool TrunkLearns => Heads.Count > 0 && FirstLearned < Heads[0].Begin;

    /// <summary>Where the backward pass through a head ends: at the trunk, or at the first stage with parameters where the trunk has none.</summary>
    public int FirstOf(HeadPlan head) =>
        TrunkLearns ? head.Begin + 1 : head.Begin + Stages.Skip(head.Begin).TakeWhile(static stage => !Learns(stage)).Count();

    /// <summary>The stages that a loss computes itself.</summary>
    public bool IsFused(int stage) => Heads.Count == 0 ? stage >= StagesBeforeLoss : Heads.Any(head => stage >= head.BackwardEnd && stage < head.End);

    /// <summary>The stages that run before the loss.</summary>
    public int StagesBeforeLoss => Stages.Count - FusedStages;

    /// <summary>What the loss looks at: the last value, or what arrives at the stage that the loss computes itself.</summary>
    public Value LossInput => Stages[StagesBeforeLoss - 1].Output;

    /// <summary>What the last stage writes.</summary>
    public Value Output => Stages[Stages.Count - 1].Output;

    /// <summary>Levels of nested residuals around something that learns: each has a buffer in which the gradient that skips waits.</summary>
    public int ResidualLevels =>
        Stages.Where((stage, index) => stage is EndResidualStage && Keeps(index)).Select(static stage => ((EndResidualStage)stage).Level + 1).DefaultIfEmpty(0).Max();

    /// <summary>Whether the gradient at the end of a residual must wait for the beginning: nothing waits for it where nothing before learns.</summary>
    public bool Keeps(int end)
    {
        var level = ((EndResidualStage)Stages[end]).Level;
        var begin = end - 1;
        while (Stages[begin] is not BeginResidualStage { Level: var other } || other != level)
            begin--;
        var around = Heads.LastOrDefault(head => head.Begin < end);
        return begin >= (around is null ? FirstLearned : FirstOf(around));
    }

    /// <summary>Floats of the trainer's memory: the activations, then the gradient buffers.</summary>
    public int MemoryLength => IsWholeBatch ? BatchLength + StandardRows * FloatsPerRow : GradientOffset(GradientBuffers);

    /// <summary>The buffer of the gradient at a head's outputs; behind the last, that of the trunk.</summary>
    public int HeadGradient(int head) => 2 + ResidualLevels + head;

    /// <summary>Buffers of gradients: the two that take turns, and those of residuals and heads.</summary>
    private int GradientBuffers => HeadGradient(Heads.Count == 0 ? 0 : Heads.Count + 1);

    /// <summary>The rows of a whole batch that a trainer holds unless it is told another number.</summary>
    private const int StandardRows = 256;

    private static bool Learns(Stage stage) => stage is DenseStage or LayerStage { WeightsOffset: >= 0 };

    public int GradientOffset(int buffer) => Activations.Length + buffer * ChunkRows * GradientStride;
}

/// <summary>One head of a training step.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Part">What the user declared.</param>
/// <param name="Begin">The stage where it begins.</param>
/// <param name="End">The stage where it ends.</param>
/// <param name="BackwardEnd">The first stage that the backward pass does not go through: the end, or an activation that the loss computes itself.</param>
/// <param name="LossInput">What its loss looks at.</param>
internal sealed record HeadPlan(int Index, HeadPart Part, int Begin, int End, int BackwardEnd, Value LossInput);
