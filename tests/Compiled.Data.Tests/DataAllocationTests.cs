namespace Compiled.Tests;

/// <summary>Alone on the machine: tier-up of other tests' methods must not land in the measured window.</summary>
[CollectionDefinition(nameof(DataAllocationTests), DisableParallelization = true)]
[Collection(nameof(DataAllocationTests))]
public sealed class DataAllocationTests
{
    private static readonly Dataset Data = Dataset.FromLabels(new float[64 * 100], new int[100], 10);

    /// <summary>The least of many runs of a warm method.</summary>
    private static long Allocated(Action action)
    {
        var least = long.MaxValue;
        for (var run = 0; run < 200; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_epoch_of_batches_allocates_nothing(bool shuffle)
    {
        var (reader, epoch, rows) = (new BatchReader(Data, 32, 1, shuffle), 0, 0);
        Assert.Equal(0, Allocated(() =>
        {
            reader.Begin(epoch++);
            while (reader.Next(out _, out var targets))
                rows += targets.Length / 10;
        }));
        Assert.Equal(200 * 100, rows);
    }

    [Fact]
    public void Metrics_allocate_nothing()
    {
        float[] outputs = [.. Enumerable.Range(0, 1000).Select(index => index % 7f)];
        var sum = 0.0;
        Assert.Equal(0, Allocated(() =>
        {
            sum += Metrics.Accuracy(outputs, Data.Targets, 10) + Metrics.BinaryAccuracy(outputs, Data.Targets)
                 + Metrics.MeanSquaredError(outputs, Data.Targets) + Metrics.MeanAbsoluteError(outputs, Data.Targets)
                 + Metrics.RSquared(outputs, Data.Targets, 10);
        }));
        Assert.True(double.IsFinite(sum));
    }

    [Fact]
    public void Standardising_a_row_and_reading_a_label_allocate_nothing()
    {
        var scaler = Standardizer.Fit(Data);
        var result = new float[64];
        var labels = 0;
        Assert.Equal(0, Allocated(() =>
        {
            scaler.Apply(Data.Input(3), result);
            labels += Data.Label(3);
        }));
        Assert.Equal(0, labels);
    }
}
