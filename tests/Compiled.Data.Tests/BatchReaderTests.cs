using CsCheck;

namespace Compiled.Tests;

public sealed class BatchReaderTests
{
    /// <summary>Row r has the features r and r + 0.5 and the target −r.</summary>
    private static Dataset Numbered(int rows) => Dataset.FromMemory(
        [.. Enumerable.Range(0, rows).SelectMany(row => new[] { row, row + 0.5f })],
        [.. Enumerable.Range(0, rows).Select(row => -(float)row)], 2, 1);

    private static List<int[]> Epoch(BatchReader batches, int epoch)
    {
        var rows = new List<int[]>();
        batches.Begin(epoch);
        while (batches.Next(out var inputs, out var targets))
        {
            Assert.Equal(inputs.Length, targets.Length * 2);
            var batch = new int[targets.Length];
            for (var row = 0; row < batch.Length; row++)
            {
                batch[row] = (int)inputs[2 * row];
                Assert.Equal(batch[row] + 0.5f, inputs[2 * row + 1]);
                Assert.Equal(-batch[row], targets[row]);
            }

            rows.Add(batch);
        }

        Assert.False(batches.Next(out var none, out var nothing));
        Assert.True(none.IsEmpty && nothing.IsEmpty);
        return rows;
    }

    [Fact]
    public void Every_epoch_deals_every_row_once_with_its_target_and_only_the_last_batch_is_short() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[1, 120], Gen.Long, Gen.Int[0, 1000], Gen.Bool).Sample((rows, batchSize, seed, epoch, shuffle) =>
        {
            var reader = new BatchReader(Numbered(rows), batchSize, seed, shuffle);
            var batches = Epoch(reader, epoch);
            Assert.Equal(reader.BatchCount, batches.Count);
            Assert.Equal(Math.Min(batchSize, rows), reader.BatchSize);
            Assert.All(batches.SkipLast(1), batch => Assert.Equal(reader.BatchSize, batch.Length));
            Assert.InRange(batches[^1].Length, 1, reader.BatchSize);
            Assert.Equal(Enumerable.Range(0, rows), batches.SelectMany(batch => batch).Order());
        });

    [Fact]
    public void The_order_depends_on_seed_and_epoch_alone()
    {
        var (one, other) = (new BatchReader(Numbered(50), 8, seed: 7), new BatchReader(Numbered(50), 8, seed: 7));
        var first = Epoch(one, 0);
        var third = Epoch(one, 2);
        Assert.Equal(third, Epoch(other, 2));
        Assert.Equal(first, Epoch(one, 0));
        Assert.NotEqual(first, third);
        Assert.NotEqual(first, Epoch(new BatchReader(Numbered(50), 8, seed: 8), 0));
    }

    [Fact]
    public void Neighbouring_seeds_and_epochs_do_not_share_orders()
    {
        var orders = from seed in Enumerable.Range(-3, 7)
                     from epoch in Enumerable.Range(0, 7)
                     select string.Join(' ', Epoch(new BatchReader(Numbered(20), 20, seed), epoch)[0]);
        Assert.Equal(49, orders.Distinct().Count());
    }

    [Fact]
    public void Every_row_comes_first_about_equally_often()
    {
        var reader = new BatchReader(Numbered(10), 1, seed: 1);
        var first = new int[10];
        for (var epoch = 0; epoch < 5000; epoch++)
        {
            reader.Begin(epoch);
            Assert.True(reader.Next(out var inputs, out _));
            first[(int)inputs[0]]++;
        }

        // 500 expected, standard deviation 21: six deviations.
        Assert.All(first, count => Assert.InRange(count, 374, 626));
    }

    [Fact]
    public void Without_shuffling_the_datasets_own_memory_is_dealt_out_in_order()
    {
        var data = Numbered(5);
        var reader = new BatchReader(data, 2, shuffle: false);
        Assert.Equal([[0, 1], [2, 3], [4]], Epoch(reader, 3));
        reader.Begin(0);
        Assert.True(reader.Next(out var inputs, out var targets));
        Assert.True(inputs == data.Inputs[..4] && targets == data.Targets[..2]);
    }

    [Fact]
    public void An_epoch_can_be_left_and_begun_again()
    {
        var reader = new BatchReader(Numbered(10), 3, seed: 1);
        var whole = Epoch(reader, 4);
        reader.Begin(4);
        _ = reader.Next(out _, out _);
        Assert.Equal(whole, Epoch(reader, 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-32)]
    public void A_batch_has_at_least_one_row(int batchSize) =>
        Assert.Contains(
            $"A batch of {batchSize} rows", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchReader(Numbered(3), batchSize)).Message);

    [Fact]
    public void An_epoch_must_be_begun() =>
        Assert.Contains("call Begin(epoch)", Assert.Throws<InvalidOperationException>(() => new BatchReader(Numbered(3), 2).Next(out _, out _)).Message);
}
