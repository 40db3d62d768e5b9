using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>Signals to processes that a test has started.</summary>
internal static partial class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends one, unless the process has ended.</summary>
    public static void Send(Process process, int signal)
    {
        if (!process.HasExited)
            _ = SendTo(process.Id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendTo(int process, int signal);
}
