using System.Net;
using System.Net.WebSockets;
using System.Runtime.Loader;
using Playground.Protocol;
using Playground.Serving;

namespace Compiled.Tests;

/// <summary>Tests that count what the whole process holds: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Tabs come and go, and change their network a thousand times: nothing of them stays.</summary>
[Collection(nameof(Alone))]
public sealed class SessionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_tabs_than_the_limit_and_a_closed_one_makes_room()
    {
        await using var server = await PlaygroundServer.StartAsync(cancellation: Cancellation);
        List<Tab> tabs = [];
        for (var index = 0; index < Limits.Sessions; index++)
            tabs.Add(await Tab.OpenAsync(server));
        Assert.Equal(Limits.Sessions, tabs.Select(static tab => tab.Session).Distinct().Count());

        using var refused = new ClientWebSocket();
        refused.Options.SetRequestHeader("Origin", server.Address);
        refused.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => refused.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/training"), Cancellation));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.HttpStatusCode);

        // A tab that trains is closed: its thread ends, its place is free, and its downloads are gone.
        await tabs[0].SendAsync("""{"type":"play"}""");
        await tabs[0].DisposeAsync();
        await UntilAsync(() => server.Sessions == Limits.Sessions - 1);
        using var client = new HttpClient();
        using var response = await client.GetAsync($"{server.Address}/session/{tabs[0].Session}/network.cs", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await using var another = await Tab.OpenAsync(server);
        foreach (var tab in tabs)
            await tab.DisposeAsync();
        await UntilAsync(() => server.Sessions == 1);
    }

    [Fact]
    public async Task A_thousand_changes_leave_nothing()
    {
        const int Changes = 1000, ChangesPerDeclaration = 5;
        await using var server = await PlaygroundServer.StartAsync(cancellation: Cancellation);
        await using var tab = await Tab.OpenAsync(server);
        long early = 0;
        for (var change = 0; change < Changes; change++)
        {
            await ChangeAsync(change);
            if (change == Changes / 5)
                early = Memory();
        }

        // A network of the same size as then.
        await ChangeAsync(Changes / 5);
        var late = Memory();
        Assert.InRange(Contexts(), 0, 4);
        Assert.InRange(late - early, long.MinValue, 3 << 20);
        TestContext.Current.TestOutputHelper?.WriteLine($"{early >> 10} KB after {Changes / 5} changes, {late >> 10} KB after {Changes}; {Contexts()} classes are loaded.");

        async Task ChangeAsync(int change)
        {
            var different = change / ChangesPerDeclaration;
            var activation = (different / 50) switch { 0 => "Relu", 1 => "Tanh", 2 => "Elu", _ => "Silu" };
            await tab.StateAsync(new { points = 20, seed = change, declaration = $"[Network(inputs: 2)] [Dense({2 + different % 50}), {activation}] [Dense(1), Sigmoid] [BinaryCrossEntropy]" });
            _ = await tab.NextAsync("network");
        }
    }

    [Fact]
    public async Task A_taken_port_is_an_error_in_words()
    {
        await using var server = await PlaygroundServer.StartAsync(cancellation: Cancellation);
        var exception = await Assert.ThrowsAsync<IOException>(() => PlaygroundServer.StartAsync(server.Port, Cancellation));
        Assert.Contains($"{server.Port}", exception.Message);
    }

    /// <summary>Classes of the playground that are still loaded.</summary>
    private static int Contexts() => AssemblyLoadContext.All.Count(static context => context.Name == "PlaygroundNet");

    private static long Memory()
    {
        for (var round = 0; round < 4; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Waits for what happens soon; a test that hangs fails.</summary>
    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var wait = 0; wait < 1500 && !isSo(); wait++)
            await Task.Delay(20, Cancellation);
        Assert.True(isSo());
    }
}
