using System.Runtime.InteropServices;
using Compiled.Tool;
using Compiled.Tool.Terminal;

using var cancellation = new CancellationTokenSource();
// The first signal lets the work end cleanly; the second one finds nobody and ends the process.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
return Cli.Run(args, Screen.OfConsole(), cancellation.Token);

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
