using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>Options for <see cref="Trainer.Fit"/>.</summary>
public sealed record FitOptions
{
    /// <summary>The value of <see cref="BatchSize"/> that puts all rows in one step.</summary>
    public const int FullBatch = int.MaxValue;

    /// <summary>The number of passes through the data; at least 1, 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Epochs { get; init => field = AtLeastOne(value); } = 10;

    /// <summary>
    /// Rows in one step; at least 1, 32 by default. 1 is stochastic gradient descent, <see cref="FullBatch"/> or anything above the
    /// number of rows means one step per epoch. The last batch of an epoch contains the remaining rows.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize { get; init => field = AtLeastOne(value); } = 32;

    /// <summary>Whether every epoch takes the rows in a different random order; true by default.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The seed of the shuffling and of <see cref="Augment"/>; null, the default, uses <see cref="TrainerOptions.Seed"/>.</summary>
    public long? Seed { get; init; }

    /// <summary>
    /// Data that is only monitored: after each epoch its loss and metric are added to the history. It must have the same sizes and classes as the training
    /// data.
    /// </summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// Ends the run when the validation loss, or the training loss without validation data, has stopped improving, and restores the best
    /// parameters; null, the default, runs all <see cref="Epochs"/>: <c>new EarlyStopping(patience: 10)</c>.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Changes a copy of each batch before its step; null, the default, uses the rows as they are. <see cref="Augmentations"/> has built-in ones, such as
    /// <c>Augmentations.GaussianNoise(0.05f)</c>. Validation and metrics use the original data, and the loss of an epoch is that of the changed rows.
    /// </summary>
    public Augmentation? Augment { get; init; }

    /// <summary>
    /// Whether to compute the metric on the training data after each epoch, which costs one prediction per row; true by default.
    /// </summary>
    public bool TrainingMetrics { get; init; } = true;

    /// <summary>
    /// Receives progress about every 50 ms, after each epoch and at the end, on the training thread; <c>new ConsoleProgress()</c> shows it on the
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
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public ScheduleUnit ScheduleBy
    {
        get;
        init => field = value is ScheduleUnit.Epoch or ScheduleUnit.Step
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(ScheduleBy), value, $"FitOptions.ScheduleBy is {(int)value}, which is not a member of ScheduleUnit: use Epoch or Step.");
    }

    /// <summary>
    /// The file in which the run is saved, so that it can be resumed after a crash: <c>new CheckpointOptions("run.checkpoint")</c>; null, the default, for none.
    /// </summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>
    /// What follows the run and may end it, called in this order at the beginning and end of the run, of every epoch and of every batch; empty by default:
    /// <c>Callbacks = [new ModelCheckpoint("best.safetensors") { BestOnly = true }, new CsvLogger("run.csv")]</c>.
    /// </summary>
    /// <remarks>
    /// Built in are <see cref="ModelCheckpoint"/>, <see cref="CsvLogger"/>, <see cref="JsonLinesLogger"/>, <see cref="TargetLoss"/>, <see cref="TimeLimit"/>,
    /// <see cref="StopWhen"/>, <see cref="TerminateOnNaN"/>,
    /// <see cref="ExponentialMovingAverage"/> and <see cref="StochasticWeightAveraging"/>. An <see cref="Compiled.EarlyStopping"/> may be given here or as
    /// <see cref="EarlyStopping"/>, and a <see cref="ReduceOnPlateau"/>
    /// here or as <see cref="Schedule"/>: here it multiplies the rate of the schedule.
    /// </remarks>
    /// <exception cref="ArgumentException">A callback is null.</exception>
    public IReadOnlyList<ICallback> Callbacks
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            for (var index = 0; index < value.Count; index++)
            {
                if (value[index] is null)
                    throw new ArgumentException(Wording.Of($"FitOptions.Callbacks[{index}] is null: remove it from the list."), nameof(Callbacks));
            }

            field = value;
        }
    } = [];

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") =>
        value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"FitOptions.{name} is {value}, but must be at least 1."));
}
