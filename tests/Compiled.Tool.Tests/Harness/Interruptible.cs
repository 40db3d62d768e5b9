using System.ComponentModel;
using System.Diagnostics;

namespace Compiled.Tool.Tests.Harness;

/// <summary>
/// Starts a child that SIGINT ends. A shell starts background jobs with SIGINT ignored, children inherit that, and the runtime leaves an ignored signal
/// as it is: such a child would never hear of it.
/// </summary>
internal static class Interruptible
{
    /// <summary>What to write before the command; each replaces itself by the command, whose process it stays.</summary>
    private static readonly string[][] Wrappers =
    [
        ["env", "--default-signal=INT"],
        ["perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die", "--"],
    ];

    /// <summary>The first wrapper that this system has; nothing where SIGINT is not ignored anyway; null where it is and no wrapper works.</summary>
    public static string[]? Wrapper() => Wrappers.FirstOrDefault(Works) ?? (IsIgnored() ? null : Array.Empty<string>());

    private static bool Works(string[] wrapper)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(wrapper[0], [.. wrapper[1..], "true"]) { RedirectStandardError = true })!;
            _ = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Linux says it; of another system the worst is assumed.</summary>
    private static bool IsIgnored()
    {
        const int Interrupt = 2;
        if (!File.Exists("/proc/self/status"))
            return true;
        var mask = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim();
        return ((Convert.ToUInt64(mask, 16) >> (Interrupt - 1)) & 1) != 0;
    }
}
