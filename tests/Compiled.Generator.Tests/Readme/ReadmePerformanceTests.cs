using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Readme;

/// <summary>The figures of docs/performance.md and of README are the committed ones.</summary>
public sealed class ReadmePerformanceTests
{
    [Fact]
    public void The_pages_tables_are_what_the_committed_results_give() =>
        Assert.Equal(PerformancePage.Render(Repository.Root), Written(PerformancePage.File));

    [Fact]
    public void The_excerpt_is_what_the_committed_results_give() =>
        Assert.Equal(PerformancePage.RenderExcerpt(Repository.Root), Written(PerformancePage.Readme));

    [Fact]
    public void The_tails_of_real_time_use_are_the_committed_ones() =>
        Assert.Equal(TailTable.Render(Repository.Root), Written(TailTable.Page, TailTable.Part));

    [Fact]
    public void The_sizes_of_published_programs_are_the_committed_ones() =>
        Assert.Equal(PublishTable.Render(Repository.Root), Written(PublishTable.Page, PublishTable.Part));

    [Fact]
    public void Every_processor_has_its_charts()
    {
        var page = Written(PerformancePage.File);
        Assert.NotEmpty(PerformancePage.Charted(Repository.Root));
        Assert.All(PerformancePage.Charted(Repository.Root), folder =>
        {
            foreach (var chart in (string[])[PerformancePage.CellsChart, PerformancePage.SweepChart])
            {
                Assert.True(File.Exists(Path.Combine(folder, chart)), $"'{folder}' has no {chart}: benchmarks/Compiled.Charts draws it.");
                Assert.Contains($"](../{Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/')}/{chart})", page, StringComparison.Ordinal);
            }
        });
    }

    private static string Written(string page, string part = PerformancePage.Part) =>
        MarkedPart.Read(File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n"), part);
}
