using Compiled.Dynamic;

namespace Compiled.Searching;

/// <summary>A network that a job trained and judged.</summary>
/// <param name="Network">The network of its best epoch.</param>
/// <param name="Checkpoint">The state of its training; null if nothing continues from it.</param>
/// <param name="BestEpoch">The epoch whose network it is.</param>
/// <param name="Epochs">The epochs done.</param>
/// <param name="Losses">Training and validation loss of the best epoch.</param>
internal sealed record MemberResult(DynamicNetwork Network, MemberCheckpoint? Checkpoint, int BestEpoch, int Epochs, (double Training, double Validation) Losses)
{
    /// <summary>The run; null if it was over before this job.</summary>
    public History? History { get; init; }
}

/// <summary>Trains one network of a job: a fold and a seed of the trial.</summary>
internal sealed class MemberTraining(SearchDefinition definition, SearchJob job, DynamicNetworkType type, CancellationToken cancellation)
{
    private const int LeastBatch = 2;

    private readonly TrialSettings _settings = job.Settings;
    private readonly int _epochs = definition.EpochsOf(job.Settings);

    /// <summary>Settings change from job to job, so that each job is a run of its own.</summary>
    private readonly bool _changes = definition.Searcher.ChangesSettings;

    /// <summary>Trains from the checkpoint, or from new parameters.</summary>
    /// <param name="data">The rows of the fold.</param>
    /// <param name="seed">Of parameters and shuffling.</param>
    /// <param name="from">The state of the parent's training; null for a new network.</param>
    /// <exception cref="NonFiniteTrainingException">Training diverged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MemberResult Train((Dataset Train, Dataset Validation) data, long seed, MemberCheckpoint? from)
    {
        var network = type.Create(seed);
        var trainer = CreateTrainer(network, seed);
        if (from is not null)
            Resume(trainer, from);
        if (from is { IsOver: true } && !_changes)
            return new(network, from, from.BestEpoch, from.Epochs, from.Losses);
        // With settings that change, the run is the job's own, and counts from its beginning.
        var before = _changes ? job.FromEpoch : 0;
        var stop = job.ToEpoch < _epochs ? new StopAtEpoch(job.ToEpoch - before) : null;
        var history = trainer.Fit(data.Train, Options(data.Validation, trainer.LearningRate, _epochs - before, stop));
        if (history.Cancelled)
            cancellation.ThrowIfCancellationRequested();
        var last = history.Epochs[^1];
        var best = _changes || history.BestEpoch is not { } epoch ? last : history.Epochs[epoch - 1];
        var (bestEpoch, epochs) = (before + best.Epoch, before + history.Epochs.Count);
        var losses = (best.Loss, best.ValidationLoss ?? double.NaN);
        var isOver = history.StoppedEarly;
        var checkpoint = stop is null ? null : new MemberCheckpoint(epochs, isOver, bestEpoch, losses, isOver ? Save(trainer) : stop.State ?? Save(trainer));
        return new(network, checkpoint, bestEpoch, epochs, losses) { History = history };
    }

    /// <summary>Trains on all rows up to the epoch of the job, with the schedule of the whole trial.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MemberResult TrainOnAll(Dataset data, long seed)
    {
        var network = type.Create(seed);
        var trainer = CreateTrainer(network, seed);
        var stop = job.ToEpoch < _epochs ? new StopAtEpoch(job.ToEpoch) : null;
        var history = trainer.Fit(data, Options(null, trainer.LearningRate, _epochs, stop) with { EarlyStopping = null });
        if (history.Cancelled)
            cancellation.ThrowIfCancellationRequested();
        return new(network, null, job.ToEpoch, history.Epochs.Count, (history.Epochs[^1].Loss, double.NaN)) { History = history };
    }

    private FitOptions Options(Dataset? validation, float rate, int epochs, StopAtEpoch? stop) => new()
    {
        Epochs = epochs,
        BatchSize = Batch,
        Validation = validation,
        EarlyStopping = _changes ? null : new EarlyStopping(definition.Patience ?? epochs),
        Schedule = _changes ? null : TrialSchedules.Of(_settings, epochs, rate),
        TrainingMetrics = false,
        Callbacks = stop is null ? [] : [stop],
        CancellationToken = cancellation,
    };

    private int Batch => _settings.Integer(SettingNames.Batch, definition.BatchSize);

    private Trainer CreateTrainer(DynamicNetwork network, long seed) => TrialOptimizers.CreateTrainer(network, _settings, new TrainerOptions
    {
        Seed = seed,
        L1 = (float)_settings.Number(SettingNames.L1, 0),
        L2 = (float)_settings.Number(SettingNames.L2, 0),
        ClipNorm = _settings.Find(SettingNames.ClipNorm)?.Number is { } norm ? (float)norm : null,
        MaxBatchSize = Math.Max(LeastBatch, Batch),
    });

    private void Resume(Trainer trainer, MemberCheckpoint from)
    {
        using var stream = new MemoryStream(from.State);
        if (!_changes)
        {
            trainer.Resume(stream);
            return;
        }

        var rate = trainer.LearningRate;
        trainer.ResumeWithOtherSettings(stream);
        trainer.LearningRate = rate;
    }

    private static byte[] Save(Trainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.SaveCheckpointWithoutTimes(stream);
        return stream.ToArray();
    }

    /// <summary>Keeps the state after an epoch and ends the run there, so that a later one can go on.</summary>
    private sealed class StopAtEpoch(int epoch) : ICallback
    {
        public byte[]? State { get; private set; }

        public void OnEpochEnd(FitContext context)
        {
            if (context.Epoch != epoch)
                return;
            State = Save(context.Trainer);
            context.Stop("the budget of the job is used up");
        }
    }
}
