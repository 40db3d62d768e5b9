using Compiled.Tool.Measuring;

namespace Compiled.Tool.Tests.Measuring;

/// <summary>How calls are measured, and on what.</summary>
[Trait("Speed", "slow")]
public sealed class StopwatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_round_makes_as_many_calls()
    {
        var calls = new List<int>();
        var median = Stopwatches.Median(calls.Add, new BenchmarkOptions(5, 1, Cancellation));
        Assert.InRange(median, 0, 1e6);
        Assert.Equal(calls[^1], calls[^5]);
    }

    [Theory]
    [InlineData(new double[] { 3 }, 3)]
    [InlineData(new double[] { 4, 1 }, 2.5)]
    [InlineData(new double[] { 9, 1, 2 }, 2)]
    [InlineData(new double[] { 9, 1, 2, 4 }, 3)]
    public void The_median_of_an_even_number_is_halfway_between_the_middle_two(double[] values, double median) => Assert.Equal(median, Stopwatches.Middle(values));

    [Fact]
    public void Calls_that_take_no_time_come_to_an_end()
    {
        var most = 0;
        Assert.InRange(Stopwatches.Median(count => most = Math.Max(most, count), new BenchmarkOptions(2, 60_000, Cancellation)), 0, 1e3);
        Assert.True(most >= 1 << 28);
    }

    [Fact]
    public void A_measurement_that_is_cancelled_makes_no_call() => Assert.Throws<OperationCanceledException>(
        () => Stopwatches.Median(static _ => Assert.Fail("It was called."), new BenchmarkOptions(1, 1, new CancellationToken(canceled: true))));

    [Theory]
    [InlineData(true, true, true, 512)]
    [InlineData(false, true, true, 256)]
    [InlineData(false, false, true, 128)]
    [InlineData(false, false, false, 0)]
    public void The_vectors_of_a_machine_are_its_widest(bool has512, bool has256, bool has128, int bits) => Assert.Equal(bits, Machine.Widest(has512, has256, has128));

    [Theory]
    [InlineData(0, 1, ", no vectors, 1 processor, .NET ")]
    [InlineData(256, 12, ", 256-bit vectors, 12 processors, .NET ")]
    public void A_machine_is_described_with_its_vectors_and_processors(int bits, int processors, string description)
    {
        Assert.Contains(description, Machine.Describe(bits, processors), StringComparison.Ordinal);
        Assert.Equal(Machine.Describe(Machine.VectorBits, Environment.ProcessorCount), Machine.Description);
    }
}
