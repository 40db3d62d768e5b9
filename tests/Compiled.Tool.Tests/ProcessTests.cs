using System.Diagnostics;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests;

/// <summary>The program itself, in a process of its own.</summary>
[Trait("Speed", "slow")]
public sealed class ProcessTests
{
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

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
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
    public async Task SIGTERM_ends_a_command_that_is_at_work()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows has no signals to send.");
        using var folder = new TemporaryFolder();
        // Columns that take much longer to read than a second.
        await using (var writer = new StreamWriter(folder["rows.csv"]))
        {
            var row = string.Join(',', Enumerable.Range(0, 200).Select(static column => $"{column}.125"));
            writer.WriteLine(string.Join(',', Enumerable.Range(0, 200).Select(static column => $"c{column}")));
            for (var index = 0; index < 60_000; index++)
                writer.WriteLine(row);
        }

        using var process = Start(["train", folder["rows.csv"], "--target", "c0", "--output", folder["out"]]);
        using var limit = new Timer(_ => process.Kill(), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        // The tool listens to signals from its first moments on, and reads for some seconds.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = await output;
        process.WaitForExit();
        // 143: a busy machine had not yet come to the first moments.
        Assert.Contains(process.ExitCode, (int[])[130, 143]);
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
