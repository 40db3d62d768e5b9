using System.Diagnostics;

namespace Compiled.Tests.Checkpoints;

/// <summary>Starts Compiled.Checkpoints.Child.</summary>
internal static class Child
{
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath switch
    {
        { } path when Path.GetFileNameWithoutExtension(path) == "dotnet" => path,
        _ => "dotnet",
    };

    /// <summary>The program's arguments behind the host's name.</summary>
    public static string[] Arguments(string mode, string path) => ["exec", Path.Combine(AppContext.BaseDirectory, "Compiled.Checkpoints.Child.dll"), mode, path];

    public static Process Start(string mode, string path) => Start(Host, Arguments(mode, path));

    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        // Doubly mapped code lies in a file of its own, which a limit on files would hit first.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>What a program printed that ended well.</summary>
    public static string Run(string program, IEnumerable<string> arguments)
    {
        using var child = Start(program, arguments);
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, FormattableString.Invariant($"{program} ended with {child.ExitCode}: {output}"));
        return output.ReplaceLineEndings("\n").TrimEnd('\n');
    }
}
