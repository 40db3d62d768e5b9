using System.Text;
using Compiled.Tool.Columns;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Columns;

/// <summary>The options that say how a CSV file is written, and the messages that name them: what a message says to add is what helps.</summary>
public sealed class CsvArgumentsTests
{
    [Theory]
    [InlineData("a\tb\n1\t2\n", "tab")]
    [InlineData("a\tb\n1\t2\n", "\\t")]
    [InlineData("a;b\n1;2\n", ";")]
    [InlineData("a:b\n1:2\n", ":")]
    public void A_separator_is_a_character_or_its_name(string text, string separator)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("\n1 row of 2 columns\n", ToolRun.Done("inspect", folder.Write("rows.csv", text), "--separator", separator), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--separator", "::", "--separator is '::', but must be one character, such as ';', or 'tab'.")]
    [InlineData("--decimal", ";", "--decimal is ';', but must be 'point' or 'comma'.")]
    [InlineData("--thousands", "dots", "--thousands is 'dots', but must be comma, point, blank, apostrophe or underscore.")]
    [InlineData("--encoding", "utf-7", "--encoding is 'utf-7', which is not supported here: use utf-8, utf-16, latin1 or windows-1252.")]
    [InlineData("--encoding", "klingon", "--encoding is 'klingon', which is not supported here: use utf-8, utf-16, latin1 or windows-1252.")]
    public void A_value_that_an_option_does_not_have_is_named_with_those_that_it_has(string option, string value, string message) =>
        Assert.StartsWith($"compiled: {message}\n", ToolRun.Wrong("inspect", Files.Iris, option, value), StringComparison.Ordinal);

    [Theory]
    [InlineData("1,5", "comma", " 1.5 ")]
    [InlineData("1,5", ",", " 1.5 ")]
    [InlineData("1.5", "point", " 1.5 ")]
    [InlineData("1.5", ".", " 1.5 ")]
    public void A_decimal_mark_is_a_character_or_its_name(string number, string mark, string read)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("rows.csv", $"a;b\n{number};7\n{number};8\n");
        Assert.Contains(read, ToolRun.Done("inspect", path, "--decimal", mark).Split("\na ")[1].Split('\n')[0] + " ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,234.5", "comma")]
    [InlineData("1,234.5", ",")]
    [InlineData("1 234.5", "blank")]
    [InlineData("1'234.5", "apostrophe")]
    [InlineData("1_234.5", "underscore")]
    [InlineData("1.234,5", "point")]
    public void A_mark_of_groups_is_a_character_or_its_name(string number, string mark)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("rows.csv", $"a;b\n{number};7\n{number};8\n");
        string[] comma = mark == "point" ? ["--decimal", "comma"] : [];
        Assert.Contains("1234.5", ToolRun.Done(["inspect", path, "--thousands", mark, .. comma]), StringComparison.Ordinal);
    }

    /// <summary>The remedy of the message is taken at its word.</summary>
    [Theory]
    [InlineData("1,234.5", "set --thousands comma.")]
    [InlineData("1 234.5", "set --thousands blank.")]
    [InlineData("1'234.5", "set --thousands apostrophe.")]
    [InlineData("1.234,5", "set --thousands point and --decimal comma.")]
    [InlineData("1,234", "set --thousands comma if it is above a thousand, or --decimal comma if it is below.")]
    public void A_number_that_is_written_otherwise_gets_the_option_that_reads_it(string number, string remedy)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("rows.csv", "a;y\n" + string.Concat(Enumerable.Range(0, 12).Select(row => $"{number};{row}.25\n")));
        Assert.Contains(remedy, Train(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_decimal_point_among_decimal_commas_gets_both_options()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("rows.csv", "a;y\n" + string.Concat(Enumerable.Range(0, 12).Select(static row => row == 9 ? "1.5;3\n" : $"{row},5;{row}\n")));
        Assert.Contains("If the point groups digits, set --thousands point; if commas do, set --decimal point.", Train(path, "--decimal", "comma"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\ty\n1\t2\n", ";", "Should it be --separator tab?")]
    [InlineData("a|y\n1|2\n", ";", "Should it be --separator '|'?")]
    public void A_header_that_was_cut_otherwise_gets_its_separator(string text, string separator, string remedy)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(remedy, Train(folder.Write("rows.csv", text), "--separator", separator), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "set --encoding utf-16.", "utf-16")]
    [InlineData(true, "set --encoding utf-16BE.", "utf-16BE")]
    public void UTF_16_without_a_mark_gets_the_encoding_that_reads_it(bool isBigEndian, string remedy, string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["rows.csv"], new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetBytes("first,second\n1,2\n"));
        Assert.Contains(remedy, ToolRun.Failed("inspect", folder["rows.csv"]), StringComparison.Ordinal);
        Assert.Contains("second", ToolRun.Done("inspect", folder["rows.csv"], "--encoding", name), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_another_encoding_gets_the_option()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["rows.csv"], Encoding.Latin1.GetBytes("längd,art\n1,hök\n"));
        Assert.Contains("--encoding latin1", ToolRun.Failed("inspect", folder["rows.csv"]), StringComparison.Ordinal);
        Assert.Contains("hök", ToolRun.Done("inspect", folder["rows.csv"], "--encoding", "latin1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_numbers_gets_the_option()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("years.csv", "2019,2020\n1,2\n");
        Assert.Contains("or add --header if it is the header.", ToolRun.Failed("inspect", path), StringComparison.Ordinal);
        Assert.Contains("2020", ToolRun.Done("inspect", path, "--header"), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_text_get_the_options_that_the_command_has()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("rows.csv", "name,city,size,y\n" + string.Concat(Enumerable.Range(0, 12).Select(static row => $"n{row},c{row % 2},{row},{row}.5\n")));
        Assert.Contains("Exclude them with --ignore name,city, or encode texts and missing values with --encode.", Train(path), StringComparison.Ordinal);
        Assert.Contains("Exclude them from --features, or", Train(path, "--features", "name,city,size"), StringComparison.Ordinal);
        Assert.Contains("Exclude them with --ignore size,name,city, or", Train(path, "--ignore", "size"), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_and_columns_to_skip_exclude_each_other() => Assert.Contains(
        "--features and --ignore cannot be combined: columns that are not features are ignored anyway.",
        ToolRun.Wrong("inspect", Files.Iris, "--features", "sepal_width", "--ignore", "sepal_length"), StringComparison.Ordinal);

    [Fact]
    public void Only_a_command_that_trains_speaks_of_classes_and_encoding()
    {
        var (trains, reads) = (new ToolCsvWords(trains: true), new ToolCsvWords(trains: false));
        Assert.Equal(("say --as classes", "or encode texts and missing values with --encode"), (trains.AsClasses, trains.Encode));
        Assert.Equal((null, null), (reads.AsClasses, reads.Encode));
        // A mark without a name is itself, as the option takes it.
        Assert.Equal("--thousands \u2019", reads.Thousands('\u2019'));
    }

    private static string Train(string path, params string[] options) => ToolRun.Failed(["train", path, "--target", "y", .. options]);
}
