using Compiled.Tests;

namespace Compiled.Tool.Tests.Harness;

/// <summary>One command line, run in this process with plain output.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line.</summary>
    public static ToolRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = Cli.Run(arguments, output, error, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that must succeed; returns what it wrote.</summary>
    public static string Done(params string[] arguments)
    {
        var run = Of(arguments);
        // Networks of these tests often have no names, which is worth a note and nothing more.
        Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.StartsWith("note: ", line, StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
        AssertPlain(run.Output);
        return run.Output;
    }

    /// <summary>Runs a command line that must fail; returns its message, which is a sentence, and no stack trace.</summary>
    public static string Failed(params string[] arguments) => Ended(ExitCodes.Failed, arguments);

    /// <summary>Runs a command line that says nothing that could be done.</summary>
    public static string Wrong(params string[] arguments) => Ended(ExitCodes.WrongUsage, arguments);

    /// <summary>No escape codes, no carriage returns.</summary>
    public static void AssertPlain(string text)
    {
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\r', text);
    }

    private static string Ended(int exitCode, string[] arguments)
    {
        var run = Of(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith("compiled: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected error", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("CsvOptions", run.Error, StringComparison.Ordinal);
        AssertPlain(run.Error);
        return run.Error;
    }
}

/// <summary>Files of the repository.</summary>
internal static class Files
{
    /// <summary>150 flowers: four numbers and the species.</summary>
    public static string Iris { get; } = Path.Combine(Repository.Root, "tests", "Compiled.Data.Tests", "Files", "iris.csv");

    /// <summary>1,797 digits of 8 × 8 pixels.</summary>
    public static string Digits { get; } = Path.Combine(Repository.Root, "samples", "Digits", "digits.csv");

    /// <summary>A model as another program wrote it.</summary>
    public static string Onnx(string name) => Path.Combine(Repository.Root, "tests", "Compiled.Onnx.Tests", "Fixtures", name);

    /// <summary>What NumPy wrote.</summary>
    public static string Numpy(string name) => Path.Combine(Repository.Root, "tests", "Compiled.Tool.Tests", "Fixtures", name);
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("compiled-tool-").FullName;

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>A file in it.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <summary>A text file in it.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
