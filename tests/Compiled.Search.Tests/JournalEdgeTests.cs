using System.Text;
using Compiled.Dynamic;
using Compiled.Searching;

namespace Compiled.Tests;

/// <summary>Journals that no search writes, with checksums that are right.</summary>
public class JournalEdgeTests
{
    private static readonly SearchDefinition Search = Over(rate: LogUniform(1e-4, 1e-1)) with { Trials = 2, Lag = 1 };
    private static readonly SearchData Data = Problems.Clouds(30);
    private static readonly string Header = JournalHeader.Write(Search, Data.Hash);

    /// <summary>A result with one part replaced.</summary>
    private static string Line(string part = "", string replacement = "")
    {
        var result = new JobResult { Index = 0, Objective = double.NaN, Epochs = 1, BestEpoch = 1, Failure = "It diverged.", Metrics = [new("accuracy", 0.5), new("loss", double.PositiveInfinity)] };
        var json = $"{{\"result\":{result.ToJson()}}}";
        Assert.Contains(part, json, StringComparison.Ordinal);
        return part.Length == 0 ? json : json.Replace(part, replacement, StringComparison.Ordinal);
    }

    private static string Refused(params string[] lines)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("search.jsonl");
        byte[] file = [.. lines.SelectMany(JournalLine.Seal)];
        File.WriteAllBytes(path, file);
        var message = Assert.Throws<SearchException>(() => SearchJournal.Open(path, Search, Data)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Equal(file, File.ReadAllBytes(path));
        return message;
    }

