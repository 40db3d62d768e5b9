using Compiled.Clusters.Tests.Harness;
using Compiled.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace Compiled.Clusters.Tests;

/// <summary>The commands of clients, and a client in a host of one's own, against a worker that keeps everything in memory.</summary>
[Trait("Speed", "slow")]
public sealed class ClientCommandTests(MemoryWorker worker) : IClassFixture<MemoryWorker>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-commands-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_is_submitted_watched_read_and_removed()
    {
        var (definition, data) = (Searches.Rates(4, 10), Searches.Data());
        var alone = Searches.Alone(definition, data);
        var (definitionFile, dataFile, journal) = (Place("definition.json"), Place("data"), Place("journal.search"));
        await File.WriteAllTextAsync(definitionFile, definition.ToJson(), Cancellation);
        await using (var stream = File.Create(dataFile))
            data.Write(stream);

        Assert.Equal("commanded\n", await RunAsync("submit", "--definition", definitionFile, "--data", dataFile, "--name", "commanded"));
        var watched = (await RunAsync("watch", "commanded")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("\"phase\":\"finished\",\"reason\":null,\"trials\":4,\"jobs\":4,\"running\":0,\"waiting\":0,", watched[^1], StringComparison.Ordinal);
        Assert.Equal(alone.ToCsv(), await RunAsync("table", "commanded"));
        Assert.Equal(alone.ToJsonLines(), await RunAsync("table", "commanded", "--json"));
        Assert.Equal(watched[^1] + "\n", await RunAsync("list"));

        // Twice: what the file has already is not added again.
        for (var time = 0; time < 2; time++)
        {
            _ = await RunAsync("journal", "commanded", "--data", dataFile, "--file", journal);
            using var kept = SearchJournal.Open(journal, definition, data);
            Assert.Equal([0, 1, 2, 3], kept.Results.Keys.Order());
        }

        _ = await RunAsync("stop", "commanded");
        _ = await RunAsync("remove", "commanded");
        Assert.Equal("", await RunAsync("list"));
        Assert.Contains("The cluster has no search 'commanded'. It has none.", await FailAsync("table", "commanded"), StringComparison.Ordinal);
        var wrong = await FailAsync("submit", "--definition", definitionFile, "--data", definitionFile);
        Assert.Contains($"'{definitionFile}' cannot be read as the data of a search", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_ones_own_host_is_left_to_it()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        _ = builder.UseOrleansClient(client => client.UseSearchCluster(new() { First = worker.Process.Gateway }));
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        var client = host.Services.GetRequiredService<IClusterClient>();
        await using (var cluster = new SearchCluster(client))
            _ = await cluster.ListAsync(Cancellation);
        // It is still connected.
        _ = await new SearchCluster(client).ListAsync(Cancellation);
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_connection_that_is_cancelled_says_so() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => SearchCluster.ConnectAsync(new() { First = new(System.Net.IPAddress.Loopback, Ports.Free()) }, new CancellationToken(canceled: true)));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Place(string name) => Path.Combine(_folder, name);

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output, error) = await CommandAsync(arguments);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    private async Task<string> FailAsync(params string[] arguments)
    {
        var (code, _, error) = await CommandAsync(arguments);
        Assert.Equal(1, code);
        return error;
    }

    private async Task<(int Code, string Output, string Error)> CommandAsync(string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter();
        string[] all = [.. arguments, "--first", worker.Process.Gateway.ToString(), "--connect-timeout", "120"];
        return (await Cli.RunAsync(all, output, error), output.ToString(), error.ToString());
    }
}
