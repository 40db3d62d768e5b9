using System.Text;
using Compiled.Clusters;
using Compiled.Searching;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Compiled.Fuzz;

/// <summary>
/// Bytes as what a cluster finds in its storage: a file in pieces, a journal, the record of a search and the list of searches. All four are read from the same bytes, and the journal also with the
/// checksums that its lines need.
/// </summary>
public static class ClusterTarget
{
    private const int ManifestBytes = 40;

    /// <summary>What a few bytes may take of memory, and of calls to the storage, whatever lengths they name.</summary>
    private const long Most = 16 << 20;
    private const int MostCalls = 1000;
    private const string Checksum = ",\"checksum\":\"";

    private static readonly GrainId Owner = GrainId.Create("fuzz", "one");

    public static void Run(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = ReadsFile(bytes);
        _ = ReadsJournal(bytes);
        _ = ReadsJournal(Sealed(bytes));
        _ = ReadsRecord(bytes);
        foreach (var name in SearchListGrain.Read(bytes).Keys)
        {
            if (name.Length == 0)
                throw new InvalidOperationException("A search of the list has no name.");
        }

        if (GC.GetAllocatedBytesForCurrentThread() - before > Most + 100L * bytes.Length)
            throw new InvalidOperationException("Memory was taken on the word of the bytes.");
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var (storage, store) = Storage();
        Wait(new PiecedFile(store, Owner).WriteAsync("What a trial keeps."u8.ToArray()));
        Wait(new SearchRecord(new(FuzzSearch.Definition.ToJson(), FuzzSearch.Data.Hash, 1000, "1.0.0")).WriteAsync(store, Owner));
        byte[] file = [.. storage.Pieces["manifest"], .. storage.Pieces["piece-000000"]];
        var state = new SearchState(FuzzSearch.Definition);
        var lines = new StringBuilder();
        while (state.TryNext(out var job))
        {
            var result = new JobResult { Index = job.Index, Objective = 0.5, Epochs = 2, BestEpoch = 1, Metrics = [new("accuracy", 0.75)], ParametersHash = "ab", Cost = new(18, 72, 30, 8.5) };
            state.Complete(result);
            _ = lines.Append(JournalLines.Write(result)).Append('\n');
        }

        return [("file", file), ("journal", Encoding.UTF8.GetBytes(lines.ToString())), ("record", storage.Pieces["search"]), ("list", "+one\n-two\n"u8.ToArray())];
    }

    /// <summary>Whether the first bytes are the manifest of a file of which the others are the pieces. It can be removed in any case.</summary>
    public static bool ReadsFile(byte[] bytes)
    {
        var (storage, store) = Storage();
        storage.Pieces["manifest"] = bytes[..Math.Min(ManifestBytes, bytes.Length)];
        foreach (var (index, piece) in bytes.Skip(ManifestBytes).Chunk(Piece.MaxBytes).Index())
            storage.Pieces[PiecedFile.NameOf(index)] = piece;
        var file = new PiecedFile(store, Owner);
        var isRead = Reads(() => Wait(file.ReadAsync())) && Reads(() => Wait(file.LengthAsync()));
        Wait(file.RemoveAsync());
        return isRead;
    }

    /// <summary>Whether they are the journal of a search.</summary>
    public static bool ReadsJournal(byte[] bytes)
    {
        var (storage, store) = Storage();
        foreach (var (index, piece) in bytes.Chunk(JournalPieces.PieceBytes).Index())
            storage.Pieces[$"journal-{index:D6}"] = piece;
        var (queue, journal) = (new JobQueue(new SearchState(FuzzSearch.Definition)), new JournalPieces(store, Owner));
        var isRead = Reads(() => Wait(journal.ReadAsync(line => JournalLines.Play(line, queue))));
        Wait(journal.RemoveAsync());
        return isRead && storage.Pieces.Count == 0;
    }

    /// <summary>Whether they are the record of a search.</summary>
    public static bool ReadsRecord(byte[] bytes)
    {
        var (storage, store) = Storage();
        storage.Pieces["search"] = bytes;
        return Reads(() => _ = SearchRecord.ReadAsync(store, Owner).GetAwaiter().GetResult()!.ReadDefinition());
    }

    /// <summary>The one documented exception is no finding, any other is.</summary>
    private static bool Reads(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (ClusterException)
        {
            return false;
        }
    }

    /// <summary>The storage of the target never makes anybody wait.</summary>
    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static (Kept Storage, PieceStore Store) Storage()
    {
        var storage = new Kept();
        return (storage, new PieceStore(storage));
    }

    private static byte[] Sealed(byte[] bytes) =>
    [
        .. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(static line => JournalLine.Seal(line.LastIndexOf(Checksum, StringComparison.Ordinal) is >= 0 and var end ? line[..end] + "}" : line)),
    ];

    /// <summary>Pieces by their names, for so many calls as a file of these bytes can need.</summary>
    private sealed class Kept : IGrainStorage
    {
        private int _calls;

        public Dictionary<string, byte[]> Pieces { get; } = new(StringComparer.Ordinal);

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Count();
            var isThere = Pieces.TryGetValue(stateName, out var bytes);
            (grainState.State, grainState.RecordExists) = ((T)(object)new Piece { Bytes = bytes ?? [] }, isThere);
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Pieces[stateName] = ((Piece)(object)grainState.State!).Bytes;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Count();
            _ = Pieces.Remove(stateName);
            return Task.CompletedTask;
        }

        private void Count()
        {
            if (++_calls > MostCalls)
                throw new InvalidOperationException("The storage is asked again and again.");
        }
    }
}
