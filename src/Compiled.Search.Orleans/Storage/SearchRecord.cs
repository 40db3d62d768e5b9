using System.Text.Json;
using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>What a search is, in one piece of the storage: it is written when the search is submitted, stopped or failed, not per result. Not thread-safe.</summary>
internal sealed class SearchRecord
{
    private const string PieceName = "search";
    private GrainState<Piece> _state = new(new Piece());

    /// <summary>A new one, not written yet.</summary>
    public SearchRecord(Submission submission) => Submission = submission;

    /// <summary>What is searched.</summary>
    public Submission Submission { get; }

    /// <summary>Whether somebody stopped it.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Why it cannot go on; null if it can.</summary>
    public string? Failure { get; set; }

    /// <summary>Reads it; null if there is none.</summary>
    /// <exception cref="ClusterException">It is damaged.</exception>
    public static async Task<SearchRecord?> ReadAsync(PieceStore store, GrainId owner)
    {
        var state = await store.ReadAsync(owner, PieceName);
        if (!state.RecordExists)
            return null;
        try
        {
            if (JsonSerializer.Deserialize<Kept>(state.State!.Bytes) is { Definition: not null, Data: not null, Version: not null } kept)
                return new(new(kept.Definition, kept.Data, kept.DataBytes, kept.Version)) { _state = state, IsStopped = kept.IsStopped, Failure = kept.Failure };
        }
        catch (JsonException)
        {
            // It has not even the form of one.
        }

        throw new ClusterException($"The record of '{owner}' in the cluster's storage is damaged: what the search was is not known any more. Choose another name.");
    }

    /// <summary>What is searched.</summary>
    /// <exception cref="ClusterException">It is damaged.</exception>
    public SearchDefinition ReadDefinition()
    {
        try
        {
            return SearchDefinition.FromJson(Submission.Definition);
        }
        catch (FormatException exception)
        {
            throw new ClusterException($"The definition of the search in the cluster's storage is damaged: {exception.Message} Remove the search and submit it again.", exception);
        }
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation has written.</exception>
    public async Task WriteAsync(PieceStore store, GrainId owner)
    {
        var kept = new Kept(Submission.Definition, Submission.Data, Submission.DataBytes, Submission.Version, IsStopped, Failure);
        var next = PieceStore.Next(_state, JsonSerializer.SerializeToUtf8Bytes(kept));
        await store.WriteAsync(owner, PieceName, next);
        _state = next;
    }

    /// <summary>Removes it.</summary>
    public static Task RemoveAsync(PieceStore store, GrainId owner) => store.RemoveAsync(owner, PieceName);

    /// <summary>Why a worker of a version cannot go on with it, or null.</summary>
    public string? Problem(string version) => Submission.Version == version
        ? null
        : $"The search was begun by version {Submission.Version} of Compiled, but this worker has version {version}: different versions may train to different bits. "
            + $"Go on with workers of version {Submission.Version}, or remove the search and submit it again.";

    private sealed record Kept(string Definition, string Data, long DataBytes, string Version, bool IsStopped, string? Failure);
}
