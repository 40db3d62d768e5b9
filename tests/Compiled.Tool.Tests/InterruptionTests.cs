using System.Runtime.InteropServices;

namespace Compiled.Tool.Tests;

/// <summary>Signals: the work ends itself, or is ended.</summary>
public sealed class InterruptionTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(PosixSignal.SIGTERM, true)]
    [InlineData(PosixSignal.SIGINT, false)]
    public void Work_that_does_not_end_after_a_signal_is_ended(PosixSignal signal, bool isTermination)
    {
        using var ended = new ManualResetEventSlim();
        using var interruption = new Interruption(ended.Set, Short);
        Assert.True(interruption.Receive(signal));
        Assert.True(interruption.Token.IsCancellationRequested);
        Assert.Equal(isTermination, interruption.IsTermination);
        Assert.True(ended.Wait(Long, TestContext.Current.CancellationToken));
        // The second signal is the system's own: it ends the process.
        Assert.False(interruption.Receive(signal));
    }

    [Fact]
    public void A_training_ends_itself_and_keeps_what_it_learnt()
    {
        using var ended = new ManualResetEventSlim();
        using var interruption = new Interruption(ended.Set, Short);
        interruption.LeaveToWork();
        Assert.True(interruption.Receive(PosixSignal.SIGTERM));
        Assert.True(interruption.Token.IsCancellationRequested);
        Assert.False(ended.Wait(10 * Short, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Work_that_ends_in_time_is_not_ended_again()
    {
        using var ended = new ManualResetEventSlim();
        using (var interruption = new Interruption(ended.Set, Long))
            Assert.True(interruption.Receive(PosixSignal.SIGINT));
        Assert.False(ended.IsSet);
    }
}
