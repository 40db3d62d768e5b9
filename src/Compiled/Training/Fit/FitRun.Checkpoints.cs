using System.Globalization;
using Compiled.Storage;

namespace Compiled;

/// <content>What checkpoints take of a run, and how one goes on.</content>
internal sealed partial class FitRun
{
    private CheckpointFacts? _facts;

    /// <summary>The trainer's rate without the schedule.</summary>
    public float OwnRate => _schedule is null ? _trainer.LearningRate : _baseRate;

    /// <summary>Where the run stands, between two steps.</summary>
    public FitPosition Position => new()
    {
        Facts = Facts,
        Epochs = [.. _epochs],
        Epoch = _epoch,
        Elapsed = _reporter.Elapsed,
        Stopping = _stopping?.State,
        Plateaus = [.. Plateaus.Select(static plateau => plateau.State)],
        Average = _average?.State,
    };

    /// <summary>What decides the run's bits beside the state. Its checksums take a pass through the data, and only a run that is saved or resumed needs them.</summary>
    private CheckpointFacts Facts => _facts ??= Describe();

    private IEnumerable<ReduceOnPlateau> Plateaus => _schedule?.Plateaus ?? [];

    /// <summary>Takes up a run where it was left.</summary>
    private void GoOn(FitPosition position)
    {
        Check(position);
        _epochs.AddRange(position.Epochs);
        _epoch = position.Epoch;
        if (_stopping is not null && position.Stopping is { } stopping)
            _stopping.State = stopping;
        foreach (var (plateau, state) in Plateaus.Zip(position.Plateaus))
            plateau.State = state;
        if (_average is not null && position.Average is { } average)
            _average.State = average;
    }

    /// <summary>Whether the run can go on with this data and these options.</summary>
    /// <exception cref="ArgumentException">It cannot, for all the reasons that are listed.</exception>
    private void Check(FitPosition position)
    {
        var differences = Facts.DifferencesFrom(position.Facts).ToList();
        var fewest = position.Epochs.Count + (position.Epoch.HasBegun ? 1 : 0);
        if (_options.Epochs < fewest)
            differences.Add(Wording.Of($"FitOptions.Epochs is {_options.Epochs} here, but the run is in epoch {fewest}."));
        if (position.Epoch.Batch > _reader.BatchCount || position.Plateaus.Count != Plateaus.Count() || (position.Stopping is null) != (_stopping is null)
            || (position.Average is null) != (_average is null))
            differences.Add("The checkpoint is inconsistent.");
        if (differences.Count == 0)
            return;
        throw new ArgumentException(
            $"The resumed run cannot continue with these data and options:\n- {string.Join("\n- ", differences)}\n"
            + "Use those that it started with, or call DiscardUnfinishedRun() to begin a new run.",
            "options");
    }

    /// <summary>Saves the run after a step, when it is time.</summary>
    private void SaveAfterStep()
    {
        if (_options.Checkpoint is { EverySteps: { } every } && _epoch.Steps % every == 0)
            Save();
    }

    /// <summary>Saves the run after an epoch, when it is time.</summary>
    private void SaveAfterEpoch(int epoch, bool isLast)
    {
        if (_options.Checkpoint is { EveryEpochs: var every } && (isLast || epoch % every == 0))
            Save();
    }

    /// <summary>Saves the run, unless the last update has broken parameters: the next loss will end it, and the file before is worth more.</summary>
    private void Save()
    {
        if (_options.Checkpoint is not { Path: var path } || _trainer.NonFiniteBlock() is not null)
            return;
        try
        {
            _trainer.SaveCheckpoint(path);
        }
        catch (IOException)
        {
            CanGoOn = true;
            throw;
        }
    }

    /// <summary>Saves a run that a callback ends by an exception, which is the one to tell, whether the file can be written or not.</summary>
    private void SaveWhatThereIs()
    {
        CanGoOn = true;
        try
        {
            Save();
        }
        catch (IOException)
        {
            // The callback's problem is told; the file before is unchanged.
        }
    }

    private CheckpointFacts Describe()
    {
        var facts = new CheckpointFacts();
        if (_stream is null)
            Describe(facts, "The data", _data);
        else
            facts.AddText("The data", _stream.Description);
        facts.Add("FitOptions.BatchSize", $"{_reader.BatchSize}");
        facts.Add("FitOptions.Shuffle", $"{_options.Shuffle}");
        facts.Add("FitOptions.Seed", $"{_options.Seed ?? _trainer.Seed}");
        facts.AddText("FitOptions.Augment", _options.Augment is null ? "none" : "given");
        Describe(facts, "FitOptions.Validation", _options.Validation);
        if (_earlyStopping is { } stopping)
            facts.Add("FitOptions.EarlyStopping", $"Patience = {stopping.Patience}, MinDelta = {stopping.MinDelta}, RestoreBest = {stopping.RestoreBest}");
        facts.AddText("FitOptions.Schedule", _schedule is null ? "none" : "given");
        facts.Add("The number of ReduceOnPlateau in FitOptions.Schedule", $"{Plateaus.Count()}");
        if (_schedule is not null)
            facts.Add("FitOptions.ScheduleBy", $"{_options.ScheduleBy}");
        if (_average is not null)
            facts.AddText("The average of the parameters in FitOptions.Callbacks", _average.Settings);
        return facts;
    }

    private static void Describe(CheckpointFacts facts, string name, Dataset? data) => facts.AddText(
        name,
        data is null
            ? "none"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{data} (checksum {Checksum64.Of(data.Inputs):x16} {Checksum64.Of(data.Targets):x16} {Checksum64.Of(data.SampleWeights):x16})"));
}
