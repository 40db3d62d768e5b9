using System.Runtime.InteropServices;

namespace Compiled.Tool;

/// <summary>
/// Ctrl-C and SIGTERM: the first signal lets the work end cleanly, the second ends the process. Work that does not end within a second, as it waits for another process or computes without a
/// pause, is ended from here. Somebody who presses Ctrl-C may be asked something; a system that ends the process waits for no answer.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>The process is over before the second is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly TimeSpan _patience;
    private readonly Action _end;
    private Timer? _deadline;
    private volatile bool _answers;

    /// <summary>Listens until it is disposed of.</summary>
    /// <param name="end">Ends the process.</param>
    public Interruption(Action end)
        : this(end, Patience)
    {
    }

    /// <summary>The same with another patience.</summary>
    public Interruption(Action end, TimeSpan patience)
    {
        (_end, _patience) = (end, patience);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    /// <summary>Cancelled by either signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the process was told to end.</summary>
    public bool IsTermination { get; private set; }

    /// <summary>From here on the work answers to signals itself, within one step, and has something to keep: a training. It is not ended from here.</summary>
    public void LeaveToWork() => _answers = true;

    /// <summary>What a signal does.</summary>
    /// <returns>Whether the process goes on for now.</returns>
    public bool Receive(PosixSignal signal)
    {
        var isFirst = !_source.IsCancellationRequested;
        IsTermination |= signal == PosixSignal.SIGTERM;
        // Before the work hears of it: it may end at once.
        if (isFirst)
            _deadline = new Timer(_ => End(), null, _patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
        return isFirst;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _deadline?.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext signal) => signal.Cancel = Receive(signal.Signal);

    private void End()
    {
        if (!_answers)
            _end();
    }
}
