using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>How <see cref="Trainer.Fit"/> goes through the data.</summary>
public sealed record FitOptions
{
    /// <summary>A <see cref="BatchSize"/> that makes one step of all rows.</summary>
    public const int FullBatch = int.MaxValue;

    /// <summary>How many times to go through the data; at least 1, 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Epochs { get; init => field = AtLeastOne(value); } = 10;

    /// <summary>
    /// Rows in one step; at least 1, 32 by default. 1 is stochastic gradient descent, <see cref="FullBatch"/> or anything beyond the
    /// number of rows is one step an epoch. The last batch of an epoch holds what is left.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize { get; init => field = AtLeastOne(value); } = 32;

    /// <summary>Whether every epoch takes the rows in another random order; true by default.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Seeds the shuffling and <see cref="Augment"/>; null, the default, takes <see cref="TrainerOptions.Seed"/>.</summary>
    public long? Seed { get; init; }

    /// <summary>
    /// Data that is only watched: after each epoch its loss and metric enter the history. Of the same sizes and classes as the training
    /// data.
    /// </summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// Ends the run when the validation loss, or without validation data the training loss, has stopped to improve, and brings the best parameters
    /// back; null, the default, for all <see cref="Epochs"/>: <c>new EarlyStopping(patience: 10)</c>.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Changes a copy of each batch before its step; null, the default, for the rows as they are. <see cref="Augmentations"/> has ready ones, such as
    /// <c>Augmentations.GaussianNoise(0.05f)</c>. Validation and metrics see the data unchanged, and the loss of an epoch is that of the changed rows.
    /// </summary>
    public Augmentation? Augment { get; init; }

    /// <summary>
    /// Whether to compute the metric on the training data after each epoch, which costs a prediction of every row; true by default.
    /// </summary>
    public bool TrainingMetrics { get; init; } = true;

    /// <summary>
    /// Is told about every 50 ms, after each epoch and at the end, on the training thread; <c>new ConsoleProgress()</c> shows it on the
    /// console.
    /// </summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>
    /// Stops between two steps, and writes the <see cref="Checkpoint"/>: <c>Fit</c> then returns a history with <see cref="History.Cancelled"/> set, and throws nothing.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// The learning rate over the run, from the trainer's rate as it is when <c>Fit</c> begins, to which it returns at the end; null, the default, for
    /// the trainer's own.
    /// </summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Whether the schedule's time counts epochs, the default, or steps; both from 0 in every run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enum.</exception>
    public ScheduleUnit ScheduleBy
    {
        get;
        init => field = value is ScheduleUnit.Epoch or ScheduleUnit.Step
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(ScheduleBy), value, $"FitOptions.ScheduleBy is {(int)value}, which is not a member of ScheduleUnit: use Epoch or Step.");
    }

    /// <summary>
    /// Where the run is saved while it goes on, so that it can be resumed after a crash: <c>new CheckpointOptions("run.checkpoint")</c>; null, the default, for nowhere.
    /// </summary>
    public CheckpointOptions? Checkpoint { get; init; }

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") =>
        value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"FitOptions.{name} is {value}, but must be at least 1."));
}
