using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Playground.Protocol;

namespace Playground.Serving;

/// <summary>The open tabs: no more than the limit.</summary>
internal sealed class SessionTable(int limit = Limits.Sessions)
{
    private readonly ConcurrentDictionary<string, TabSession> _sessions = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>How many tabs are open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The tab of a token, or null.</summary>
    public TabSession? Find(string token) => _sessions.GetValueOrDefault(token);

    /// <summary>Takes a place for a tab, if one is free; <see cref="Leave"/> gives it back.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= limit)
            return true;
        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _count);

    /// <summary>Serves a tab until it closes.</summary>
    public async Task ServeAsync(WebSocket socket, CancellationToken stopping)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var session = new TabSession(token, socket, stopping);
        _sessions[token] = session;
        try
        {
            await session.RunAsync();
        }
        finally
        {
            _ = _sessions.TryRemove(token, out _);
        }
    }
}
