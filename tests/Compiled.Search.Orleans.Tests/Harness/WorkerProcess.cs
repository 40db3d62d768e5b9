using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>One worker in a process of its own, as a user starts it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _isReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private bool _isStopped;

    private WorkerProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Host, [Path.Combine(AppContext.BaseDirectory, "Compiled.Worker.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What the runner of tests sets for itself is not a worker's.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Exited += (_, _) => _isReady.TrySetResult();
        _ = _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The port for clients.</summary>
    public int GatewayPort { get; private init; }

    /// <summary>The port for workers.</summary>
    public int SiloPort { get; private init; }

    /// <summary>The port of its health, if it has one.</summary>
    public int HealthPort { get; private init; }

    /// <summary>Everything that it has said.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it ended with.</summary>
    public int ExitCode => _process.ExitCode;

    private static string Host => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Starts one with options of 'run', on ports that are free.</summary>
    public static WorkerProcess Start(IEnumerable<string> options, int? siloPort = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (silo, gateway, health) = (siloPort ?? Ports.Free(), Ports.Free(), Ports.Free());
        string[] ports = ["--silo-port", Text(silo), "--gateway-port", Text(gateway), "--health-port", Text(health)];
        return new(["run", .. ports, .. options], environment) { SiloPort = silo, GatewayPort = gateway, HealthPort = health };
    }

    /// <summary>Waits until it is a member, or has ended.</summary>
    public async Task ReadyAsync(CancellationToken cancellation = default)
    {
        await _isReady.Task.WaitAsync(TimeSpan.FromMinutes(3), cancellation);
        Assert.False(_process.HasExited, $"The worker has ended with {(_process.HasExited ? ExitCode : 0)}:\n{Log}");
    }

    /// <summary>Waits until it ends.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellation = default)
    {
        await _process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(3), cancellation);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => Signals.Send(_process, Signals.Kill);

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Signals.Send(_process, Signals.Terminate);

    /// <summary>SIGSTOP: to the others it looks like a cut cable.</summary>
    public void Suspend()
    {
        _isStopped = true;
        Signals.Send(_process, Signals.Stop);
    }

    /// <summary>SIGCONT: it goes on as if nothing had happened.</summary>
    public void Continue()
    {
        _isStopped = false;
        Signals.Send(_process, Signals.Continue);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isStopped)
            Continue();
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _ = _log.AppendLine(line);
        if (line.Contains("threads in the cluster", StringComparison.Ordinal))
            _ = _isReady.TrySetResult();
    }

    /// <summary>Its gateway, for clients.</summary>
    public IPEndPoint Gateway => new(IPAddress.Loopback, GatewayPort);
}
