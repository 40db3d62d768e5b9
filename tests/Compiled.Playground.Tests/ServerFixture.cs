using Playground.Serving;

namespace Compiled.Tests;

/// <summary>One server for the tests of the protocol.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public PlaygroundServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PlaygroundServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
