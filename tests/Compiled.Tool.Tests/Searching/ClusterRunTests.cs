using Compiled.Tool.Terminal;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Searching;

/// <summary>'compiled search --cluster' with a program in the place of the workers' tool that answers as a test says.</summary>
[Trait("Speed", "slow")]
public sealed class ClusterRunTests : IDisposable
{
    private const string Variable = "COMPILED_WORKER";

    private readonly TemporaryFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    private string Journal => _folder["kept.search"];

    [Fact]
    public void The_journal_of_a_cluster_gives_the_files_of_this_machine()
    {
        if (OperatingSystem.IsWindows())
            return;
        ToolRun.Done([.. Search("here"), "--journal", Journal]);
        Worker(
            "echo '{\"phase\":\"running\",\"jobs\":0,\"running\":2,\"bestTrial\":null}'",
            "echo '{\"phase\":\"running\",\"jobs\":0,\"running\":2,\"bestTrial\":null}'",
            "echo '{\"phase\":\"finished\",\"jobs\":2,\"running\":0,\"bestTrial\":1}'");
        var run = ToolRun.Of([.. Search("there"), "--cluster", "farm"]);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("the cluster searches; the name of the search is found-1\n0 jobs done, 2 running\n2 jobs done, 0 running; best so far: trial 1\n", run.Error, StringComparison.Ordinal);
        foreach (var ending in new[] { ".trials.csv", ".weights", ".cs" })
            Assert.Equal(File.ReadAllText(Path.Combine(_folder["here"], "SpeciesNet" + ending)), File.ReadAllText(Path.Combine(_folder["there"], "SpeciesNet" + ending)));
    }

    [Fact]
    public void A_search_that_was_stopped_and_one_that_has_failed_are_errors()
    {
        if (OperatingSystem.IsWindows())
            return;
        Worker("echo '{\"phase\":\"stopped\",\"jobs\":1,\"running\":0,\"bestTrial\":null}'");
        Assert.Contains("The search 'found-1' was stopped: the same command line goes on with it.", Failed("a"), StringComparison.Ordinal);
        Worker("echo 'compiled-worker: the disk is full.' >&2", "exit 1");
        Assert.Contains("compiled: compiled-worker watch has failed: the disk is full.\n", Failed("b"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_not_there_is_named_with_where_to_get_it()
    {
        Environment.SetEnvironmentVariable(Variable, _folder["none"]);
        Assert.Contains("install it with 'dotnet tool install --global Compiled.Worker', or name its file in COMPILED_WORKER.", ToolRun.Failed([.. Search("a"), "--cluster", "farm"]), StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(Variable, _folder["none.dll"]);
        Assert.Contains("compiled-worker submit has failed: ", ToolRun.Failed([.. Search("b"), "--cluster", "farm"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "compiled: cancelled before the cluster had the search.\n")]
    [InlineData(false, "cancelled here; the cluster goes on with the search. The same command line waits for it again; 'compiled-worker stop found-1' stops it.\n")]
    public void Who_does_not_wait_is_told_what_the_cluster_does(bool isAtOnce, string message)
    {
        if (OperatingSystem.IsWindows())
            return;
        Worker("exec sleep 600");
        using var cancellation = new CancellationTokenSource();
        using var error = new CancellingWriter(isAtOnce ? null : cancellation);
        var exitCode = Cli.Run([.. Search("a"), "--cluster", "farm"], new Screen(TextWriter.Null, error), cancellation.Token, isAtOnce ? cancellation.Cancel : null);
        Assert.Equal(ExitCodes.Cancelled, exitCode);
        Assert.EndsWith(message, error.ToString(), StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _folder.Dispose();
    }

    private string[] Search(string folder) =>
    [
        "search", Files.Iris, "--target", "species", "--searcher", "random", "--units", "4", "--depth", "1", "--activation", "silu,relu", "--epochs", "2", "--trials", "2", "--output", _folder[folder],
    ];

    private string Failed(string folder)
    {
        var run = ToolRun.Of([.. Search(folder), "--cluster", "farm"]);
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        return run.Error;
    }

    /// <summary>A shell script that takes a search, does as it is told when it is watched, and gives the journal that is there.</summary>
    private void Worker(params string[] watch)
    {
        var path = _folder.Write("worker", $"#!/bin/sh\ncase \"$1\" in\nsubmit) echo found-1 ;;\nwatch)\n{string.Join('\n', watch)}\n;;\njournal) cp '{Journal}' \"$6\" ;;\nesac\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable(Variable, path);
    }

    /// <summary>Cancels when the cluster has the search.</summary>
    private sealed class CancellingWriter(CancellationTokenSource? cancellation) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.StartsWith("the cluster searches", StringComparison.Ordinal) == true)
                cancellation?.Cancel();
        }
    }
}
