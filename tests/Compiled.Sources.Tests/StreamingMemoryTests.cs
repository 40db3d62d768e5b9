namespace Compiled.Tests;

[CollectionDefinition(nameof(StreamingMemoryTests), DisableParallelization = true)]
[Collection(nameof(StreamingMemoryTests))]
public sealed class StreamingMemoryTests
{
    private static readonly CsvOptions Features = new() { Features = ["a", "b", "c"] };

    /// <summary>What all threads allocate in an epoch of so many rows, and in opening the file.</summary>
    private static (long Fit, long Open, long FileSize) Allocated(int rows)
    {
        using var file = new StreamingFile(rows);
        var network = new Kinds(seed: 1);
        var trainer = network.CreateTrainer(new Adam(1e-2f));
        var least = (Fit: long.MaxValue, Open: long.MaxValue);
        for (var run = 0; run < 4; run++)
        {
            var start = GC.GetTotalAllocatedBytes(precise: true);
            var data = StreamingDataset.FromCsv(file.Path, "kind", Features, new StreamingOptions { ShuffleBuffer = 256 });
            var opened = GC.GetTotalAllocatedBytes(precise: true);
            trainer.Fit(data, new FitOptions { Epochs = 1, BatchSize = 32 });
            least = (Math.Min(least.Fit, GC.GetTotalAllocatedBytes(precise: true) - opened), Math.Min(least.Open, opened - start));
        }

        return (least.Fit, least.Open, new FileInfo(file.Path).Length);
    }

    [Fact]
    public void Neither_a_batch_nor_a_row_allocates_whatever_the_size_of_the_file()
    {
        var (small, large) = (Allocated(5_000), Allocated(105_000));
        // 3,125 batches and 100,000 rows more: a byte of each would show.
        Assert.InRange(large.Fit - small.Fit, -20_000, 3_000);
        Assert.InRange(large.Open - small.Open, -20_000, 20_000);
        Assert.True(large.Fit + large.Open < large.FileSize / 2, $"{large.Fit} and {large.Open} bytes for a file of {large.FileSize}");
    }
}
