using System.Diagnostics;
using System.Globalization;
using System.Text;
using Compiled.Clusters.Tests.Harness;

namespace Compiled.Clusters.Tests;

/// <summary>'compiled search --cluster': the files of a search on one machine.</summary>
public sealed class ToolTests(MemoryWorker worker) : IClassFixture<MemoryWorker>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-tool-").FullName;

    [Fact]
    public async Task A_cluster_gives_the_files_of_one_machine_and_is_found_again()
    {
        var (here, there, again) = (await RunAsync("here"), await RunAsync("there", Cluster), await RunAsync("again", Cluster));
        Assert.All([here, there, again], static run => Assert.True(run.Code == 0, run.Error));
        Assert.Contains("the cluster searches", there.Error, StringComparison.Ordinal);
        Assert.Equal(there.Error.Split('\n')[0], again.Error.Split('\n')[0]);
        Assert.Equal(there.Output.Replace("/there/", "/here/", StringComparison.Ordinal), here.Output);
        foreach (var ending in new[] { ".trials.csv", ".trials.jsonl", ".cs", ".weights" })
        {
            Assert.True(File.ReadAllBytes(Place("here", ending)).AsSpan().SequenceEqual(File.ReadAllBytes(Place("there", ending))), ending);
            Assert.True(File.ReadAllBytes(Place("here", ending)).AsSpan().SequenceEqual(File.ReadAllBytes(Place("again", ending))), ending);
        }

        Assert.False(File.Exists(Place("there", ".search")));
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var absent = await RunAsync("absent", ["--cluster", "compiled"], Path.Combine(_folder, "compiled-worker"));
        Assert.NotEqual(0, absent.Code);
        Assert.Contains("dotnet tool install --global Compiled.Worker", absent.Error, StringComparison.Ordinal);

        var nobody = await RunAsync("nobody", ["--cluster", "none", "--first", "127.0.0.1:1"]);
        Assert.NotEqual(0, nobody.Code);
        Assert.Contains("compiled-worker submit has failed: No worker of the cluster 'none' at 127.0.0.1:1 has answered", nobody.Error, StringComparison.Ordinal);

        var none = await RunAsync("none", ["--redis", "127.0.0.1:1"]);
        Assert.Contains("--redis says how to reach a cluster, but there is none: add --cluster", none.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Cluster => ["--cluster", "compiled", "--first", worker.Process.Gateway.ToString()];

    private string Place(string name, string ending) => Path.Combine(_folder, name, "Found" + ending);

    private async Task<(int Code, string Output, string Error)> RunAsync(string name, string[]? options = null, string? program = null)
    {
        var rows = new StringBuilder("x,y,side\n");
        for (var row = 0; row < 80; row++)
            rows.Append(CultureInfo.InvariantCulture, $"{row % 9 - 4},{row % 7 - 3},{((row % 9 - 4) * (row % 7 - 3) > 0 ? "in" : "out")}\n");
        var data = Path.Combine(_folder, "rows.csv");
        await File.WriteAllTextAsync(data, rows.ToString(), TestContext.Current.CancellationToken);
        string[] search = ["search", data, "--target", "side", "--trials", "6", "--units", "4", "--depth", "1", "--epochs", "3", "--class", "Found", "--output", Path.Combine(_folder, name)];
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Compiled.Tool.dll"), .. search, .. options ?? []];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["COMPILED_WORKER"] = program ?? Path.Combine(AppContext.BaseDirectory, "Compiled.Worker.dll");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(4), TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
