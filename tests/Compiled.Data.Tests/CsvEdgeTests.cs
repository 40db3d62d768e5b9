using System.Globalization;
using System.IO.Compression;
using System.Text;
using Compiled.Csv;

namespace Compiled.Tests;

/// <summary>What few tables have: each branch of their reader that ordinary files do not take.</summary>
public sealed class CsvEdgeTests
{
    private static Dataset Read(string text, CsvOptions? options = null) => Dataset.FromCsv(new StringReader(text), options: options);

    private static CsvException Fails(string text, CsvOptions? options = null) => Assert.Throws<CsvException>(() => Read(text, options));

    [Theory]
    [InlineData("abc,label\n")]
    [InlineData("abcd,label\n")]
    [InlineData("abcde,label\n")]
    public void A_character_may_lie_across_the_end_of_what_is_looked_at_first(string header)
    {
        using var folder = new TemporaryFolder();
        var path = folder["long.csv"];
        File.WriteAllText(path, header + string.Concat(Enumerable.Range(0, 8000).Select(static row => row % 2 == 0 ? "1,å\n" : "2,ø\n")));
        var data = Dataset.FromCsv(path);
        Assert.Equal((8000, "å"), (data.Count, data.ClassNames[data.Label(0)]));
    }

    [Theory]
    [InlineData("utf-16BE")]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void A_byte_order_mark_decides_the_encoding(string encoding)
    {
        using var folder = new TemporaryFolder();
        var path = folder["marked.csv"];
        File.WriteAllText(path, "a,label\n1,å\n2,ø\n3,å\n4,ø\n", Encoding.GetEncoding(encoding));
        Assert.Equal(["å", "ø"], Dataset.FromCsv(path).ClassNames);
    }

    [Fact]
    public void Bytes_that_the_given_encoding_does_not_know_are_told()
    {
        using var folder = new TemporaryFolder();
        var path = folder["latin.csv"];
        File.WriteAllBytes(path, [.. "a,label\n1,"u8, 0xE9, .. "\n2,y\n"u8]);
        var strict = Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        Assert.Contains("(such as E9, in Latin-1 'é')", Assert.Throws<CsvException>(() => Dataset.FromCsv(path, options: new() { Encoding = strict })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Packed_text_that_is_damaged_is_told()
    {
        using var text = new StreamReader(new GZipStream(new MemoryStream("not gzip at all"u8.ToArray()), CompressionMode.Decompress));
        Assert.Contains("the file cannot be read", Assert.Throws<CsvException>(() => Dataset.FromCsv(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_line_names_a_separator_or_is_a_header()
    {
        Assert.Equal(4, Read("\"sep=;\"\na;label\n1;0\n2;1\n3;0\n4;1\n").Count);
        Assert.Contains("there is no column 'label'", Fails("sep=;x\n1;2\n").Message, StringComparison.Ordinal);
        Assert.Contains("the separator 'a', which is not a separator", Fails("sep=a\na,label\n1,2\n").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_very_many_digits_with_a_decimal_comma_is_none()
    {
        var comma = new CsvOptions { DecimalComma = true, Separator = ';', ThousandsSeparator = '.' };
        foreach (var digits in new[] { 150, 400, 4000 })
        {
            var message = Fails($"a;label\n1.234,5;1\n{new string('1', digits)},{new string('2', digits)}x;2\n", comma).Message;
            Assert.Contains("column 'a'", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Blanks_of_every_width_group_digits()
    {
        var blanks = new CsvOptions { ThousandsSeparator = ' ', Target = TargetKind.Numeric };
        var data = Read("a,b,c,d,label\n1 000,2\u00A0000,3\u2009000,4\u202F000,5\n", blanks);
        Assert.Equal([1000, 2000, 3000, 4000], data.Input(0).ToArray());
    }

    [Fact]
    public void A_quoted_row_may_have_more_cells_than_are_expected_of_one()
    {
        var cells = Enumerable.Range(0, 200).Select(static cell => string.Create(CultureInfo.InvariantCulture, $"\"c \"\"{cell}\"\"\""));
        var data = Read($"{string.Join(',', cells)},label\n{string.Concat(Enumerable.Repeat("1,", 200))}2\n", new() { Target = TargetKind.Numeric });
        Assert.Equal((200, "c \"199\""), (data.InputSize, data.FeatureNames[199]));
    }

    [Fact]
    public void A_character_that_begins_like_the_separator_is_none()
    {
        var data = Read("a¦b§label\n1§2\n", new() { Separator = '§', Target = TargetKind.Numeric });
        Assert.Equal(["a¦b"], data.FeatureNames);
    }

    [Fact]
    public void Many_numbers_with_a_text_among_them_are_no_classes()
    {
        var rows = string.Concat(Enumerable.Range(0, 150).Select(static row => string.Create(CultureInfo.InvariantCulture, $"1,{(row == 70 ? "x" : row)}\n")));
        Assert.Contains("'x' is text", Fails("a,label\n" + rows).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assumptions_are_made_without_anybody_to_tell()
    {
        var categorical = new CsvOptions { Target = TargetKind.Categorical };
        Assert.Equal(["1", "1.0"], Read("a,label\n1,1\n2,1.0\n", categorical).ClassNames.Order());
        var rows = string.Concat(Enumerable.Range(0, 12).Select(static row => string.Create(CultureInfo.InvariantCulture, $"1,c{row}\n")));
        Assert.Equal(12, Read("a,label\n" + rows, categorical).ClassNames.Count);
    }

    [Theory]
    [InlineData("a\n1\n")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\n1,2\n3,4\n5,6\n")]
    [InlineData("a,b\n1,2\n3,x\n")]
    public void A_table_that_changes_between_its_two_passes_is_refused(string second)
    {
        var texts = new Queue<string>(["a,b\n1,2\n3,4\n", second]);
        var exception = Assert.Throws<CsvException>(() => CsvColumns.Read(() => new CsvSource(new StringReader(texts.Dequeue()), "x", CsvWords.Library), new CsvOptions()));
        Assert.Contains("the file has changed while it was read", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_a_table_has_a_name_that_files_can_hold() =>
        Assert.Contains("the name of the column", Assert.Throws<CsvException>(() => Table.FromCsv(new StringReader($"{new string('n', 100_000)},b\n1,2\n"))).Message, StringComparison.Ordinal);
}
