using Compiled.Runtime;

namespace Compiled;

public abstract partial class Trainer
{
    /// <summary>Epochs begun since this trainer was created: the shuffling continues where the last <see cref="Fit"/> stopped.</summary>
    private int _epochsBegun;

    /// <summary>Trains on the data, batch by batch, for a number of epochs. Allocates nothing per step.</summary>
    /// <remarks>
    /// <para>
    /// The shuffling and the random numbers of an augmentation depend only on the seed and the number of the epoch, and a second <c>Fit</c> continues
    /// where the first one stopped: five epochs and five more equal ten, bit for bit. A shorter last batch counts like any other.
    /// </para>
    /// <para>
    /// Features are matched by their names where the network has names, declared by <c>[Features]</c> or known to this instance, and the data has some
    /// (<see cref="Dataset.HasFeatureNames"/>): columns are reordered to match the network, extra columns are ignored, and a missing column is an error. A network without
    /// names learns those of the data, and the names of the classes too. Validation data is matched in the same way.
    /// </para>
    /// <para>
    /// If the dataset has <see cref="Dataset.SampleWeights"/>, every step uses them, and the loss of an epoch is the weighted mean too. Metrics count
    /// every row once.
    /// </para>
    /// <para>
    /// A network that begins with <c>[Standardize]</c> has it fitted to this data first, unless it was already fitted or set: a second <c>Fit</c>, and
    /// fine-tuning on other data, keep the existing scaling. The same applies to <c>[StandardizeTargets]</c> and the targets; losses are those of the
    /// standardised targets then, and metrics are in the original units of the targets.
    /// </para>
    /// <para>
    /// Cancelling does not throw: <see cref="History.Cancelled"/> is set, the history has the finished epochs, and the network is
    /// in the state of the last finished step; under <see cref="EarlyStopping.RestoreBest"/> it has the parameters of the best finished epoch.
    /// Runs on the calling thread; no other thread may use the network meanwhile.
    /// </para>
    /// <para>
    /// After <see cref="Resume(string)"/> of a checkpoint that was written while <c>Fit</c> ran, it continues that run instead (<see cref="UnfinishedRun"/>): the
    /// remaining batches and epochs of <see cref="FitOptions.Epochs"/>, the schedule and early stopping from where they were, and a history with the earlier epochs.
    /// The bits are those of an uninterrupted run.
    /// </para>
    /// </remarks>
    /// <param name="data">The training data, with as many features as the network has inputs and as many targets as it has outputs.</param>
    /// <param name="options">Epochs, batch size, validation, progress …; null for the defaults.</param>
    /// <returns>Loss and metrics of every finished epoch.</returns>
    /// <exception cref="ArgumentException">The data or the validation data does not fit the network or lacks a feature, their classes differ, or a target is not a
    /// value that the loss is defined for (<c>BinaryCrossEntropy</c>: 0 to 1; <c>CrossEntropy</c>, <c>KullbackLeibler</c>: not negative, rows that sum to
    /// 1 ± 0.001; <c>Hinge</c>: ±1; <c>Poisson</c>: not negative), or a batch would have too many or too few rows for <c>BatchNorm</c>; or an unfinished run
    /// was resumed with other data or options, which the message lists. Nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; or steps were taken or parameters written since <see cref="Resume(string)"/> restored an
    /// unfinished run. Nothing is changed.</exception>
    /// <exception cref="IOException">A <see cref="FitOptions.Checkpoint"/> could not be written: the previous file is kept, and the network is in the state of the last
    /// finished step.</exception>
    /// <exception cref="CallbackException">One of the <see cref="FitOptions.Callbacks"/> has thrown: network and trainer are in the state of the last finished step, and the
    /// exception has the history.</exception>
    /// <exception cref="NonFiniteTrainingException">
    /// A loss or a parameter became infinite or NaN. Parameters and trainer are restored to the end of the last good epoch, with
    /// <see cref="EarlyStopping"/> too. Not thrown with <see cref="TerminateOnNaN"/>.
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
        catch (Exception exception)
        {
            run.Abort(exception);
            throw;
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
