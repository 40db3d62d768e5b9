using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Benchmarks;

/// <summary>Writes README's table of performance.</summary>
internal static class ReadmeProgram
{
    public static int Run()
    {
        ReadmeTable.Update(Repository.Root);
        Console.Error.WriteLine($"README.md has the figures of {ReadmeTable.Results}.");
        return 0;
    }
}
