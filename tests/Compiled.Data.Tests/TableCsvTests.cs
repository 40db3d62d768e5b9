using System.Globalization;
using System.Text;

namespace Compiled.Tests;

/// <summary>Tables from CSV files: what a column is, what is missing, and what is said of it.</summary>
public sealed class TableCsvTests
{
    private static Table Read(string text, CsvOptions? options = null) => Table.FromCsv(new StringReader(text), options);

    [Fact]
    public void The_whole_column_decides_what_it_is()
    {
        var table = Read("age,city,rooms,id\n31,Oslo,2,7\n,Lund,3.5,8\n40,NA,?,9\n28,Oslo,-,A10\n");
        Assert.Equal((4, 4), (table.Count, table.Columns.Count));
        Assert.Equal([31f, float.NaN, 40, 28], table["age"].Numbers.ToArray());
        Assert.Equal((ColumnKind.Text, 1), (table["city"].Kind, table["city"].MissingCount));
        Assert.Equal(["Oslo", "Lund"], table["city"].Categories);
        Assert.Equal([0, 1, -1, 0], table["city"].Codes.ToArray());
        Assert.Equal([2f, 3.5f, float.NaN, float.NaN], table["rooms"].Numbers.ToArray());
        Assert.Equal(["7", "8", "9", "A10"], Enumerable.Range(0, 4).Select(row => table["id"].Text(row)));
    }

    [Fact]
    public void A_text_in_the_last_of_many_rows_makes_a_column_text_and_keeps_what_was_written()
    {
        var text = new StringBuilder("code,x\n");
        for (var row = 0; row < 20_000; row++)
            text.Append(CultureInfo.InvariantCulture, $"0{row},1\n");
        var notes = new List<string>();
        var table = Read(text + "n/k,2\n", new CsvOptions { OnNote = notes.Add });
        Assert.Equal("07", table["code"].Text(7));
        Assert.Equal(["column 'code' has 20000 numbers and 1 text, such as 'n/k' in line 20002: read as text."], notes);
    }

    [Fact]
    public void Words_that_may_be_categories_are_missing_among_numbers_only()
    {
        var table = Read("a,b\n1,none\nnone,x\nunknown,unknown\nNULL,NULL\n#N/A,N/A\n");
        Assert.Equal((ColumnKind.Numeric, 4), (table["a"].Kind, table["a"].MissingCount));
        Assert.Equal(["none", "x", "unknown"], table["b"].Categories);
        Assert.Equal(2, table["b"].MissingCount);
        Assert.Equal((ColumnKind.Numeric, 2), (Read("a,b\n,1\nNA,2\n")["a"].Kind, Read("a,b\n,1\nNA,2\n")["a"].MissingCount));
    }

    [Fact]
    public void Options_choose_columns_and_how_numbers_are_written()
    {
        var table = Read("id;a;b\n1;2,5;x\n2;1.000;y\n", new CsvOptions { Ignore = ["id"], ThousandsSeparator = '.' });
        Assert.Equal(["a", "b"], table.ColumnNames);
        Assert.Equal([2.5f, 1000], table["a"].Numbers);
        Assert.Equal(["b", "a"], Read("a,b\n1,2\n", new CsvOptions { Features = ["b", "a"] }).ColumnNames);
        Assert.Equal(["a"], Read(",a\n0,5\n1,6\n").ColumnNames);
    }

