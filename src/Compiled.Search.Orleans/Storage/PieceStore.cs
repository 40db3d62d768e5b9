using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Compiled.Clusters;

/// <summary>Pieces in grain storage, by owner and name, without an activation in between: a silo reads data and checkpoints straight from where they are kept. Thread-safe.</summary>
internal sealed class PieceStore(IGrainStorage storage)
{
    /// <summary>The name under which a cluster's storage is registered.</summary>
    public const string StorageName = "compiled-search";

    private const int MaxAttempts = 10;

    /// <summary>What is written over <paramref name="read"/>: other bytes, and the proof of having read.</summary>
    public static GrainState<Piece> Next(GrainState<Piece> read, byte[] bytes) => new(new Piece { Bytes = bytes }, read.ETag) { RecordExists = read.RecordExists };

    /// <summary>The piece, with what a later write of it must present; without a record if there is none.</summary>
    public async Task<GrainState<Piece>> ReadAsync(GrainId owner, string name)
    {
        var state = new GrainState<Piece>(new Piece());
        await storage.ReadStateAsync(name, owner, state);
        return state;
    }

    /// <summary>Writes over what <paramref name="state"/> was read from.</summary>
    /// <exception cref="InconsistentStateException">Somebody else has written in the meantime.</exception>
    public Task WriteAsync(GrainId owner, string name, GrainState<Piece> state) => storage.WriteStateAsync(name, owner, state);

    /// <summary>Writes a piece that never changes. One that is there already with the same bytes is left alone, so that a write whose answer was lost can be repeated.</summary>
    /// <exception cref="InvalidOperationException">It is there with other bytes.</exception>
    public async Task WriteOnceAsync(GrainId owner, string name, byte[] bytes)
    {
        var state = await ReadAsync(owner, name);
        for (var attempt = 0; !state.RecordExists; attempt++)
        {
            state.State = new Piece { Bytes = bytes };
            try
            {
                await WriteAsync(owner, name, state);
                return;
            }
            catch (InconsistentStateException) when (attempt < MaxAttempts)
            {
                // Somebody was faster, and may have removed it again.
                state = await ReadAsync(owner, name);
            }
        }

        if (!state.State!.Bytes.AsSpan().SequenceEqual(bytes))
            throw new InvalidOperationException($"'{name}' of {owner} is already in the storage with {state.State!.Bytes.Length} other bytes: two different contents have the same name.");
    }

    /// <summary>Removes a piece, if it is there.</summary>
    public async Task RemoveAsync(GrainId owner, string name)
    {
        var state = await ReadAsync(owner, name);
        if (state.RecordExists)
            await storage.ClearStateAsync(name, owner, state);
    }
}
