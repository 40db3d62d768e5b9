using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Benchmarks;

/// <summary>Writes the tables of performance: docs/performance.md, README's excerpt of it, the tails of docs/realtime.md and the sizes of docs/deployment.md.</summary>
internal static class PagesProgram
{
    public static int Run()
    {
        PerformancePage.Update(Repository.Root);
        Console.Error.WriteLine($"{PerformancePage.File}, {PerformancePage.Readme}, {TailTable.Page} and {PublishTable.Page} have the figures of {string.Join(", ", PerformancePage.Folders(Repository.Root).Select(static folder => Path.GetRelativePath(Repository.Root, folder)))}.");
        return 0;
    }
}
