using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Benchmarks;

/// <summary>Writes README's tables of performance.</summary>
internal static class ReadmeProgram
{
    public static int Run()
    {
        ReadmeTable.Update(Repository.Root);
        Console.Error.WriteLine($"README.md has the figures of {string.Join(", ", ReadmeTable.Folders(Repository.Root).Select(static folder => Path.GetRelativePath(Repository.Root, folder)))}.");
        return 0;
    }
}
