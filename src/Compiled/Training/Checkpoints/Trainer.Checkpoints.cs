using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <content>Checkpoints: everything that decides the next bits, in a file.</content>
public abstract partial class Trainer
{
    /// <summary>The run of <see cref="Fit"/> that is under way.</summary>
    private FitRun? _run;

    private LeftRun? _left;

    /// <summary>
    /// The run that the next <see cref="Fit"/> continues; null unless <see cref="Resume(string)"/> has restored one that no <c>Fit</c> has continued yet.
    /// </summary>
    public UnfinishedRun? UnfinishedRun => _left is { IsResumed: true } left ? new UnfinishedRun(left.Position) : null;

    /// <summary>Makes the next <see cref="Fit"/> start a new run from the current parameters, with all its epochs.</summary>
    public void DiscardUnfinishedRun() => _left = null;

    /// <summary>Saves trainer and network in a file, from which <see cref="Resume(string)"/> continues with the same bits.</summary>
    /// <remarks>
    /// <para>
    /// It contains the parameters and statistics; the optimiser's state, settings and rate; the settings of single blocks (<see cref="Freeze"/>, <see cref="SetRate(string, float)"/>,
    /// <see cref="SetMaxNorm"/>, <see cref="SetWeightDecay"/>); the step and epoch counts, which together with the seed determine all random numbers; and the last loss.
    /// Called while <see cref="Fit"/> runs, from a progress report, or after a <c>Fit</c> that was cancelled, it also contains the run: epoch and batch, the position of the schedule,
    /// the counters and best parameters of early stopping, and the history. (Except if early stopping has restored the best parameters at the end of a cancelled run: then those are
    /// saved. <see cref="FitOptions.Checkpoint"/> saves before that.) Gradients, <see cref="Health"/> and the history of <see cref="Minimize"/> are not in it.
    /// </para>
    /// <para>
    /// The file is written to a temporary file in the same folder, flushed to disk and renamed: whenever the process or the machine stops, the file is either the
    /// complete old one or the complete new one.
    /// (.NET cannot flush a folder: after a power failure, it may be the old file although the call had returned.) A temporary file left by a killed process is
    /// removed by a later save. The same on every machine. Not thread-safe; must not be called while a step runs.
    /// </para>
    /// </remarks>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="IOException">The file could not be written, such as on a full disk or in a folder that is read-only or missing: the old file is unchanged.</exception>
    public void SaveCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var contents = Capture();
        AtomicFile.Write(path, stream => CheckpointFile.Write(stream, contents));
    }

    /// <summary>The same into a stream, at its current position.</summary>
    /// <param name="stream">Receives the checkpoint; stays open, and is not flushed.</param>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void SaveCheckpoint(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckpointFile.Write(stream, Capture());
    }

    /// <summary>
    /// Restores this trainer and its network to the state in which a checkpoint was saved: subsequent steps, or a <see cref="Fit"/>, give the same bits as they would have then.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The trainer must be of a network with the same topology (the class may have another name), have the same optimiser with the same settings (the rate is restored)
    /// and the same options, as far as they affect
    /// bits: <see cref="TrainerOptions.Seed"/>, weights of classes, clipping, penalties and norms. The number of threads may differ. Names of features and classes must
    /// be the same if both sides have them; a network without names takes those of the checkpoint. A user-defined optimiser is compared by its type,
    /// and by its <see cref="IOptimizer.Settings"/> if it has any. If the checkpoint contains a run, <see cref="UnfinishedRun"/> shows it, and the next <c>Fit</c> continues it.
    /// </para>
    /// <para>
    /// Checksums detect damage, and memory is bounded by the topology and the file's length. Parameters are restored as they were, including infinite ones. If a run was saved within an epoch
    /// and diverges before the end of that epoch, it returns to the checkpoint.
    /// </para>
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is not a checkpoint, is damaged or truncated, or belongs to another version or another trainer, with every
    /// difference; nothing is changed.</exception>
    /// <exception cref="IOException">The file is missing or could not be read; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> is running, or the network is frozen.</exception>
    public void Resume(string path)
    {
        using var stream = ModelFiles.Open(path);
        Resume(stream, path);
    }

    /// <summary>The same from a stream, from its current position to its end, where the checkpoint must end too.</summary>
    /// <param name="stream">Contains the checkpoint; stays open.</param>
    /// <exception cref="ModelFileException">The data are not a checkpoint, are damaged or truncated, or belong to another version or another trainer, with every difference; nothing is
    /// changed.</exception>
    /// <exception cref="IOException">The stream could not be read; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> is running, or the network is frozen.</exception>
    public void Resume(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Resume(stream, fileName: null);
    }

    /// <summary>The type of the optimiser.</summary>
    private protected abstract string OptimizerName { get; }

    /// <summary>How many floats per parameter it remembers.</summary>
    private protected abstract int StateSlots { get; }

    /// <summary>Its settings, as it tells them.</summary>
    private protected abstract string OptimizerSettings { get; }

    /// <summary>What the optimiser remembers.</summary>
    private protected abstract IReadOnlyList<StateSlot> CaptureSlots();

    /// <summary>What is set block by block, weights before biases; null where the rule alone updates everything.</summary>
    private protected abstract IReadOnlyList<TunedRegion>? CaptureRegions();

    /// <summary>Takes both back; the sizes were checked.</summary>
    private protected abstract void ResumeOptimizer(IReadOnlyList<StateSlot> slots, IReadOnlyList<TunedRegion>? regions);

    /// <summary>The same without the times of the run: bytes that are a function of the training alone, so that whoever repeats it writes them again.</summary>
    internal void SaveCheckpointWithoutTimes(Stream stream)
    {
        var contents = Capture();
        CheckpointFile.Write(stream, contents with { Run = contents.Run?.WithoutTimes() });
    }

    private CheckpointContents Capture()
    {
        if (_run is { IsAveraging: true })
        {
            throw new InvalidOperationException(
                "The network has averaged parameters while OnEpochEnd is called, from which training cannot continue: use FitOptions.Checkpoint, or save in OnEpochBegin or OnBatchEnd.");
        }

        return CaptureState();
    }

    private CheckpointContents CaptureState() => new()
    {
        Facts = CheckpointDescription.Of(this, _options),
        // A schedule's rate is its run's: whoever goes on without it has the trainer's own, as after the end of Fit.
        LearningRate = _run?.OwnRate ?? LearningRate,
        Loss = Loss,
        HeadLosses = [.. _headLosses],
        StepCount = StepCount,
        EpochsBegun = _epochsBegun,
        Network = NetworkState.From(Parameters.Layout, Parameters.State),
        Slots = CaptureSlots(),
        Regions = CaptureRegions(),
        Run = _run is not null ? _run.Position : _left?.IsCurrent(this) == true ? _left.Position : null,
    };

    /// <summary>
    /// As <see cref="Resume(Stream)"/>, but the optimiser's settings and the options may be others, but for the seed: what population-based training does between two generations. The rate is that
    /// of the checkpoint, and an unfinished run is dropped.
    /// </summary>
    internal void ResumeWithOtherSettings(Stream stream)
    {
        Resume(stream, fileName: null, name => name.StartsWith(OptimizerName + ".", StringComparison.Ordinal)
            || name.StartsWith("TrainerOptions.", StringComparison.Ordinal) && name != "TrainerOptions.Seed");
        DiscardUnfinishedRun();
    }

    private void Resume(Stream stream, string? fileName, Predicate<string>? mayDiffer = null)
    {
        if (_run is not null)
            throw new InvalidOperationException("Fit is running: cancel it before Resume, or resume with a separate trainer.");
        Parameters.ThrowIfFrozen();
        var layout = Parameters.Layout;
        var shape = new CheckpointShape(
            Topology.Heads.Count, layout.ParameterCount, NetworkState.StatisticsLength(layout), StateSlots, layout.Blocks.Sum(static block => block.HasBias ? 2 : 1));
        var contents = CheckpointFile.Read(
            stream, fileName, CheckpointDescription.Of(this, _options, mayDiffer), shape, $"a trainer of {Topology.Name} with {OptimizerName}");
        LearnedNames names;
        try
        {
            names = StoredEncoder.Names(
                contents.Facts.Names("feature", Topology.InputSize), contents.Facts.Names("class", Naming.ClassCount(Topology)), contents.Facts.EncoderText() ?? "", Topology);
        }
        catch (FormatException exception)
        {
            throw new ModelFileException(fileName, $"The checkpoint is not valid: {exception.Message}.", exception);
        }

        try
        {
            LearningRate = contents.LearningRate;
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException(fileName, $"The checkpoint's learning rate is not valid: {exception.Message}", exception);
        }

        // From here on nothing throws.
        Restore(contents);
        Naming.Adopt(Topology, Parameters, names);
        Parameters.MarkChanged();
        _left = contents.Run is { } run ? new LeftRun(run, StepCount, Parameters.Version, IsResumed: true) : null;
    }

    /// <summary>Takes back everything that decides the next bits, but for names and runs.</summary>
    private void Restore(CheckpointContents contents)
    {
        LearningRate = contents.LearningRate;
        contents.Network.CopyTo(Parameters.Layout, Parameters.State);
        Parameters.MarkChanged();
        (StepCount, Loss, _epochsBegun) = (contents.StepCount, contents.Loss, contents.EpochsBegun);
        contents.HeadLosses.CopyTo(_headLosses.AsSpan());
        ResumeOptimizer(contents.Slots, contents.Regions);
    }

    /// <summary>The run with which this Fit goes on, or null.</summary>
    private FitPosition? Resumed()
    {
        if (_left is not { IsResumed: true } left)
            return null;
        return left.IsCurrent(this)
            ? left.Position
            : throw new InvalidOperationException(
                "The trainer took steps, or its network's parameters were written, since it was resumed: its unfinished run cannot continue. Resume again, or call "
                + "DiscardUnfinishedRun() to begin a new run.");
    }

    /// <summary>A run that was left between two steps, and what the trainer was then.</summary>
    private sealed record LeftRun(FitPosition Position, long StepCount, long Version, bool IsResumed)
    {
        /// <summary>Whether nothing has happened since.</summary>
        public bool IsCurrent(Trainer trainer) => trainer.StepCount == StepCount && trainer.Parameters.Version == Version;
    }

    /// <summary>What decides the bits of a training beside its state.</summary>
    private static class CheckpointDescription
    {
        public static CheckpointFacts Of(Trainer trainer, TrainerOptions options, Predicate<string>? mayDiffer = null)
        {
            var facts = new CheckpointFacts { MayDiffer = mayDiffer };
            facts.AddLines("Line of the topology", trainer.Topology.Declaration);
            facts.AddNames("class", Naming.Classes(trainer.Topology, trainer.Parameters));
            facts.AddNames("feature", Naming.Features(trainer.Topology, trainer.Parameters));
            facts.AddEncoder(trainer.Parameters.Names.Encoder is { } encoder ? EncoderJson.Write(encoder) : null);
            foreach (var block in trainer.Parameters.Layout.Blocks.Where(static block => block is not { L1: 0, L2: 0 }))
            {
                facts.Add($"The declared L1 of {block.Name}", $"{block.L1}");
                facts.Add($"The declared L2 of {block.Name}", $"{block.L2}");
            }

            facts.AddText("The optimizer", trainer.OptimizerName);
            facts.Add("What it remembers of each parameter, in floats,", $"{trainer.StateSlots}");
            facts.AddSettings(trainer.OptimizerName, trainer.OptimizerSettings);
            facts.Add("TrainerOptions.Seed", $"{options.Seed}");
            facts.AddText("TrainerOptions.ClassWeights", options.ClassWeights is { } weights ? string.Join(", ", weights.Select(static weight => Wording.Of($"{weight}"))) : "none");
            facts.AddNumber("TrainerOptions.ClipNorm", options.ClipNorm);
            facts.AddNumber("TrainerOptions.ClipValue", options.ClipValue);
            facts.Add("TrainerOptions.L1", $"{options.L1}");
            facts.Add("TrainerOptions.L2", $"{options.L2}");
            facts.Add("TrainerOptions.WeightDecayExclusions", $"{options.WeightDecayExclusions}");
            facts.AddNumber("TrainerOptions.MaxNorm", options.MaxNorm);
            return facts;
        }
    }
}