    [Fact]
    public void Kinds_that_are_given_are_kept()
    {
        // Codes keep their zeros, missing ones stay missing, and what the codes look like says nothing of how numbers are written.
        var table = Read("zip,code,a\n01,\"1,5\",2.5\n1,\"2,5\",3\nNA,7,?\n", new CsvOptions { Kinds = Kinds(("zip", ColumnKind.Text), ("code", ColumnKind.Text), ("a", ColumnKind.Numeric)) });
        Assert.Equal(["01", "1"], table["zip"].Categories);
        Assert.Equal(1, table["zip"].MissingCount);
        Assert.Equal(["1,5", "2,5", "7"], table["code"].Categories);
        Assert.Equal([2.5f, 3, float.NaN], table["a"].Numbers.ToArray());

        // A column that would be text, and one of which nothing is known.
        Assert.Equal("CSV, line 3, column 'a': 'x' is not a number: correct it.", Wrong("a,b\n1,2\nx,y\n", ("a", ColumnKind.Numeric)));
        Assert.Equal(ColumnKind.Numeric, Read("a,b\n,2\nNA,3\n", new CsvOptions { Kinds = Kinds(("a", ColumnKind.Numeric)) })["a"].Kind);
        Assert.Equal(ColumnKind.Text, Read("a,b\n,2\nNA,3\n", new CsvOptions { Kinds = Kinds(("a", ColumnKind.Text)) })["a"].Kind);
        Assert.Equal("CSV, line 1, column 'zap': there is no column 'zap'; the columns are 'zip', 'b'. Did you mean 'zip'?", Wrong("zip,b\n1,2\n", ("zap", ColumnKind.Text)));

        // Columns that are not read may be named.
        Assert.Equal(["b"], Read("a,b\n1,2\n", new CsvOptions { Ignore = ["a"], Kinds = Kinds(("a", ColumnKind.Text)) }).ColumnNames);
        Assert.StartsWith("CsvOptions.Kinds has 9 for 'a', which is not a ColumnKind.", Assert.Throws<ArgumentException>(() => Read("a,b\n1,2\n", new CsvOptions { Kinds = Kinds(("a", (ColumnKind)9)) })).Message, StringComparison.Ordinal);

        static Dictionary<string, ColumnKind> Kinds(params (string Name, ColumnKind Kind)[] kinds) => kinds.ToDictionary(static kind => kind.Name, static kind => kind.Kind);
        static string Wrong(string text, (string Name, ColumnKind Kind) kind) => Assert.Throws<CsvException>(() => Read(text, new CsvOptions { Kinds = Kinds(kind) })).Message;
    }

    [Fact]
    public void Empty_rows_are_skipped_and_rows_of_missing_values_are_not()
    {
        var notes = new List<string>();
        Assert.Equal(3, Read("a,b\n1,2\n\nNA,NA\n3,4\n", new CsvOptions { OnNote = notes.Add }).Count);
        Assert.Equal(["line 3 is an empty row: skipped."], notes);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,1e400\n", "CSV, line 3, column 'b': '1e400' exceeds the range of a float, ±3.4028235E+38.")]
    [InlineData("a,a\n1,2\n", "CSV, line 1, column 'a': the header names column 1 and column 2 'a': every column that is read needs a unique name. Rename one, or exclude both with CsvOptions.Ignore = [\"a\"].")]
    [InlineData("a,b\n1\n", "CSV, line 2: the row has 1 cell, but the header has 2.")]
    [InlineData("a,b\n", "CSV, line 1: the file has a header but no rows.")]
    [InlineData("a,b\n1,\"2\n", "CSV, line 2: the quote opened in cell 2 is never closed.")]
    public void Mistakes_are_named_with_line_and_column(string text, string message) => Assert.Equal(message, Assert.Throws<CsvException>(() => Read(text)).Message);

    [Fact]
    public void A_huge_number_in_a_column_of_text_is_text() => Assert.Equal(["1e400", "x"], Read("a,b\n1,1e400\n2,x\n")["b"].Categories);

    [Fact]
    public void Files_of_other_encodings_are_read_twice_as_well()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            File.WriteAllText(path, "stad,x\nMalmö,1\nÅre,2\n", Encoding.Latin1);
            Assert.Equal(["Malmö", "Åre"], Table.FromCsv(path, new CsvOptions { Encoding = Encoding.Latin1 })["stad"].Categories);
            File.WriteAllText(path, "stad,x\nMalmö,1\nÅre,2\n", Encoding.Unicode);
            Assert.Equal([1f, 2], Table.FromCsv(path)["x"].Numbers);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
