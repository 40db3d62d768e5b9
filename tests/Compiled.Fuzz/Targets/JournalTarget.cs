using System.Text;
using Compiled.Searching;

namespace Compiled.Fuzz;

/// <summary>Bytes as the journal of a search, as they are and with the checksums that its lines need: what opens is not torn when it is opened again, and has the same results.</summary>
public static class JournalTarget
{
    private const string Memory = "/dev/shm";
    private const string Checksum = ",\"checksum\":\"";

    public static void Run(byte[] bytes)
    {
        _ = Opens(bytes);
        _ = Opens(Sealed(bytes));
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var header = JournalLine.Seal(JournalHeader.Write(FuzzSearch.Definition, FuzzSearch.Data.Hash));
        JobResult[] results =
        [
            new() { Index = 0, Objective = 0.5, Epochs = 2, BestEpoch = 1, Metrics = [new("accuracy", 0.75)], ParametersHash = "ab", Cost = new(18, 72, 30, 8.5) },
            new() { Index = 1, Objective = double.NaN, Epochs = 1, BestEpoch = 1, Failure = "It \u00fc diverged.", Metrics = [new("loss", double.PositiveInfinity)] },
        ];
        byte[] whole = [.. header, .. results.SelectMany(static result => JournalLine.Seal($"{{\"result\":{result.ToJson()}}}"))];
        return [("new", header), ("results", whole), ("torn", whole[..^9])];
    }

    /// <summary>Whether a journal of these bytes opens; the one documented exception is no finding, any other is.</summary>
    public static bool Opens(byte[] bytes)
    {
        var path = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"compiled-fuzz-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(path, bytes);
            string results;
            try
            {
                using var journal = SearchJournal.Open(path, FuzzSearch.Definition, FuzzSearch.Data);
                results = Text(journal);
            }
            catch (SearchException)
            {
                return File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes) ? false : throw new InvalidOperationException("A journal that is refused was changed.");
            }

            using var again = SearchJournal.Open(path, FuzzSearch.Definition, FuzzSearch.Data);
            return !again.WasTorn && Text(again) == results ? true : throw new InvalidOperationException("A journal is not the same when it is opened again.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Text(SearchJournal journal) => string.Join('\n', journal.Results.OrderBy(static pair => pair.Key).Select(static pair => pair.Value.ToJson()));

    /// <summary>Each line up to its checksum, or up to its last character, with the checksum that it needs.</summary>
    private static byte[] Sealed(byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.SelectMany(static line => JournalLine.Seal(line.LastIndexOf(Checksum, StringComparison.Ordinal) is >= 0 and var end ? line[..end] + "}" : line))];
    }
}
