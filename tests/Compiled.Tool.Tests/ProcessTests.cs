using System.Diagnostics;
using System.Globalization;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests;

/// <summary>The program itself, in a process of its own.</summary>
[Trait("Speed", "slow")]
public sealed class ProcessTests
{
    /// <summary>From the signal to the end. A second is promised; a machine that runs other tests meanwhile has five.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    [Fact]
    public void Redirected_output_is_plain_whatever_the_environment_says_of_colours()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, error) = Run(["train", Files.Iris, "--target", "species", "--epochs", "3", "--hidden", "4", "--output", folder.Root]);
        Assert.Equal((0, ""), (exitCode, error));
        ToolRun.AssertPlain(output);
        Assert.Contains("epoch 3 of 3: loss ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["SpeciesNet.weights"]));

        (exitCode, output, error) = Run(["inspect", folder["none.onnx"]]);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"compiled: '{folder["none.onnx"]}' does not exist: give the path of a file.\n", error);
        Assert.Equal(2, Run(["train"]).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_work_with_130_and_keeps_the_best_epoch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows has no signals to send.");
        using var folder = new TemporaryFolder();
        var wrapper = Interruptible.Wrapper();
        Assert.SkipWhen(wrapper is null, "This process ignores SIGINT, as a shell's background job does, and neither env nor perl can undo that for a child.");
        using var process = Start(
            ["train", Files.Digits, "--target", "label", "--hidden", "512,512", "--epochs", "100000", "--patience", "100000", "--output", folder["out"]], wrapper);
        // A child that the signal does not end is a failure, never a test that waits for it.
        using var limit = new Timer(_ => process.Kill(), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("epoch 1 ", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        // Both at once: a pipe that nobody empties would stop the process.
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("the files contain the parameters of epoch ", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        _ = await output;
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.True(File.Exists(Path.Combine(folder["out"], "LabelNet.weights.interrupted")));
    }

    [Fact]
    public async Task A_killed_search_goes_on_and_ends_as_one_that_was_not()
    {
        using var whole = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        string[] Arguments(string root) =>
            ["search", Files.Iris, "--target", "species", "--searcher", "random", "--units", "8", "--depth", "1", "--batch", "8", "--epochs", "40", "--trials", "60", "--output", root];
        ToolRun.Done(Arguments(whole.Root));

        using (var process = Start(Arguments(folder.Root)))
        {
            using var limit = new Timer(_ => process.Kill(), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
            // Killed when the first result is on the disk: the journal is there, and most of it is not.
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("trial ", StringComparison.Ordinal))
            {
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(0, process.ExitCode);
        }

        // A kill leaves the journal, and the file that tells other processes that it is in use.
        Assert.Equal(["SpeciesNet.search", "SpeciesNet.search.lock"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        ToolRun.Done([.. Arguments(folder.Root), "--resume"]);
        foreach (var path in Directory.GetFiles(whole.Root))
            Assert.Equal(File.ReadAllText(path), File.ReadAllText(folder[Path.GetFileName(path)]));
        Assert.Equal(Directory.GetFileSystemEntries(whole.Root).Length, Directory.GetFileSystemEntries(folder.Root).Length);
    }

    [Fact]
    public async Task SIGTERM_ends_a_training_at_once_and_keeps_the_best_epoch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows has no signals to send.");
        using var folder = new TemporaryFolder();
        string[] arguments = ["train", Files.Digits, "--target", "label", "--hidden", "512,512", "--epochs", "100000", "--patience", "100000", "--output", folder["out"]];
        Assert.Contains("the files contain the parameters of epoch ", await EndsAfterTermAsync(arguments, "epoch 1 "), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["out"], "LabelNet.weights.interrupted")));
    }

    [Fact]
    public async Task SIGTERM_ends_a_search_at_once_and_keeps_its_journal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows has no signals to send.");
        using var folder = new TemporaryFolder();
        string[] arguments =
            ["search", Files.Iris, "--target", "species", "--searcher", "random", "--units", "8", "--depth", "1", "--epochs", "40", "--trials", "100000", "--output", folder.Root];
        _ = await EndsAfterTermAsync(arguments, "trial ");
        Assert.InRange(File.ReadLines(folder["SpeciesNet.search"]).Count(), 2, 100_000);
    }

    [Fact]
    public async Task SIGTERM_ends_a_command_that_reads()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows which files a process has open, and a command that reads says nothing.");
        using var folder = new TemporaryFolder();
        // Columns that take much longer to read than a second.
        await using (var writer = new StreamWriter(folder["rows.csv"]))
        {
            var row = string.Join(',', Enumerable.Range(0, 200).Select(static column => $"{column}.125"));
            writer.WriteLine(string.Join(',', Enumerable.Range(0, 200).Select(static column => $"c{column}")));
            for (var index = 0; index < 60_000; index++)
                writer.WriteLine(row);
        }

        _ = await EndsAfterTermAsync(["train", folder["rows.csv"], "--target", "c0", "--output", folder["out"]], null, folder["rows.csv"]);
        Assert.False(Directory.Exists(folder["out"]));
    }

    /// <summary>Sends SIGTERM to a command that is at work, as its output or a file that it has open says, and expects its end; gives what it wrote to standard error.</summary>
    private static async Task<string> EndsAfterTermAsync(string[] arguments, string? line, string? file = null)
    {
        var token = TestContext.Current.CancellationToken;
        using var process = Start(arguments);
        // A child that the signal does not end is a failure, never a test that waits for it.
        using var limit = new Timer(_ => process.Kill(), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        while (file is not null && !process.HasExited && !Opened(process).Contains(file))
            await Task.Delay(TimeSpan.FromMilliseconds(10), token);
        while (line is not null && await process.StandardOutput.ReadLineAsync(token) is { } text && !text.StartsWith(line, StringComparison.Ordinal))
        {
        }

        Assert.False(process.HasExited);
        // Both at once: a pipe that nobody empties would stop the process.
        var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        var sent = Stopwatch.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(token);
        await process.WaitForExitAsync(token);
        var elapsed = Stopwatch.GetElapsedTime(sent);
        TestContext.Current.TestOutputHelper?.WriteLine($"{arguments[0]} has ended {elapsed.TotalSeconds:F2} s after the signal.");
        Assert.Equal(130, process.ExitCode);
        Assert.InRange(elapsed, TimeSpan.Zero, LongestEnd);
        _ = await output;
        return await error;
    }

    /// <summary>The files that a process has open, as Linux shows them.</summary>
    private static HashSet<string> Opened(Process process)
    {
        try
        {
            return [.. new DirectoryInfo($"/proc/{process.Id}/fd").EnumerateFileSystemInfos().Select(static entry => entry.LinkTarget).OfType<string>()];
        }
        catch (IOException)
        {
            // One of them was closed, or the process has ended, while they were listed.
            return [];
        }
    }

    private static (int ExitCode, string Output, string Error) Run(string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static Process Start(string[] arguments, string[]? wrapper = null)
    {
        string[] command = [.. wrapper ?? [], "dotnet", Path.Combine(AppContext.BaseDirectory, "Compiled.Tool.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["FORCE_COLOR"] = "1";
        return Process.Start(start)!;
    }
}
