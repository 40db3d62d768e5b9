using System.Text;

namespace Compiled.Tests;

/// <summary>How a file is written: what proves a decimal comma, a header, a separator, and how messages write what helps.</summary>
public sealed class CsvDialectTests
{
    private static Dataset Read(string text, CsvOptions? options = null, params string[] targets) => Dataset.FromCsv(new StringReader(text), targets is [] ? ["y"] : targets, options);

    private static string Message(string text, CsvOptions? options = null) => Assert.Throws<CsvException>(() => Read(text, options)).Message;

    [Theory]
    [InlineData("1,5", 1.5f)]
    [InlineData("1,2345", 1.2345f)]
    [InlineData(",125", 0.125f)]
    [InlineData("-,125", -0.125f)]
    [InlineData("0,125", 0.125f)]
    [InlineData("+0,125", 0.125f)]
    [InlineData("1234,567", 1234.567f)]
    [InlineData("1,5e3", 1500f)]
    [InlineData("1,2345e1", 12.345f)]
    public void A_number_that_has_no_groups_of_digits_proves_the_decimal_comma(string cell, float value)
    {
        List<string> notes = [];
        Assert.Equal([value, 7], Read($"a;b;y\n{cell};7;1\n", new() { OnNote = notes.Add }).Inputs);
        Assert.Equal($"numbers have decimal commas: '{cell}' is read as {cell.Replace(',', '.')}.", Assert.Single(notes));
    }

    [Theory]
    [InlineData("1,250")]
    [InlineData("-12,250")]
    [InlineData("123,250")]
    public void A_number_that_may_have_groups_of_digits_does_not(string cell) => Assert.Contains("is ambiguous", Message($"a;y\n{cell};1\n"), StringComparison.Ordinal);

