using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Compiled.Clusters.Tests.Silo;

/// <summary>Grain storage of a silo in this process, which fails for what a test names.</summary>
internal sealed class SiloStorage : IGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, GrainId Id), (object State, string Version)> _states = [];
    private long _versions;

    /// <summary>What fails: <c>read</c>, <c>write</c> or <c>clear</c>, a blank and the name of a state; null for nothing.</summary>
    public string? Failing { get; set; }

    /// <summary>The states of grains whose key has these words.</summary>
    public IReadOnlyList<string> NamesOf(string words)
    {
        lock (_lock)
            return [.. _states.Keys.Where(key => key.Id.Key.ToString()!.Contains(words, StringComparison.Ordinal)).Select(static key => key.Name)];
    }

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check("read", stateName);
        lock (_lock)
        {
            var isThere = _states.TryGetValue((stateName, grainId), out var kept);
            (grainState.State, grainState.ETag, grainState.RecordExists) = (isThere ? (T)kept.State : Activator.CreateInstance<T>(), isThere ? kept.Version : null, isThere);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check("write", stateName);
        lock (_lock)
        {
            if ((_states.TryGetValue((stateName, grainId), out var kept) ? kept.Version : null) != grainState.ETag)
                throw new InconsistentStateException($"{stateName} of {grainId} has version {kept.Version}, not {grainState.ETag}.");
            var version = $"{++_versions}";
            _states[(stateName, grainId)] = (grainState.State!, version);
            (grainState.ETag, grainState.RecordExists) = (version, true);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check("clear", stateName);
        lock (_lock)
            _ = _states.Remove((stateName, grainId));
        (grainState.ETag, grainState.RecordExists) = (null, false);
        return Task.CompletedTask;
    }

    private void Check(string call, string name)
    {
        if (Failing == $"{call} {name}")
            throw new IOException($"The storage is away: {call} {name}.");
    }
}