    [Fact]
    public void A_result_comes_back_with_numbers_that_JSON_does_not_have()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("search.jsonl");
        File.WriteAllBytes(path, [.. JournalLine.Seal(Header), .. JournalLine.Seal(Line())]);
        using var journal = SearchJournal.Open(path, Search, Data);
        var (job, result) = Assert.Single(journal.Results);
        Assert.Equal((0, double.NaN, "It diverged."), (job, result.Objective, result.Failure));
        Assert.Equal([new("accuracy", 0.5), new("loss", double.PositiveInfinity)], result.Metrics);
        Assert.False(journal.WasTorn);
    }

    [Theory]
    [InlineData("\"format\":\"compiled-search\"", "\"format\":\"other\"", "is not the journal of a search")]
    [InlineData("\"format\":\"compiled-search\"", "\"format\":null", "is not the journal of a search")]
    [InlineData("\"format\":\"compiled-search\"", "\"form\":\"compiled-search\"", "is not the journal of a search")]
    [InlineData("\"format\":\"compiled-search\"", "\"format\":5", "is not the journal of a search: give another file")]
    [InlineData("\"version\":1", "\"version\":2", "has version 2 of the format, but this library writes version 1: finish the search with the library that began it")]
    [InlineData("\"version\":1", "\"version\":1e99", "is not the journal of a search: give another file")]
    [InlineData("\"version\":1", "\"other\":1", "is not the journal of a search: give another file")]
    [InlineData("\"library\":", "\"library\":null,\"l\":", "'library' is null")]
    [InlineData("\"trials\":2", "\"trials\":3", "trials is 2 here and 3 in the journal. Continue it with the same definition")]
    [InlineData("\"trials\":2", "\"more\":2", "trials is 2 here and not set in the journal; more is not set here and 2 in the journal")]
    [InlineData("\"definition\":{", "\"definition\":[],\"d\":{", "is not the journal of a search: give another file")]
    [InlineData("\"data\":\"", "\"data\":\"abc\",\"d\":\"", "is of other data: their SHA-256 was abc and is ")]
    [InlineData("\"data\":\"", "\"data\":\"abcdefghijklmnop\",\"d\":\"", "is of other data: their SHA-256 was abcdefghijkl… and is ")]
    public void A_first_line_of_another_search_is_refused(string part, string replacement, string problem)
    {
        Assert.Contains(part, Header, StringComparison.Ordinal);
        Assert.Contains(problem, Refused(Header.Replace(part, replacement, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"result\":", "\"other\":", "")]
    [InlineData("\"job\":0", "\"job\":0.5", "")]
    [InlineData("\"job\":0", "\"job\":null", "")]
    [InlineData("\"objective\":\"NaN\"", "\"objective\":\"none\"", "none")]
    [InlineData("\"objective\":\"NaN\"", "\"objective\":{}", "")]
    [InlineData("\"metrics\":{", "\"metrics\":[],\"m\":{", "")]
    [InlineData("\"parameters\":\"\"", "\"parameters\":null", "'parameters' is null")]
    [InlineData("\"cost\":{", "\"cost\":0,\"c\":{", "")]
    [InlineData("{\"result\":", "{\"result\":,", "The text is not a line of a journal")]
    public void A_line_that_is_not_a_result_names_itself(string part, string replacement, string problem)
    {
        var message = Refused(Header, Line(), Line(part, replacement));
        Assert.Contains("Line 3 of the journal '", message, StringComparison.Ordinal);
        Assert.Contains("Remove this line and those after it, and the search goes on from there", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_in_the_middle_without_its_checksum_names_itself()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("search.jsonl");
        byte[] file = [.. JournalLine.Seal(Header), .. "{}\n"u8, .. JournalLine.Seal(Line())];
        File.WriteAllBytes(path, file);
        Assert.Contains("Line 2 of the journal '", Assert.Throws<SearchException>(() => SearchJournal.Open(path, Search, Data)).Message, StringComparison.Ordinal);
        Assert.Equal(file, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("search.jsonl");
        using (var stream = File.Create(path))
            stream.SetLength((1L << 30) + 1);
        Assert.Contains("has 1073741825 bytes, more than the 1073741824 that a search writes", Assert.Throws<SearchException>(() => SearchJournal.Open(path, Search, Data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("cannot be opened", Assert.Throws<IOException>(() => SearchJournal.Open(folder.File("none/search.jsonl"), Search, Data)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"name\":\"rate\",\"kind\":\"Other\"}]", "'Other' is not a kind of range")]
    [InlineData("[{\"name\":\"rate\",\"kind\":\"17\"}]", "'17' is not a kind of range")]
    [InlineData("[{\"name\":null,\"kind\":\"Choice\"}]", "'name' is null")]
    [InlineData("[{\"name\":\"rate\",\"kind\":\"Choice\",\"choices\":[true]}]", "")]
    [InlineData("[{\"name\":\"rate\",\"kind\":\"Uniform\",\"lowest\":\"NaN\",\"highest\":1}]", "both ends must be finite numbers")]
    public void A_space_that_no_search_has_is_refused(string space, string problem)
    {
        var text = Search.ToJson();
        var exception = Assert.Throws<FormatException>(() => SearchDefinition.FromJson($"{{\"space\":{space},\"s\":{text["{\"space\":".Length..]}"));
        Assert.StartsWith("The text is not the definition of a search: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_comes_back_with_its_parent_and_without()
    {
        var job = new SearchJob(3, 2, 1, 4, 8, 1, TrialSettings.Of(Search.Space, new Dictionary<string, SettingValue> { ["rate"] = new(0.01) }));
        Assert.Equal(job, SearchJob.FromJson(job.ToJson(), Search.Space));
        Assert.Equal(job with { Parent = null }, SearchJob.FromJson((job with { Parent = null }).ToJson(), Search.Space));
        var message = Assert.Throws<FormatException>(() => SearchJob.FromJson(job.ToJson().Replace("\"rate\"", "\"speed\"", StringComparison.Ordinal), Search.Space)).Message;
        Assert.StartsWith("The text is not a job: ", message, StringComparison.Ordinal);
        Assert.Contains("speed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_closed_twice_is_closed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("search.jsonl");
        var journal = SearchJournal.Open(path, Search, Data);
        journal.Dispose();
        journal.Dispose();
        using var again = SearchJournal.Open(path, Search, Data);
        Assert.Empty(again.Results);
        Assert.False(again.WasTorn);
    }

    [Fact]
    public void A_network_without_names_survives_its_text()
    {
        var network = new NetworkDeclaration(2).Dense(2).Softmax().CrossEntropy().WithName("Mine");
        Assert.Equal(network, SearchDefinition.FromJson((Search with { Network = network }).ToJson()).Network);
    }

    [Fact]
    public void A_result_comes_back_from_its_text()
    {
        var result = new JobResult { Index = 4, Objective = double.NegativeInfinity, Epochs = 2, BestEpoch = 1, ParametersHash = "ab" };
        Assert.Equal(result, JobResult.FromJson(result.ToJson()));
        Assert.StartsWith("The text is not a result of a job: ", Assert.Throws<FormatException>(static () => JobResult.FromJson("[]")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_too_short_for_a_checksum_or_have_one()
    {
        Assert.Null(JournalLine.Open("{}"u8));
        Assert.Null(JournalLine.Open(Encoding.UTF8.GetBytes($",\"checksum\":\"{new string('0', 16)}\"}}")));
        Assert.Equal("{}", JournalLine.Open(JournalLine.Seal("{}").AsSpan(0, JournalLine.Seal("{}").Length - 1)));
    }
}
