using Compiled.Csv;

namespace Compiled.Tests;

/// <summary>Several columns of a file hold what is not a number: one message has all of them, with what helps.</summary>
public sealed class CsvSurveyTests
{
    private const string Encode = "or encode texts and missing values with Table.FromCsv and TableEncoder";

    private static string Message(string text, CsvOptions? options = null, params string[] targets) =>
        Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(text), targets is [] ? ["y"] : targets, options)).Message;

    [Fact]
    public void Columns_of_text_are_listed_with_what_leaves_them_out()
    {
        const string Text = "a,b,c,y\nfoo,bar,1,1\nx,z,1,2\n";
        Assert.Equal(
            "CSV, line 2, column 'a': 'foo' is not a number. 2 columns contain text: 'a' ('foo'), 'b' ('bar'). Exclude them with CsvOptions.Ignore = [\"a\", \"b\"], " + Encode + ".",
            Message(Text));
        Assert.Contains("Exclude them with CsvOptions.Ignore = [\"c\", \"a\", \"b\"], " + Encode + ".", Message(Text, new() { Ignore = ["c"] }), StringComparison.Ordinal);
        Assert.Contains("Exclude them from CsvOptions.Features, " + Encode + ".", Message(Text, new() { Features = ["a", "b"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void One_column_of_text_next_to_one_with_missing_values_is_one_message() => Assert.Equal(
        "CSV, line 2, column 'a': 'foo' is not a number. One column contains text: 'a' ('foo'). Exclude it with CsvOptions.Ignore = [\"a\"], " + Encode + ". "
        + "Column 'b' has 1 missing value in 2 rows, the first in line 2: fill them in (the median is common), remove the rows or the column, " + Encode + ".",
        Message("a,b,y\nfoo,,1\nx,2,2\n"));

    [Fact]
    public void Slips_in_columns_of_numbers_are_each_named_with_their_line() => Assert.Equal(
        "CSV, line 3, column 'a': 'foo' is not a number: correct it, or exclude the column with CsvOptions.Ignore = [\"a\"]. "
        + "Line 4, column 'b': '5 kg' has a unit, 'kg': write only the number, with the same unit in the whole column.",
        Message("a,b,y\n1,2,1\nfoo,2,1\n1,5 kg,1\n"));

    [Fact]
    public void A_single_column_that_was_chosen_is_removed_from_the_choice() => Assert.Equal(
        "CSV, line 3, column 'a': 'foo' is not a number: correct it, or remove the column from CsvOptions.Features.",
        Message("a,b,y\n1,2,1\nfoo,2,1\n", new() { Features = ["a"] }));

    [Fact]
    public void A_target_of_text_may_be_meant_as_classes()
    {
        Assert.Equal(
            "CSV, line 2, column 'a': 'foo' is not a number. One column contains text: 'a' ('foo'). Exclude it with CsvOptions.Ignore = [\"a\"], " + Encode + ". "
            + "The target 'y' ('u') contains text: correct it, or set CsvOptions.Target = TargetKind.Categorical if it is a class.",
            Message("a,y\nfoo,u\nx,v\n", new() { Target = TargetKind.Numeric }));
        Assert.Equal(
            "CSV, line 2, column 'y': 'u' is not a number. The target 'y' ('u') contains text: correct it, or set CsvOptions.Target = TargetKind.Categorical if it is a class. "
            + "The target 'z' ('v') contains text: correct it, or set CsvOptions.Target = TargetKind.Categorical if it is a class.",
            Message("a,y,z\n1,u,v\n", null, "y", "z"));
    }

    [Fact]
    public void What_follows_a_ragged_row_is_not_looked_at() =>
        Assert.Equal(
            "CSV, line 2, column 'a': 'foo' is not a number: correct it, or exclude the column with CsvOptions.Ignore = [\"a\"], " + Encode + ".",
            Message("a,b,y\nfoo,2,1\n\n1,\"x\n"));

    /// <summary>A command that predicts takes texts, and has no option for classes.</summary>
    [Fact]
    public void Whoever_has_other_options_is_told_of_those()
    {
        var options = new CsvOptions { Words = new OtherWords() };
        // A slip in a column of numbers is corrected, not encoded.
        Assert.Equal("CSV, line 3, column 'a': 'foo' is not a number: correct it, or exclude the column with -x a.", Message("a,b,y\n1,2,1\nfoo,2,1\n", options));
        Assert.Equal("CSV, line 2, column 'a': 'foo' is not a number: correct it, or exclude the column with -x a, or encode it.", Message("a,b,y\nfoo,2,1\nbar,2,1\n", options));
        Assert.Equal(
            "CSV, line 2, column 'a': 'foo' is not a number. One column contains text: 'a' ('foo'). Exclude it with -x a, or encode it. "
            + "Column 'b' has 1 missing value in 1 row, the first in line 2: fill them in (the median is common), remove the rows or the column, or encode it.",
            Message("a,b,y\nfoo,,1\n", options));
        Assert.Equal(
            "CSV, line 2, column 'y': 'u' is not a number. The target 'y' ('u') contains text: correct it. The target 'z' ('v') contains text: correct it.", Message("a,y,z\n1,u,v\n", options, "y", "z"));
        Assert.Equal("CSV, line 2, column 'y': 'u' is not a number: correct it.", Message("a,y\n1,u\n", options with { Target = TargetKind.Numeric }));
        Assert.Equal("CSV, line 3, column 'y': 'u' is text, but line 2 has the number '1': correct it.", Message("a,y\n1,1\n1,u\n", options));
        Assert.Equal("CSV, line 2, column 'y': '5 kg' has a unit, 'kg': write only the number, with the same unit in the whole column.", Message("a,y\n1,5 kg\n1,6 kg\n", options));
        var notes = new List<string>();
        Assert.Equal([1, 2, 1, 2], Dataset.FromCsv(new StringReader("a,y\n1,1\n1,2\n1,1\n1,2\n"), "y", options with { OnNote = notes.Add }).Targets);
        Assert.Empty(notes);
    }

    [Fact]
    public void Whoever_cannot_encode_is_not_told_to()
    {
        var options = new CsvOptions { Words = new WordsWithoutEncoder() };
        Assert.Equal(
            "CSV, line 2, column 'a': 'foo' is not a number. One column contains text: 'a' ('foo'). Exclude it with -x a, or use numbers instead. "
            + "Column 'b' has 1 missing value in 1 row, the first in line 2: fill them in (the median is common), or remove the rows or the column.",
            Message("a,b,y\nfoo,,1\n", options));
        Assert.Equal("CSV, line 2, column 'a': 'foo' is not a number: correct it, or exclude the column with -x a.", Message("a,y\nfoo,1\n", options));
    }

    /// <summary>An encoder does not treat an infinity as text, and so as a category.</summary>
    [Fact]
    public void A_column_of_infinities_is_not_text() =>
        Assert.EndsWith("remove the row, or exclude the column with CsvOptions.Ignore = [\"a\"].", Message("a,b,y\n-Infinity,2,1\nInfinity,2,1\n"), StringComparison.Ordinal);

    private sealed class WordsWithoutEncoder : OtherWords
    {
        public override string? Encode => null;
    }

    private class OtherWords : CsvWords
    {
        public override string Latin1 => "-l";

        public override string Features => "-f";

        public override string FirstRowIsHeader => "add -h";

        public override string? AsClasses => null;

        public override string? Encode => "or encode it";

        public override string Ignore(IEnumerable<string> columns) => $"-x {string.Join(' ', columns)}";

        public override string Separator(char separator) => "-s";

        public override string DecimalComma(bool comma) => "-d";

        public override string Thousands(char separator) => "-t";

        public override string Utf16(bool isBigEndian) => "-u";
    }
}
