namespace Compiled.Clusters;

/// <summary>Data by their content: searches over the same data share them, and what no search uses is collected. Thread-safe.</summary>
internal sealed class SharedData(PieceStore store, SearchMeter meter)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WeakReference<SearchData>> _data = new(StringComparer.Ordinal);

    /// <summary>The data of a hash, read from the cluster's storage if they are not in memory. Blocks the calling thread, which is one of those that train.</summary>
    /// <exception cref="ClusterException">They are not there, or damaged.</exception>
    public SearchData Get(string hash)
    {
        // One load at a time: two would need the memory of both.
        lock (_lock)
        {
            if (_data.TryGetValue(hash, out var weak) && weak.TryGetTarget(out var present))
                return present;
            var loaded = Load(hash);
            _data[hash] = new(loaded);
            return loaded;
        }
    }

    private SearchData Load(string hash)
    {
        meter.DataLoads.Add(1);
        var bytes = new PiecedFile(store, DataGrain.IdOf(hash)).ReadAsync().GetAwaiter().GetResult()
            ?? throw new ClusterException($"The data {hash} are not in the cluster's storage: submit the search again.");
        using var stream = new MemoryStream(bytes, writable: false);
        var read = SearchData.Read(stream);
        return read.Hash == hash ? read : throw new ClusterException($"The data {hash} in the cluster's storage have the hash {read.Hash}: they were changed. Submit the search again.");
    }
}
