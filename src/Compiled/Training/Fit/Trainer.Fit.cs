using Compiled.Runtime;

namespace Compiled;

public abstract partial class Trainer
{
    /// <summary>Epochs begun since this trainer was made: the shuffling goes on where the last <see cref="Fit"/> stopped.</summary>
    private int _epochsBegun;

    /// <summary>Trains through the data, batch by batch, for a number of epochs. Allocates nothing per step.</summary>
    /// <remarks>
    /// <para>
    /// The shuffling, and what an augmentation draws, depends on the seed and on the number of the epoch alone, and a second <c>Fit</c> goes
    /// on where the first one stopped: five epochs and five more are ten, bit for bit. A last batch that is shorter counts as any other.
    /// </para>
    /// <para>
    /// Features are matched by their names where the network has names, declared by <c>[Features]</c> or known to this instance, and the data has some
    /// (<see cref="Dataset.HasFeatureNames"/>): columns in another order are put in the network's, extra ones are left out, and a missing one is an error. A network without
    /// names learns those of the data, and the names of the classes too. Validation data is matched in the same way.
    /// </para>
    /// <para>
    /// Where the dataset has <see cref="Dataset.SampleWeights"/>, every step takes them, and the loss of an epoch is the weighted mean too. Metrics count
    /// every row once.
    /// </para>
    /// <para>
    /// A network that begins with <c>[Standardize]</c> has it fitted to this data first, unless it was fitted or set before: a second <c>Fit</c>, and
    /// fine-tuning on other data, keep what the network has learned with. The same goes for <c>[StandardizeTargets]</c> and the targets; losses are those of the
    /// standardised targets then, and metrics are in the targets' own units.
    /// </para>
    /// <para>
    /// Cancelling throws nothing: the history says <see cref="History.Cancelled"/>, its epochs are the finished ones, and the network is
    /// in the state of the last finished step; under <see cref="EarlyStopping.RestoreBest"/> it has the parameters of the best finished epoch.
    /// Runs on the calling thread; no other thread may use the network meanwhile.
    /// </para>
    /// <para>
    /// After <see cref="Resume(string)"/> of a checkpoint that was written while <c>Fit</c> ran, it goes on with that run instead (<see cref="UnfinishedRun"/>): the
    /// remaining batches and epochs of <see cref="FitOptions.Epochs"/>, the schedule and early stopping as they stood, and a history with the epochs before.
    /// The bits are those of a run that was never interrupted.
    /// </para>
    /// </remarks>
    /// <param name="data">What to learn: as many features as the network has inputs, as many targets as it has outputs.</param>
    /// <param name="options">Epochs, batch size, validation, progress …; null takes the defaults.</param>
    /// <returns>Loss and metrics of every finished epoch.</returns>
    /// <exception cref="ArgumentException">The data or the validation data does not fit the network or lacks a feature, their classes differ, or a target is no
    /// value that the loss is defined for (<c>BinaryCrossEntropy</c>: 0 to 1; <c>CrossEntropy</c>, <c>KullbackLeibler</c>: not negative, rows that sum to
    /// 1 ± 0.001; <c>Hinge</c>: ±1; <c>Poisson</c>: not negative), or a batch would have too many or too few rows for <c>BatchNorm</c>; or an unfinished run
    /// was resumed with other data or options, which the message lists. Nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; or since <see cref="Resume(string)"/> brought an unfinished run, steps were taken or parameters written. Nothing is changed.</exception>
    /// <exception cref="IOException">A <see cref="FitOptions.Checkpoint"/> could not be written: the file before stands, and the network is in the state of the last
    /// finished step.</exception>
    /// <exception cref="NonFiniteTrainingException">
    /// A loss or a parameter became infinite or NaN. Parameters and trainer are restored to the end of the last good epoch, with
    /// <see cref="EarlyStopping"/> too.
    /// </exception>
    public History Fit(Dataset data, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        Parameters.ThrowIfFrozen();
        options ??= new FitOptions();
        var matched = Match(data, options.Validation);
        CheckBatches(data.Count, options.BatchSize, nameof(data));
        var run = new FitRun(this, matched.Data, matched.Validation == options.Validation ? options : options with { Validation = matched.Validation }, Resumed());
        Parameters.StandardizeIfNew(matched.Data);
        Parameters.Names = matched.Names;
        return Follow(run);
    }

    /// <summary>Lets a run go to its end, and remembers it meanwhile, and after that where it can go on.</summary>
    private History Follow(FitRun run)
    {
        var outer = _run;
        (_run, _left) = (run, null);
        try
        {
            run.Run();
        }
        finally
        {
            _run = outer;
            if (run.CanGoOn)
                _left = new LeftRun(run.Position, StepCount, Parameters.Version, IsResumed: false);
        }

        // Not before: the best parameters of early stopping are not where the run can go on.
        return run.Conclude();
    }

    /// <summary>
    /// As <c>Step</c>, but a loss that is not finite is returned without an update, so that the parameters still show where it came from. No
    /// weights are an empty span.
    /// </summary>
    private protected abstract float StepIfFinite(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights);

    /// <summary>Each batch of a pass through the data has as many rows as a step may have.</summary>
    /// <exception cref="ArgumentException">One has not.</exception>
    private protected abstract void CheckBatches(int count, int batchSize, string name);

    /// <summary>Remembers parameters, statistics, optimiser and counters.</summary>
    private protected abstract void KeepState();

    /// <summary>Goes back to what <see cref="KeepState"/> remembered.</summary>
    private protected abstract void RestoreState();
}
