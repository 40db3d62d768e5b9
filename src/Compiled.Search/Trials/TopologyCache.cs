using System.Collections.Concurrent;
using Compiled.Dynamic;

namespace Compiled.Searching;

/// <summary>
/// Compiled topologies, kept while they are used: a search tries one many times. They are compiled many at once, and for training alone: most of them are dropped. Safe on any number of threads.
/// </summary>
internal sealed class TopologyCache
{
    /// <summary>A class takes about a megabyte: a search over ever new topologies must not keep all.</summary>
    private const int Most = 512;

    private readonly ConcurrentDictionary<NetworkDeclaration, DynamicNetworkType> _types = new();
    private readonly ConcurrentQueue<NetworkDeclaration> _order = new();
    private readonly Lock _preparing = new();
    private bool _isWarm;

    /// <summary>Whether a topology is compiled.</summary>
    public bool Contains(NetworkDeclaration declaration) => _types.ContainsKey(declaration);

    /// <summary>The class of a declaration.</summary>
    /// <exception cref="NetworkCompilationException">The declaration is not valid.</exception>
    public DynamicNetworkType Get(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        if (!_types.TryGetValue(declaration, out var type))
            Keep(type = NetworkCompiler.CompileMany([declaration], CompilationPurpose.Training, cancellation)[0].Type);
        return type;
    }

    /// <summary>
    /// Compiles the first of some declarations if it is not there yet, and with it all others that are not. A declaration that is not valid is left for its trial, which says so.
    /// </summary>
    /// <param name="declarations">The one that is needed now, and those that will be needed soon.</param>
    /// <param name="isWanted">Whether one will be trained; asked only of those that are not there.</param>
    /// <param name="cancellation">Cancels it.</param>
    public void Prepare(IReadOnlyList<NetworkDeclaration> declarations, Predicate<NetworkDeclaration> isWanted, CancellationToken cancellation)
    {
        lock (_preparing)
        {
            if (_types.ContainsKey(declarations[0]))
                return;
            // The first compilation of a process takes a second and more, in which the compiler is itself compiled: meanwhile no other thread should wait for more than one topology.
            var needed = _isWarm ? declarations : [declarations[0]];
            _isWarm = true;
            NetworkDeclaration[] missing = [.. needed.Distinct().Where(declaration => !_types.ContainsKey(declaration) && isWanted(declaration))];
            foreach (var compilation in NetworkCompiler.CompileMany(missing, CompilationPurpose.Training, cancellation))
                if (compilation.Error is null)
                    Keep(compilation.Type);
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
