using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>A Redis server of a test's own, on loopback, with its files in a folder that is removed. Each write is on the disk before it is answered, as a search needs it.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-redis-").FullName;
    private Process? _process;

    private RedisServer()
    {
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>Its address for workers.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    private static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
        .Select(static folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    /// <summary>Starts one, or skips the test where there is no Redis.</summary>
    public static RedisServer Start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The processes of these tests get signals of Linux.");
        Assert.SkipWhen(Program is null, "redis-server is not installed: apt-get install redis-server.");
        var server = new RedisServer();
        server.Resume();
        return server;
    }

    /// <summary>Starts it again with what it has on the disk.</summary>
    public void Resume()
    {
        string[] arguments =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--loglevel", "warning",
        ];
        _process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var limit = Stopwatch.StartNew();
        while (!Answers())
        {
            Assert.False(_process.HasExited, "redis-server has ended at once.");
            Assert.True(limit.Elapsed < TimeSpan.FromMinutes(2), "redis-server does not answer.");
            Thread.Sleep(50);
        }
    }

    /// <summary>Ends it at once, as a failure of its machine would.</summary>
    public void Kill()
    {
        if (_process is null)
            return;
        Signals.Send(_process, Signals.Kill);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            using var stream = client.GetStream();
            stream.ReadTimeout = 2000;
            stream.Write("PING\r\n"u8);
            // While it reads its files it answers -LOADING.
            return stream.ReadByte() == '+';
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
