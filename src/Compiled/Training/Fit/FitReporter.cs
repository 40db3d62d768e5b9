using System.Diagnostics;

namespace Compiled;

/// <summary>The clock of one run, and who is told: at most every 50 ms, after each epoch and at the end.</summary>
/// <param name="options">Who is told.</param>
/// <param name="metricName">What the metrics are.</param>
/// <param name="rowsPerEpoch">Rows of the data.</param>
/// <param name="batches">Batches of an epoch.</param>
/// <param name="before">What a resumed run took before.</param>
/// <param name="last">Its last finished epoch.</param>
internal sealed class FitReporter(FitOptions options, string metricName, int rowsPerEpoch, int batches, TimeSpan before, EpochRecord? last)
{
    private static readonly long Interval = Stopwatch.Frequency / 20;

    private readonly IProgress<TrainingProgress>? _progress = options.Progress;
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _next = Stopwatch.GetTimestamp() + Interval;
    private EpochRecord? _last = last;
    private bool _isFinished;

    public TimeSpan Elapsed => before + Stopwatch.GetElapsedTime(_began);

    public void BatchFinished(int epoch, int batch, double loss, long rows)
    {
        // The last batch is followed by the report of its epoch.
        if (_progress is null || batch == batches || Stopwatch.GetTimestamp() < _next)
            return;
        Report(epoch, batch, loss, rows, epochFinished: false, finished: false);
    }

    public void EpochFinished(EpochRecord record, bool isLast)
    {
        _last = record;
        Report(record.Epoch, batches, record.Loss, rowsPerEpoch, epochFinished: true, finished: isLast);
    }

    /// <summary>The run ends by an exception, which is the one to tell: the receiver of reports may have thrown it.</summary>
    public void Aborted(int epoch, int batch, double loss, long rows)
    {
        if (_isFinished)
            return;
        try
        {
            Stopped(epoch, batch, loss, rows);
        }
        catch (Exception)
        {
            // The first exception is on its way.
        }
    }

    /// <summary>The run ends before its last epoch.</summary>
    public void Stopped(int epoch, int batch, double loss, long rows) =>
        Report(epoch, batch, loss, rows, epochFinished: false, finished: true);

    private void Report(int epoch, int batch, double loss, long rows, bool epochFinished, bool finished)
    {
        _isFinished |= finished;
        if (_progress is null)
            return;
        var elapsed = Elapsed;
        var done = (epoch - 1) * (double)rowsPerEpoch + rows;
        var left = options.Epochs * (double)rowsPerEpoch - done;
        _progress.Report(new TrainingProgress
        {
            Epoch = epoch,
            Epochs = options.Epochs,
            Batch = batch,
            Batches = batches,
            Loss = loss,
            MetricName = metricName,
            Metric = _last?.Metric,
            ValidationLoss = _last?.ValidationLoss,
            ValidationMetric = _last?.ValidationMetric,
            SamplesPerSecond = elapsed > TimeSpan.Zero ? done / elapsed.TotalSeconds : 0,
            Elapsed = elapsed,
            // Nothing is left of a run that stopped early. Capped: a first report after no rows or a run of years must not overflow.
            Remaining = done > 0 && !(epochFinished && finished)
                ? TimeSpan.FromSeconds(Math.Min(elapsed.TotalSeconds / done * left, TimeSpan.MaxValue.TotalSeconds / 2))
                : TimeSpan.Zero,
            EpochFinished = epochFinished,
            Finished = finished,
        });
        _next = Stopwatch.GetTimestamp() + Interval;
    }
}
