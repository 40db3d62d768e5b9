using System.Diagnostics;

namespace Compiled.Tests;

/// <summary>Node.js and Chromium. Without them tests are skipped, and say why.</summary>
internal static class Tools
{
    /// <summary>The scenarios.</summary>
    public static readonly string Scripts = Path.Combine(Repository.Root, "tests/Compiled.Playground.Tests/Browser");

    /// <summary>The page's sources.</summary>
    public static readonly string Web = Path.Combine(Repository.Root, "samples/Playground/Web");

    private static readonly string Driver = Path.Combine(Repository.Root, "tests/Compiled.Report.Tests/Browser");

    /// <summary>The browser, and what drives it.</summary>
    public static string Browser()
    {
        var chromium = Chromium.Find();
        Assert.SkipWhen(chromium is null, Chromium.Missing);
        NeedNode(Driver, "playwright-core");
        return chromium!;
    }

    /// <summary>Skips the test unless Node.js and a package of a folder are there.</summary>
    public static void NeedNode(string folder, string package)
    {
        Assert.SkipWhen(Programs.Find("node") is null, "Node.js is not installed.");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(folder, "node_modules", package)),
            $"{package} is not installed: npm ci --prefix {Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/')}");
    }

    /// <summary>Runs a script, and gives what it printed. What it complained of is the failure.</summary>
    public static string Node(string folder, IEnumerable<string> arguments) => Run("node", folder, arguments);

    /// <summary>The same for any program.</summary>
    public static string Run(string program, string folder, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result + output);
        return output;
    }
}