    [Fact]
    public void Three_digits_before_an_exponent_prove_nothing() => Assert.Contains("'1,250e3' is not a number", Message("a;y\n1,250e3;1\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("1.5,2.5\n1,2\n", "2.5")]
    [InlineData("1.5,y\n1,2\n", "2.5")]
    [InlineData("1,2,x\n1,2,3\n", "z")]
    public void Numbers_in_the_first_line_are_a_row(string text, string target)
    {
        var message = Assert.Throws<CsvException>(() => Read(text, null, target)).Message;
        Assert.Contains("so it seems to be a data row rather than the header", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5,y\n1,2\n", "y")]
    [InlineData("2019,2020\n1,2\n", "2020")]
    [InlineData("0,1,2\n1,2,3\n", "2")]
    [InlineData("1,2,3\n1,2,3\n", "3")]
    [InlineData("a,1.5,b,y\n1,2,3,4\n", "y")]
    public void Names_may_be_numbers_where_the_target_is_among_them(string text, string target) => Assert.Equal(1, Read(text, new() { Target = TargetKind.Numeric }, target).Count);

    [Theory]
    [InlineData("a,1.5\n1,2\n", true)]
    [InlineData("0,1\n5,6\n", true)]
    [InlineData("1.5,2.5\n1,2\n", false)]
    [InlineData("2019,2020\n1,2\n", false)]
    public void A_table_of_which_nobody_names_a_column_has_a_header_if_one_name_is_no_number(string text, bool isHeader)
    {
        if (isHeader)
            Assert.Equal(1, Table.FromCsv(new StringReader(text)).Count);
        else
            Assert.Contains("so it seems to be a data row", Assert.Throws<CsvException>(() => Table.FromCsv(new StringReader(text))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2019,2020,2021\n1,2,3\n")]
    [InlineData("\n2019;2020;2021\n1;2;3\n")]
    [InlineData("2019.5\t2020.5\t2021.5\n1\t2\t3\n")]
    public void A_row_of_numbers_is_the_header_where_the_options_say_so(string text)
    {
        var options = new CsvOptions { FirstRowIsHeader = true };
        var table = Table.FromCsv(new StringReader(text), options);
        var rows = FeatureTable.FromCsv(new StringReader(text), options);
        string[] expected = text.Contains('.', StringComparison.Ordinal) ? ["2019.5", "2020.5", "2021.5"] : ["2019", "2020", "2021"];
        Assert.Equal(expected, table.ColumnNames);
        Assert.Equal((1, 1), (table.Count, rows.Count));
        Assert.Equal(expected, rows.FeatureNames);
        Assert.Equal([1, 2, 3], rows.Inputs);
        var data = Dataset.FromCsv(new StringReader(text), expected[1], options with { Target = TargetKind.Numeric });
        Assert.Equal((1, 3, 2), (data.Input(0)[0], data.Input(0)[1], data.Target(0)[0]));
    }

    /// <summary>The remedy is one: with it the same file is read.</summary>
    [Fact]
    public void What_the_message_says_of_a_row_of_numbers_helps()
    {
        const string text = "2019,2020,2021\n1,2,3\n";
        Assert.EndsWith(
            "put a line with the names of the columns above it, or set CsvOptions.FirstRowIsHeader = true if it is the header.",
            Assert.Throws<CsvException>(() => FeatureTable.FromCsv(new StringReader(text))).Message, StringComparison.Ordinal);
        Assert.Equal(1, FeatureTable.FromCsv(new StringReader(text), new CsvOptions { FirstRowIsHeader = true }).Count);
    }

    [Fact]
    public void A_tab_that_was_not_taken_is_written_as_CSharp_writes_it()
    {
        var message = Message("alpha\tbeta\tgamma\n1\t2\t3\n", new() { Separator = ',' });
        Assert.Contains("Should it be CsvOptions.Separator = '\\t'?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_in_what_helps_can_be_pasted()
    {
        var message = Message("\"q\"\"\\\t\n\u0001\",\"q\"\"\\\t\n\u0001\",b,y\n1,2,3,4\n", new() { Ignore = ["b"] });
        Assert.EndsWith("exclude both with CsvOptions.Ignore = [\"b\", \"q\\\"\\\\\\t\\n\\u0001\"].", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        var nameless = Message("b,,c,y\n1,x,3,2\n", new() { Ignore = ["b"] });
        Assert.EndsWith("give it a name, or exclude it with CsvOptions.Ignore = [\"b\", \"Unnamed: 1\"].", nameless, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_classes_are_believed_where_each_has_its_rows()
    {
        var text = "a,y\n" + string.Concat(Enumerable.Range(0, 36).Select(static row => $"1,{(char)('a' + row % 12)}\n"));
        Assert.Equal(12, Read(text).ClassNames.Count);
    }

    [Fact]
    public void A_unit_that_nobody_knows_is_one_where_a_whole_column_has_it()
    {
        var text = "a,y\n" + string.Concat(Enumerable.Range(1, 12).Select(static row => $"1,{row}foo\n"));
        Assert.Equal(
            "CSV, line 2, column 'y': '1foo' has a unit, 'foo': write only the number, with the same unit in the whole column. If these are classes, set CsvOptions.Target = TargetKind.Categorical.",
            Message(text));
    }

    [Fact]
    public void Of_several_numbers_beyond_a_float_the_first_is_named()
    {
        var error = Assert.Throws<CsvException>(() => Table.FromCsv(new StringReader("a,b\n1,2\n1e400,2\n1e401,2\n")));
        Assert.Equal((3, "a"), (error.Row, error.Column));
        Assert.Contains("'1e400' exceeds the range of a float", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_after_many_numbers_is_named()
    {
        var rows = string.Concat(Enumerable.Range(0, 150).Select(static row => $"1,{(row == 140 ? "x" : row)}\n"));
        Assert.Contains("line 142, column 'y': 'x' is text, but line 2 has the number '0'", Message("a,y\n" + rows), StringComparison.Ordinal);
    }

    [Fact]
    public void A_decoder_that_does_not_say_which_bytes_it_does_not_know_is_an_error_too()
    {
        using var reader = new Undecodable();
        var message = Assert.Throws<CsvException>(() => Dataset.FromCsv(reader)).Message;
        Assert.Equal(
            "CSV, line 1: at or after this line there are bytes that are not UTF-8 text: save the file as UTF-8, or set CsvOptions.Encoding = Encoding.Latin1 if it is Latin-1 or Windows-1252.", message);
    }

    [Fact]
    public void A_file_with_several_targets_takes_options()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("two.csv", "a;y;z\n1;2;3\n"u8.ToArray());
        Assert.Equal([2, 3], Dataset.FromCsv(path, ["y", "z"]).Targets);
        Assert.Equal([2, 3], Dataset.FromCsv(path, ["y", "z"], new CsvOptions { Separator = ';' }).Targets);
    }

    private sealed class Undecodable : TextReader
    {
        public override int Read(char[] buffer, int index, int count) => throw new DecoderFallbackException("no such bytes");
    }
}
