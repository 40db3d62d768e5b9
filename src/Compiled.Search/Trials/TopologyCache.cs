using System.Collections.Concurrent;
using Compiled.Dynamic;

namespace Compiled.Searching;

/// <summary>Compiled topologies, kept while they are used: a search tries one many times. Safe on any number of threads.</summary>
internal sealed class TopologyCache
{
    /// <summary>A class takes about a megabyte: a search over ever new topologies must not keep all.</summary>
    private const int Most = 512;

    private readonly ConcurrentDictionary<NetworkDeclaration, DynamicNetworkType> _types = new();
    private readonly ConcurrentQueue<NetworkDeclaration> _order = new();
    private readonly Lock _preparing = new();

    /// <summary>The class of a declaration.</summary>
    /// <exception cref="NetworkCompilationException">The declaration is not valid.</exception>
    public DynamicNetworkType Get(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        if (!_types.TryGetValue(declaration, out var type))
            Keep(type = NetworkCompiler.Compile(declaration, cancellation));
        return type;
    }

    /// <summary>Compiles what is not there yet, together. A declaration that is not valid is left for its trial, which says so.</summary>
    public void Prepare(IEnumerable<NetworkDeclaration> declarations, CancellationToken cancellation)
    {
        lock (_preparing)
        {
            foreach (var declaration in declarations.Distinct().Where(declaration => !_types.ContainsKey(declaration)))
            {
                try
                {
                    Keep(NetworkCompiler.Compile(declaration, cancellation));
                }
                catch (NetworkCompilationException)
                {
                    // Its trial tells it.
                }
            }
        }
    }

    private void Keep(DynamicNetworkType type)
    {
        if (!_types.TryAdd(type.Declaration, type))
            return;
        _order.Enqueue(type.Declaration);
        while (_types.Count > Most && _order.TryDequeue(out var oldest))
            _types.TryRemove(oldest, out _);
    }
}
