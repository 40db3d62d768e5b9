using System.Diagnostics;

namespace Compiled.Package.Tests;

/// <summary>What a program printed, both streams, and how it ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output)
{
    /// <summary>The output when the program succeeded; a failed test with the output when it did not.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"Expected exit code 0, found {ExitCode}:\n{Output}");
        return Output;
    }

    /// <summary>The lines of two words, as the programs of the tests print them.</summary>
    public Dictionary<string, string> Pairs() => Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' '))
        .Where(words => words.Length == 2)
        .ToDictionary(words => words[0], words => words[1]);
}

/// <summary>Runs programs as a user's shell would.</summary>
internal static class Tool
{
    /// <summary>The folder of Compiled.sln.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The configuration these tests were built in: what they pack was built in the same.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string ExecutableEnding => OperatingSystem.IsWindows() ? ".exe" : "";

    public static ToolResult Dotnet(string folder, params string[] arguments) =>
        Run(folder, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    public static ToolResult Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the build that started these tests left behind is not for the builds that they start; and a build server that outlives its
        // build would hold our end of the pipes.
        foreach (var name in start.Environment.Keys.Where(IsOfBuild).ToList())
            _ = start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output + error.Result);
    }

    /// <summary>Where a program is, or null.</summary>
    public static string? Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static bool IsOfBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "SOURCE_DATE_EPOCH" or "CompiledInstructionSet";

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Compiled.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No Compiled.sln above {AppContext.BaseDirectory}.");
        return folder.FullName;
    }
}
