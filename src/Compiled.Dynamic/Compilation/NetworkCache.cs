namespace Compiled.Dynamic.Compilation;

/// <summary>
/// The classes that are alive, by declaration. Weak: a class that nothing uses any more is collected, and its entry is removed by a later compilation. Threads that ask for one declaration wait
/// for the first of them; those that ask for different ones compile side by side.
/// </summary>
internal sealed class NetworkCache
{
    private const int LeastToPrune = 64;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _pruneAt = LeastToPrune;

    /// <summary>How many entries there are, dead ones among them.</summary>
    public int Count
    {
        get
        {
            lock (_entries)
                return _entries.Count;
        }
    }

    /// <summary>The class of that key, made if it is not alive.</summary>
    /// <param name="key">The declaration's.</param>
    /// <param name="create">Makes it; other threads that ask for it wait meanwhile.</param>
    /// <param name="cancellation">Ends the wait: what the thread before makes of its own is its own affair.</param>
    public DynamicNetworkType GetOrAdd(string key, Func<DynamicNetworkType> create, CancellationToken cancellation)
    {
        var entry = Enter(key);
        try
        {
            // A monitor's wait could not be cancelled.
            entry.Turn.Wait(cancellation);
            try
            {
                return entry.Type ??= create();
            }
            finally
            {
                _ = entry.Turn.Release();
            }
        }
        finally
        {
            Leave(key, entry);
        }
    }

    /// <summary>The classes of several keys; those that are not alive are made together.</summary>
    /// <param name="keys">The declarations', each once.</param>
    /// <param name="create">Makes those at some places among the keys; null where one cannot be made.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>One for each key; null where none was made.</returns>
    public DynamicNetworkType?[] GetOrAddMany(IReadOnlyList<string> keys, Func<IReadOnlyList<int>, DynamicNetworkType?[]> create, CancellationToken cancellation)
    {
        var types = new DynamicNetworkType?[keys.Count];
        var held = new List<(int Place, Entry Entry)>();
        try
        {
            // Everybody who holds several takes them in the same order, so nobody waits for somebody who waits.
            foreach (var place in Enumerable.Range(0, keys.Count).OrderBy(place => keys[place], StringComparer.Ordinal))
            {
                var entry = Enter(keys[place]);
                try
                {
                    entry.Turn.Wait(cancellation);
                }
                catch
                {
                    Leave(keys[place], entry);
                    throw;
                }

                held.Add((place, entry));
                if (entry.Type is not { } alive)
                    continue;
                // Nobody has to wait for one that is there.
                types[place] = alive;
                Release(held.Count - 1);
            }

            held.Sort(static (one, other) => one.Place.CompareTo(other.Place));
            if (held.Count > 0)
            {
                var made = create([.. held.Select(static pair => pair.Place)]);
                for (var index = 0; index < held.Count; index++)
                    types[held[index].Place] = held[index].Entry.Type = made[index];
            }
        }
        finally
        {
            while (held.Count > 0)
                Release(held.Count - 1);
        }

        return types;

        void Release(int index)
        {
            var (place, entry) = held[index];
            held.RemoveAt(index);
            _ = entry.Turn.Release();
            Leave(keys[place], entry);
        }
    }

    private Entry Enter(string key)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out var entry))
                _entries.Add(key, entry = new());
            entry.Waiting++;
            return entry;
        }
    }

    private void Leave(string key, Entry entry)
    {
        lock (_entries)
        {
            entry.Waiting--;
            if (entry.IsDead)
                _entries.Remove(key);
            if (_entries.Count < _pruneAt)
                return;
            foreach (var (dead, _) in _entries.Where(static pair => pair.Value.IsDead).ToList())
                _entries.Remove(dead);
            _pruneAt = Math.Max(LeastToPrune, 2 * _entries.Count);
        }
    }

    private sealed class Entry
    {
        private WeakReference<DynamicNetworkType>? _type;

        /// <summary>Held by the thread that looks for the class or compiles it. Never disposed: without a wait handle it holds nothing but memory.</summary>
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>The threads that hold the entry: it must stay in the table as long, or two would compile the same.</summary>
        public int Waiting { get; set; }

        public bool IsDead => Waiting == 0 && Type is null;

        public DynamicNetworkType? Type
        {
            get => _type is not null && _type.TryGetTarget(out var type) ? type : null;
            set => _type = value is null ? null : new(value);
        }
    }
}
