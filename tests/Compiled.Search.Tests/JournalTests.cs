namespace Compiled.Tests;

public class JournalTests
{
    private static readonly SearchDefinition Search = Over(rate: LogUniform(1e-4, 1e-1), units: OneOf(4, 8)) with { Trials = 4, Lag = 2 };
    private static readonly SearchData Data = Problems.Clouds(30);

    [Fact]
    public void A_journal_that_was_cut_off_at_any_byte_gives_the_lines_before()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        var whole = Write(folder.File("whole"));
        int[] ends = [.. whole.Select(static (value, place) => (value, place)).Where(static pair => pair.value == '\n').Select(static pair => pair.place + 1)];
        Assert.Equal(5, ends.Length);
        var path = folder.File("cut");
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            using (var journal = SearchJournal.Open(path, Search, Data))
            {
                var lines = ends.Count(end => end <= length);
                Assert.Equal(Math.Max(0, lines - 1), journal.Results.Count);
                Assert.Equal(length > 0 && !ends.Contains(length), journal.WasTorn);
                Finish(journal);
            }

            // What is then added makes the same results as those of a journal that was never cut.
            using var again = SearchJournal.Open(path, Search, Data);
            Assert.Equal(4, again.Results.Count);
            Assert.False(again.WasTorn);
        }
    }

    [Fact]
    public void A_flipped_bit_is_found_wherever_it_is()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        var whole = Write(folder.File("whole"));
        var lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        var path = folder.File("flipped");
        for (var place = 0; place < whole.Length; place += 3)
        {
            var flipped = whole.ToArray();
            flipped[place] ^= (byte)(1 << place % 8);
            File.WriteAllBytes(path, flipped);
            if (place >= lastLine - 1)
            {
                // The last line, or the last two as one, may have been torn: their jobs run again.
                using var journal = SearchJournal.Open(path, Search, Data);
                Assert.InRange(journal.Results.Count, 2, 3);
                continue;
            }

            var message = Assert.Throws<SearchException>(() => SearchJournal.Open(path, Search, Data)).Message;
            Assert.Contains("journal", message);
            Assert.Equal(flipped, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void A_journal_of_another_search_is_refused_with_the_differences()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("search.jsonl");
        var whole = Write(path);
        var message = Assert.Throws<SearchException>(() => SearchJournal.Open(path, Search with { Trials = 7, Seed = 2 }, Data)).Message;
        Assert.Contains("trials is 7 here and 4 in the journal", message);
        Assert.Contains("seed is 2 here and 0 in the journal", message);
        Assert.DoesNotContain("lag is", message);
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_journal_of_other_data_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("search.jsonl");
        var whole = Write(path);
        var message = Assert.Throws<SearchException>(() => SearchJournal.Open(path, Search, Problems.Clouds(30, seed: 2))).Message;
        Assert.Contains("is of other data", message);
        Assert.Contains(Data.Hash[..12], message);
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_journal_of_another_version_of_the_library_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("search.jsonl");
        var lines = System.Text.Encoding.UTF8.GetString(Write(path)).Split('\n');
        var header = Searching.JournalLine.Open(System.Text.Encoding.UTF8.GetBytes(lines[0]))!.Replace(Searching.JournalHeader.Library, "9.9.9");
        File.WriteAllBytes(path, [.. Searching.JournalLine.Seal(header), .. System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines[1..]))]);
        var message = Assert.Throws<SearchException>(() => SearchJournal.Open(path, Search, Data)).Message;
        Assert.Contains("was written by version 9.9.9 of the library", message);
        Assert.Contains(Searching.JournalHeader.Library, message);
    }

    [Fact]
    public void Another_file_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("data.csv");
        foreach (var text in (string[])["a", "a,b\n1,2\n", "{\"format\":\"other\"}\n"])
        {
            File.WriteAllText(path, text);
            Assert.Contains("is not the journal of a search", Assert.Throws<SearchException>(() => SearchJournal.Open(path, Search, Data)).Message);
            Assert.Equal(text, File.ReadAllText(path));
        }

        Assert.Contains("is a folder", Assert.Throws<IOException>(() => SearchJournal.Open(folder.Path, Search, Data)).Message);
    }

    [Fact]
    public void A_journal_has_one_process_at_a_time()
    {
        using var folder = new TemporaryFolder();
        using var first = SearchJournal.Open(folder.File("search.jsonl"), Search, Data);
        Assert.Contains("no other search uses", Assert.Throws<IOException>(() => SearchJournal.Open(folder.File("search.jsonl"), Search, Data)).Message);
    }

    /// <summary>A whole journal.</summary>
    private static byte[] Write(string path)
    {
        using (var journal = SearchJournal.Open(path, Search, Data))
            Finish(journal);
        return File.ReadAllBytes(path);
    }

    /// <summary>Carries out what is missing.</summary>
    private static void Finish(SearchJournal journal)
    {
        var state = new SearchState(Search);
        while (state.TryNext(out var job))
        {
            var result = Simulation.ResultOf(job, Simulation.Bowl);
            if (!journal.Results.TryGetValue(job.Index, out var known))
                journal.Append(job, result, TimeSpan.FromSeconds(0.25), "thread 1");
            else
                Assert.Equal(result, known);
            state.Complete(result);
        }
    }
}
