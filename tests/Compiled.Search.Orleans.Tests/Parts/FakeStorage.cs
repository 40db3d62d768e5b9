using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Compiled.Clusters.Tests.Parts;

/// <summary>Grain storage in a dictionary, which fails on request: before a write arrives, or after.</summary>
internal sealed class FakeStorage : IGrainStorage
{
    private readonly Dictionary<string, (byte[] Bytes, int Version)> _pieces = new(StringComparer.Ordinal);

    /// <summary>How the next write fails.</summary>
    public StorageFailure Next { get; set; }

    /// <summary>What a write waits for.</summary>
    public Task Opening { get; set; } = Task.CompletedTask;

    /// <summary>What a read waits for.</summary>
    public Task Reading { get; set; } = Task.CompletedTask;

    /// <summary>How many removals succeed before one fails; null if all do.</summary>
    public int? Removals { get; set; }

    /// <summary>The longest piece.</summary>
    public int Longest => _pieces.Values.Max(static piece => piece.Bytes.Length);

    /// <summary>The pieces.</summary>
    public IEnumerable<string> Names => _pieces.Keys;

    /// <summary>Changes a bit of a piece.</summary>
    public void Damage(string name)
    {
        var key = _pieces.Keys.Single(key => key.StartsWith(name, StringComparison.Ordinal));
        var (bytes, version) = _pieces[key];
        byte[] damaged = [.. bytes];
        damaged[damaged.Length / 2] ^= 1;
        _pieces[key] = (damaged, version);
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Reading;
        var state = (IGrainState<Piece>)grainState;
        var isThere = _pieces.TryGetValue(Key(stateName, grainId), out var piece);
        (state.State, state.ETag, state.RecordExists) = (new Piece { Bytes = isThere ? piece.Bytes : [] }, isThere ? Text(piece.Version) : null, isThere);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (state, key, failure) = ((IGrainState<Piece>)grainState, Key(stateName, grainId), Next);
        Next = StorageFailure.None;
        await Opening;
        if (failure == StorageFailure.Before)
            throw new IOException("The storage is away.");
        if (failure is StorageFailure.Overtaken or StorageFailure.Replaced)
            _pieces[key] = (failure == StorageFailure.Overtaken ? state.State!.Bytes : [9], 1);
        var present = _pieces.TryGetValue(key, out var piece) ? Text(piece.Version) : null;
        if (present != state.ETag)
            throw new InconsistentStateException($"{key} has version {present}, not {state.ETag}.");
        _pieces[key] = (state.State!.Bytes, piece.Version + 1);
        (state.ETag, state.RecordExists) = (Text(piece.Version + 1), true);
        if (failure == StorageFailure.After)
            throw new IOException("The answer was lost.");
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Removals is { } left)
        {
            Removals = left > 0 ? left - 1 : null;
            if (left == 0)
                throw new IOException("The storage is away.");
        }

        _ = _pieces.Remove(Key(stateName, grainId));
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static string Key(string name, GrainId id) => $"{name} of {id}";

    private static string Text(int version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Where a write fails.</summary>
public enum StorageFailure
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It does not arrive.</summary>
    Before,

    /// <summary>It arrives, and the answer is lost.</summary>
    After,

    /// <summary>Somebody else writes the same first.</summary>
    Overtaken,

    /// <summary>Somebody else writes something else first.</summary>
    Replaced,
}
