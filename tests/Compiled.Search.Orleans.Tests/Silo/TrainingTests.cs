using Compiled.Clusters.Tests.Harness;

namespace Compiled.Clusters.Tests.Silo;

/// <summary>A silo of this process trains a whole search.</summary>
public sealed class TrainingTests(TrainingSilo silo) : IClassFixture<TrainingSilo>
{
    [Theory]
    [InlineData("random")]
    [InlineData("asha")]
    public async Task A_search_gives_the_table_of_one_process(string searcher)
    {
        var (definition, data) = (Searches.Rates(6, 9) with { Searcher = Searcher.Parse(searcher) }, Searches.Data());
        var search = await silo.Cluster.SubmitAsync(definition, data, searcher, TestContext.Current.CancellationToken);
        Assert.Equal(Searches.Alone(definition, data).ToCsv(), (await search.WaitAsync(TestContext.Current.CancellationToken)).ToCsv());
        var lines = new List<string>();
        await foreach (var line in search.LinesAsync(TestContext.Current.CancellationToken))
            lines.Add(line);
        Assert.Equal(lines.Count, lines.Select(static line => JournalLines.Read(line).Index).Distinct().Count());
    }
}
