using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Benchmarks;

/// <summary>Writes the tables of performance: docs/performance.md and README's excerpt of it.</summary>
internal static class PagesProgram
{
    public static int Run()
    {
        PerformancePage.Update(Repository.Root);
        Console.Error.WriteLine($"docs/performance.md and README.md have the figures of {string.Join(", ", PerformancePage.Folders(Repository.Root).Select(static folder => Path.GetRelativePath(Repository.Root, folder)))}.");
        return 0;
    }
}
