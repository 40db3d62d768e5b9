namespace Compiled.Tests.Training;

public sealed class FitProgressTests
{
    [Fact]
    public void Every_epoch_ends_in_one_report_with_its_record()
    {
        var recorder = new Recorder();
        var history = Linear.Trainer(new Adam(0.05f)).Fit(
            Linear.Data(rows: 21), new FitOptions { Epochs = 5, BatchSize = 8, Validation = Linear.Data(seed: 9), Progress = recorder });
        var ends = recorder.Reports.Where(static report => report.EpochFinished).ToList();
        Assert.Equal(5, ends.Count);
        for (var i = 0; i < 5; i++)
        {
            var (report, record) = (ends[i], history.Epochs[i]);
            Assert.Equal((record.Epoch, 5, 3, 3), (report.Epoch, report.Epochs, report.Batch, report.Batches));
            Assert.Equal(
                (record.Loss, record.Metric, record.ValidationLoss, record.ValidationMetric),
                (report.Loss, report.Metric, report.ValidationLoss, report.ValidationMetric));
            Assert.Equal(i == 4, report.Finished);
            Assert.True(report.SamplesPerSecond > 0);
        }

        Assert.Equal(TimeSpan.Zero, ends[4].Remaining);
        Assert.Equal("mae", ends[0].MetricName);
    }

    [Fact]
    public void Within_an_epoch_reports_come_every_fifty_milliseconds_at_most()
    {
        var recorder = new Recorder();
        var trainer = Linear.Trainer(new Adam(0.05f));
        trainer.BeforeStep = static () => Thread.Sleep(5);
        var history = trainer.Fit(Linear.Data(rows: 60), new FitOptions { Epochs = 1, BatchSize = 1, Progress = recorder });
        var within = recorder.Reports.Where(static report => !report.EpochFinished).ToList();
        Assert.InRange(within.Count, 1, (int)(history.Seconds / 0.05));
        for (var i = 1; i < within.Count; i++)
        {
            Assert.True(within[i].Elapsed - within[i - 1].Elapsed >= TimeSpan.FromMilliseconds(49));
            Assert.True(within[i].Batch > within[i - 1].Batch);
        }

        Assert.True(within[0].Remaining > TimeSpan.Zero);
    }

    [Fact]
    public void A_cancelled_run_ends_in_one_last_report()
    {
        using var source = new CancellationTokenSource();
        var recorder = new Recorder();
        var trainer = Linear.Trainer(new Adam(0.05f));
        trainer.BeforeStep = source.Cancel;
        trainer.Fit(Linear.Data(rows: 21), new FitOptions { BatchSize = 8, Progress = recorder, CancellationToken = source.Token });
        var last = Assert.Single(recorder.Reports);
        Assert.True(last is { Finished: true, EpochFinished: false, Epoch: 1, Batch: 1, Batches: 3 });
        Assert.Equal(trainer.Loss, last.Loss, 1e-6);
    }

    private sealed class Recorder : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }
}
