using System.Runtime.InteropServices;

namespace Compiled.Tool;

/// <summary>
/// Ctrl-C and SIGTERM: the first signal lets the work end cleanly, the second ends the process. Somebody who presses Ctrl-C may be asked something; a system that ends the process waits for no
/// answer.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    /// <summary>Cancelled by either signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the process was told to end.</summary>
    public bool IsTermination { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        IsTermination |= signal.Signal == PosixSignal.SIGTERM;
        _source.Cancel();
    }
}
