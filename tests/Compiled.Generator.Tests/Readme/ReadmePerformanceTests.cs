using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Readme;

/// <summary>README's figures are the committed ones.</summary>
public sealed class ReadmePerformanceTests
{
    [Fact]
    public void Its_table_is_what_the_committed_results_give()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
        Assert.Equal(ReadmeTable.Render(Repository.Root), MarkedPart.Read(page, ReadmeTable.Part));
    }
}
