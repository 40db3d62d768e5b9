using System.Diagnostics;
using Compiled.Clusters.Tests.Harness;

namespace Compiled.Clusters.Tests;

/// <summary>A command that a signal ends while it waits for a cluster.</summary>
[Trait("Speed", "slow")]
public sealed class SignalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    public async Task A_command_ends_at_once(int signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The processes of these tests get signals of Linux.");
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Compiled.Worker.dll"), "list", "--first", "127.0.0.1:1", "--connect-timeout", "600"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        try
        {
            await Until.SoAsync(() => process.HasExited || File.ReadAllText($"/proc/{process.Id}/maps").Contains("Orleans.Core.dll", StringComparison.Ordinal), "the command connects");
            Assert.SkipWhen(IsIgnored(process, signal), "Who started these tests in the background ignores this signal, and so do their processes.");
            // Until its client has begun: it must not take the signal for itself.
            await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
            Signals.Send(process, signal);
            await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
            Assert.Equal((128 + signal, ""), (process.ExitCode, await error));
        }
        finally
        {
            Signals.Send(process, Signals.Kill);
        }
    }

    private static bool IsIgnored(Process process, int signal)
    {
        const string Title = "SigIgn:";
        var mask = File.ReadLines($"/proc/{process.Id}/status").Single(static line => line.StartsWith(Title, StringComparison.Ordinal))[Title.Length..];
        return (Convert.ToUInt64(mask.Trim(), 16) >> (signal - 1) & 1) != 0;
    }
}
