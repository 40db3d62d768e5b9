namespace Compiled.Clusters;

/// <summary>
/// The data of this silo: each is loaded once, by the first job that needs it, and shared by all. What no job uses makes room, the least recently used first; what jobs use is never
/// dropped. Thread-safe.
/// </summary>
/// <typeparam name="T">The data as jobs use them.</typeparam>
internal sealed class DataCache<T>(long maxBytes, Action<long>? changed = null)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _clock;
    private long _bytes;

    /// <summary>The bytes that are kept.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>Uses data, and loads them if they are not here.</summary>
    /// <param name="hash">Their name.</param>
    /// <param name="bytes">How much memory they take.</param>
    /// <param name="load">Loads them; called once, however many threads ask.</param>
    public Lease Use(string hash, long bytes, Func<T> load)
    {
        Entry entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(hash, out entry!))
            {
                MakeRoom(bytes);
                _entries[hash] = entry = new(bytes, new(load, LazyThreadSafetyMode.ExecutionAndPublication));
                _bytes += bytes;
                changed?.Invoke(_bytes);
            }

            entry.Users++;
            entry.LastUse = ++_clock;
        }

        try
        {
            return new(this, hash, entry, entry.Value.Value);
        }
        catch
        {
            // The next one who asks loads again.
            Release(hash, entry, hasFailed: true);
            throw;
        }
    }

    private void MakeRoom(long bytes)
    {
        while (_bytes + bytes > maxBytes && _entries.Where(static each => each.Value.Users == 0).OrderBy(static each => each.Value.LastUse).FirstOrDefault() is { Key: { } oldest } unused)
            Remove(oldest, unused.Value);
    }

    private void Remove(string hash, Entry entry)
    {
        if (!_entries.TryGetValue(hash, out var present) || present != entry)
            return;
        _ = _entries.Remove(hash);
        _bytes -= entry.Bytes;
        changed?.Invoke(_bytes);
    }

    private void Release(string hash, Entry entry, bool hasFailed)
    {
        lock (_lock)
        {
            entry.Users--;
            if (hasFailed || (entry.Users == 0 && _bytes > maxBytes))
                Remove(hash, entry);
        }
    }

    /// <summary>Data in use, until it is disposed of.</summary>
    internal sealed class Lease(DataCache<T> cache, string hash, Entry entry, T value) : IDisposable
    {
        private int _isDisposed;

        /// <summary>The data.</summary>
        public T Value { get; } = value;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
                cache.Release(hash, entry, hasFailed: false);
        }
    }

    /// <summary>One data.</summary>
    internal sealed class Entry(long bytes, Lazy<T> value)
    {
        /// <summary>Its memory.</summary>
        public long Bytes { get; } = bytes;

        /// <summary>The data themselves, loaded by the first.</summary>
        public Lazy<T> Value { get; } = value;

        /// <summary>The jobs that use it.</summary>
        public int Users { get; set; }

        /// <summary>When it was used last, in uses.</summary>
        public long LastUse { get; set; }
    }
}
