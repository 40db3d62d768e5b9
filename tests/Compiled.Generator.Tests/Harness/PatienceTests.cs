namespace Compiled.Generator.Tests.Harness;

public sealed class PatienceTests
{
    [Fact]
    public void Time_that_a_thread_waits_does_not_count()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a thread's own time.");
        Assert.InRange(Patience.Time(static () => Thread.Sleep(300)), TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void Time_that_a_thread_works_counts()
    {
        var sum = 0.0;
        var time = Patience.Time(() =>
        {
            for (var i = 1; i < 20_000_000; i++)
                sum += 1.0 / i;
        });
        Assert.True(sum > 17 && time > TimeSpan.FromMicroseconds(10), $"{sum} in {time}");
    }
}
