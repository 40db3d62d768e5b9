using System.Runtime.InteropServices;

namespace Compiled.Tests;

/// <summary>Programs that tests run, and that a machine may not have.</summary>
public static class Programs
{
    /// <summary>The file of a program of the PATH, or null.</summary>
    public static string? Find(string name) => Find([name], Environment.GetEnvironmentVariable("PATH"));

    /// <summary>The first of some programs that a list of folders has: the order of the names counts, then that of the folders.</summary>
    public static string? Find(IEnumerable<string> names, string? path)
    {
        var folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var ending = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ".exe" : "";
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + ending))).FirstOrDefault(File.Exists);
    }
}
