using System.Runtime.InteropServices;

namespace Compiled.Tests;

/// <summary>The browser of the tests: Chromium, or Chrome, which is the same to them and which GitHub's runners have. Each system has it under other names and at other places.</summary>
public static class Chromium
{
    /// <summary>Names the browser's file, and then nothing else is looked for.</summary>
    public const string Variable = "COMPILED_BROWSER";

    // On Ubuntu, chromium-browser may be a script that only asks for a snap: Chrome goes before it.
    private static readonly string[] Names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome"];

    /// <summary>Why a test without a browser is skipped.</summary>
    public static string Missing { get; } =
        $"No browser is installed: looked for {string.Join(", ", Names)} in PATH{string.Concat(Places(Environment.GetEnvironmentVariable, Here()).Select(static place => $", {place}"))}. "
        + $"{Variable} names another.";

    /// <summary>The file of the browser, or null.</summary>
    /// <exception cref="FileNotFoundException">The variable names none: that is a mistake, and no reason to leave tests out.</exception>
    public static string? Find() => Find(Environment.GetEnvironmentVariable, Here());

    public static string? Find(Func<string, string?> variable, OSPlatform system)
    {
        if (variable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new FileNotFoundException($"{Variable} names '{named}', which is no file.");
        return Programs.Find(Names, variable("PATH")) ?? Places(variable, system).FirstOrDefault(File.Exists);
    }

    /// <summary>Where browsers are installed that are in no PATH.</summary>
    public static IEnumerable<string> Places(Func<string, string?> variable, OSPlatform system)
    {
        if (system == OSPlatform.OSX)
        {
            return from folder in new[] { "", variable("HOME") }
                   where folder is not null
                   from program in new[] { "Chromium", "Google Chrome" }
                   select $"{folder}/Applications/{program}.app/Contents/MacOS/{program}";
        }

        if (system == OSPlatform.Windows)
        {
            return from folder in new[] { "ProgramFiles", "ProgramFiles(x86)", "LocalAppData" }.Select(variable)
                   where folder is { Length: > 0 }
                   from program in new[] { "Chromium", @"Google\Chrome" }
                   select $@"{folder}\{program}\Application\chrome.exe";
        }

        return [];
    }

    private static OSPlatform Here() =>
        OperatingSystem.IsMacOS() ? OSPlatform.OSX : OperatingSystem.IsWindows() ? OSPlatform.Windows : OSPlatform.Linux;
}
