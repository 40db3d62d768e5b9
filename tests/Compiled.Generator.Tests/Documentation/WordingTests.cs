using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>
/// Plain English in what a user reads: README, the pages, messages and the XML docs of public members. The habits below are those that a regular expression
/// finds reliably; a page may still be clumsy in other ways.
/// </summary>
public sealed class WordingTests
{
    private static readonly Habit[] Habits =
    [
        new(@"(?<!\bthere )\b(?:is|are) no (?!longer\b|more than\b)", "is not a …, has no …"),
        new(@"\banew\b", "again"),
        new(@"\bso many\b", "as many as, n, the number of"),
        new(@"\bbeside\b", "next to, besides, alongside"),
        new(@"\bbehind\b", "after"),
        new(@"\bwhoever\b", "if you …"),
        new(@"\bunasked\b", "automatically"),
        new(@"\b(?:one|user)'s own\b", "user-defined"),
        new(@"\bsupported (?:is|are)\b", "only … is supported"),
        new(@"\bworded\b", "specific, clear"),
        new(@"\bstands?\b(?! for\b|-)", "is, appears, comes"),
        new(
            @"\b(?:one|steps?|floats|bytes|nanoseconds|ns|names?|weights?|labels?|targets?|features?|operations|lines?|multiply-add) "
            + @"an? (?:row|output|input|unit|class|feature|target|parameter|block|value|step|epoch|batch|line|second|call|sample)\b",
            "per row, per output"),
    ];

    /// <summary>Passages that are right as they are, each with its reason.</summary>
    private static readonly string[] Exceptions = [];

    public static TheoryData<string> Parts => ["README and pages", "messages", "XML docs", "emitted files"];

    [Theory]
    [MemberData(nameof(Parts))]
    public void It_is_plain_English(string part)
    {
        var passages = part switch
        {
            "README and pages" => Prose.Pages(),
            "messages" => Prose.Messages(),
            "emitted files" => Prose.EmittedFiles(),
            _ => Prose.PublicDocs(),
        };
        var found = passages.ToList();
        Assert.True(found.Count > 100, $"Only {found.Count} passages of {part} were found.");
        Violations.MustBeNone(found.SelectMany(Problems));
    }

    [Theory]
    [InlineData("This is no tensor.", true)]
    [InlineData("There is no tensor.", false)]
    [InlineData("They are no longer read.", false)]
    [InlineData("It is drawn anew.", true)]
    [InlineData("On at most so many threads.", true)]
    [InlineData("A file beside the model.", true)]
    [InlineData("Besides, a file.", false)]
    [InlineData("A block behind a dense block.", true)]
    [InlineData("Supported are flat rows.", true)]
    [InlineData("Only flat rows are supported.", false)]
    [InlineData("Pass one weight a row.", true)]
    [InlineData("Pass one weight per row.", false)]
    [InlineData("It stands before the loss.", true)]
    [InlineData("J stands for the Jacobian.", false)]
    public void The_habits_are_found(string sentence, bool isFound) => Assert.Equal(isFound, Problems(new("a page", 1, sentence)).Any());

    [Fact]
    public void Every_exception_is_needed() =>
        Assert.All(Exceptions, exception => Assert.Contains(
            Prose.Pages().Concat(Prose.Messages()).Concat(Prose.PublicDocs()), passage => passage.Text.Contains(exception, StringComparison.Ordinal)));

    private static IEnumerable<string> Problems(Passage passage)
    {
        var text = Exceptions.Aggregate(passage.Text, static (text, exception) => text.Replace(exception, "", StringComparison.Ordinal));
        return Habits.Where(habit => habit.Pattern.IsMatch(text)).Select(habit =>
            $"{passage.File}({passage.Line}): '{habit.Pattern.Match(text).Value}' in \"{text.Trim()}\": write {habit.Better}.");
    }
}
