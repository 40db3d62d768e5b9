namespace Compiled;

/// <summary>Training on a <see cref="StreamingDataset"/>, as if it were a method of <see cref="Trainer"/>.</summary>
public static class StreamingFit
{
    /// <summary>Trains on rows that are read again in each epoch, as <see cref="Trainer.Fit"/> trains on those in memory. Allocates nothing per step.</summary>
    /// <remarks>
    /// <para>
    /// A second thread reads, shuffles and prepares the batches; the network is used on the calling thread alone. The bits depend on the seed and the stream's shuffle buffer, never on which
    /// thread is faster. With a shuffle buffer of one epoch or more, or with <see cref="FitOptions.Shuffle"/> off, every row is used once per epoch in an order that is random or the file's.
    /// </para>
    /// <para>
    /// Differences from data in memory: the metric on the training data is not computed, whatever <see cref="FitOptions.TrainingMetrics"/> says, so that <see cref="EpochRecord.Metric"/> is null; a
    /// network that begins with <c>[Standardize]</c> reads the file twice before the first epoch to find means and deviations, with the bits of data in memory; and a loss that is defined
    /// for some targets only reads it once to check them.
    /// </para>
    /// </remarks>
    /// <param name="trainer">The trainer.</param>
    /// <param name="data">The training data, with as many features as the network has inputs and as many targets as it has outputs.</param>
    /// <param name="options">Epochs, batch size, validation, progress …; null for the defaults.</param>
    /// <returns>Loss and validation figures of every finished epoch.</returns>
    /// <exception cref="ArgumentException">As for data in memory; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">As for data in memory; nothing is changed.</exception>
    /// <exception cref="CsvException">
    /// The file has changed since it was opened: the message has the line. The network is in the state of the last finished step, a <see cref="FitOptions.Checkpoint"/> is written, and the
    /// run can be resumed.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read any more, with the same state; or a checkpoint could not be written.</exception>
    /// <exception cref="NonFiniteTrainingException">As for data in memory: parameters and trainer are those of the last good epoch.</exception>
    public static History Fit(this Trainer trainer, StreamingDataset data, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.FitStream(data, options);
    }
}
