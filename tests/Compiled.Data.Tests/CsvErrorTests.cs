using CsCheck;

namespace Compiled.Tests;

/// <summary>Every mistake that a file can hold: the whole message, so that a change of wording is a decision.</summary>
public sealed class CsvErrorTests
{
    [Theory]
    // Header.
    [InlineData("", 1, null, "a header with the names of the columns is expected here, but the file is empty.")]
    [InlineData("\uFEFF", 1, null, "a header with the names of the columns is expected here, but the file is empty.")]
    [InlineData("\n\n", 1, null, "a header with the names of the columns is expected here, but the file is empty.")]
    [InlineData("a,y\n", 1, null, "the file has a header but no rows.")]
    [InlineData("a,y\n\n\n", 1, null, "the file has a header but no rows.")]
    [InlineData("a,b\n1,2\n", 1, "y", "there is no column 'y'; the columns are 'a', 'b'.")]
    [InlineData("a,Y\n1,2\n", 1, "y", "there is no column 'y'; the columns are 'a', 'Y'. Did you mean 'Y'?")]
    [InlineData("a,a,y\n1,2,3\n", 1, "a", "the header names column 1 and column 2 'a': every column that is read needs a unique name. Rename one, or exclude both with CsvOptions.Ignore = [\"a\"].")]
    [InlineData("a,y,\n1,2,x\n", 2, "Unnamed: 2", "column 3 has no name (pandas calls it 'Unnamed: 2'), and 'x' does not continue a count of the rows, so it is not an index: give it a name, or exclude it with CsvOptions.Ignore = [\"Unnamed: 2\"].")]
    [InlineData("5.1,3.5,setosa\n4.9,3,setosa\n", 1, null, "the line holds 2 numbers, such as '5.1', so it seems to be a data row rather than the header: put a line with the names of the columns above it, or set CsvOptions.FirstRowIsHeader = true if it is the header.")]
    [InlineData("y\n1\n", 1, null, "no column is left for the features; the columns are 'y', and the target is 'y'.")]
    // Shape.
    [InlineData("a,y\n1,2\n3\n", 3, null, "the row has 1 cell, but the header has 2.")]
    [InlineData("a,y\n1,2,3\n", 2, null, "the row has 3 cells, but the header has 2. If a cell contains the separator, quote it.")]
    [InlineData("\"a\n\n\",y\n1,2\n3\n", 5, null, "the row has 1 cell, but the header has 2.")]
    // Quotes.
    [InlineData("a,y\n1,\"2\n3,4\n", 2, null, "the quote opened in cell 2 is never closed.")]
    [InlineData("a,y\n1\"5,2\n", 2, null, "cell 1 has a quote inside: quote the whole cell and double the quotes in it.")]
    [InlineData("a,y\n1,b \"c\"\n", 2, null, "cell 2 has a quote inside: quote the whole cell and double the quotes in it.")]
    [InlineData("a,y\n1,\"b\"c\n", 2, null, "cell 2 continues after its closing quote with 'c': double the quotes that are part of the text.")]
    // Cells.
    [InlineData("a,y\n1,2\n,4\n", 3, "a", "the cell is empty: fill it in, remove the row, or exclude the column with CsvOptions.Ignore = [\"a\"], or encode texts and missing values with Table.FromCsv and TableEncoder.")]
    [InlineData("a,y\n1,2\n  ,4\n", 3, "a", "the cell is empty: fill it in, remove the row, or exclude the column with CsvOptions.Ignore = [\"a\"], or encode texts and missing values with Table.FromCsv and TableEncoder.")]
    [InlineData("a,y\n1,2\n\"\",4\n", 3, "a", "the cell is empty: fill it in, remove the row, or exclude the column with CsvOptions.Ignore = [\"a\"], or encode texts and missing values with Table.FromCsv and TableEncoder.")]
    [InlineData("a,y\n1,2\n3,\n", 3, "y", "the cell is empty: fill it in or remove the row.")]
    [InlineData("a,y\n1,2\nabc,4\n", 3, "a", "'abc' is not a number: correct it, or exclude the column with CsvOptions.Ignore = [\"a\"].")]
    [InlineData("a,y\n0x10,4\n", 2, "a", "'0x10' is not a number: correct it, or exclude the column with CsvOptions.Ignore = [\"a\"], or encode texts and missing values with Table.FromCsv and TableEncoder.")]
    [InlineData("a,y\n1 000,4\n", 2, "a", "'1 000' has digit groups: write it without ' ', or set CsvOptions.ThousandsSeparator = ' '.")]
    [InlineData("a,y\n\"1,000\",4\n", 2, "a", "'1,000' is ambiguous, because the comma is the thousands separator in some countries and the decimal separator in others: set CsvOptions.ThousandsSeparator = ',' if it is above a thousand, or CsvOptions.DecimalComma = true if it is below.")]
    [InlineData("a,y\n1.5,4\n\"1,5\",4\n", 3, "a", "'1,5' is not a number: write a decimal point, not a comma, or set CsvOptions.DecimalComma = true.")]
    [InlineData("a,y\n\"1,000,000\",4\n", 2, "a", "'1,000,000' has digit groups: write it without ',', or set CsvOptions.ThousandsSeparator = ','.")]
    [InlineData("a,y\n\"1.000,5\",4\n", 2, "a", "'1.000,5' has digit groups and a decimal comma: write it as in 1234.5, or set CsvOptions.ThousandsSeparator = '.' and CsvOptions.DecimalComma = true.")]
    [InlineData("a,y\n5 %,4\n", 2, "a", "'5 %' has the sign '%': write only the number, in the whole column.")]
    [InlineData("a,y\n$5.20,4\n", 2, "a", "'$5.20' has a currency, '$': write only the number, with the same currency in the whole column.")]
    [InlineData("a,y\n12 kg,4\n", 2, "a", "'12 kg' has a unit, 'kg': write only the number, with the same unit in the whole column.")]
    [InlineData("a,y\n(12),4\n", 2, "a", "'(12)' is in parentheses: write a minus sign before the number.")]
    [InlineData("a,y\n\u22125,4\n", 2, "a", "'\u22125' cannot be parsed as a number: use the digits 0 to 9 and a hyphen as the minus sign.")]
    [InlineData("a,y\n12\0,4\n", 2, null, "the line contains a NUL character, so the file is damaged, as by a crash while it was written: restore it, or remove what is damaged.")]
    [InlineData("a,y\n1,x\n2,\"y\0\"\n", 3, null, "the line contains a NUL character, so the file is damaged, as by a crash while it was written: restore it, or remove what is damaged.")]
    [InlineData("a,y\n1e400,4\n", 2, "a", "'1e400' exceeds the range of a float, ±3.4028235E+38.")]
    [InlineData("a,y\n-3.5e38,4\n", 2, "a", "'-3.5e38' exceeds the range of a float, ±3.4028235E+38.")]
    [InlineData("a,y\nNaN,4\n", 2, "a", "'NaN' marks a missing value, but a network needs a number: fill it in (the column's median is common), remove the row, or exclude the column with CsvOptions.Ignore = [\"a\"], or encode texts and missing values with Table.FromCsv and TableEncoder.")]
    [InlineData("a,y\n1,3\n?,4\n2,4\nNA,4\n", 3, "a", "'?' marks a missing value, but a network needs a number: fill it in (the column's median is common), remove the row, or exclude the column with CsvOptions.Ignore = [\"a\"], or encode texts and missing values with Table.FromCsv and TableEncoder. The column has 2 missing values in 4 rows.")]
    [InlineData("a,y\n-Infinity,4\n", 2, "a", "'-Infinity' is not finite, but a network learns only from finite numbers: replace the value, remove the row, or exclude the column with CsvOptions.Ignore = [\"a\"].")]
    // The target.
    [InlineData("a,y\n1,2\n1,1e400\n", 3, "y", "'1e400' exceeds the range of a float, ±3.4028235E+38.")]
    [InlineData("a,y\n1,nan\n", 2, "y", "'nan' marks a missing value, but a network needs a number: fill it in (the column's median is common), remove the row, or set CsvOptions.Target = TargetKind.Categorical if it is a class.")]
    [InlineData("a,y\n1,2.5\n1,x\n", 3, "y", "'x' is text, but line 2 has the number '2.5': correct it, or set CsvOptions.Target = TargetKind.Categorical if both are classes.")]
    [InlineData("a,y\n1,x\n1,2.5\n", 2, "y", "'x' is text, but line 3 has the number '2.5': correct it, or set CsvOptions.Target = TargetKind.Categorical if both are classes.")]
    [InlineData("a,y\n1,x\n1,x\n", 2, "y", "'x' is the only class in the column, but a classification needs two. For a second file, pass the classes of the first.")]
    public void A_mistake_is_named_with_line_column_value_and_remedy(string text, int row, string? column, string problem)
    {
        var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(text), "y"));
        Assert.Equal((row, column), (error.Row, error.Column));
        Assert.Equal(column is null ? $"CSV, line {row}: {problem}" : $"CSV, line {row}, column '{column}': {problem}", error.Message);
        Assert.IsAssignableFrom<FormatException>(error);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Any_text_gives_a_dataset_or_the_one_documented_exception() =>
        Gen.OneOf('a', 'y', ',', ';', '"', '\n', '\r', '1', '.', '-', 'e', ' ', '%', '\uFEFF', '\0', 'å').Array[0, 40].Sample(tail =>
        {
            try
            {
                var data = Dataset.FromCsv(new StringReader("a,y\n1,2\n" + new string(tail)), "y");
                Assert.All(data.Inputs.ToArray().Concat(data.Targets.ToArray()), value => Assert.True(float.IsFinite(value)));
            }
            catch (CsvException error)
            {
                Assert.InRange(error.Row, 1, 41);
            }
        }, iter: 20_000);

    [Fact]
    public void A_file_cut_at_any_length_gives_fewer_rows_or_the_documented_exception()
    {
        const string Text = "\"a\",y\r\n1.5,\"u\"\r\n2.5,\"v \"\"w\"\"\"\r\n3.5,u\r\n";
        var whole = Dataset.FromCsv(new StringReader(Text), "y");
        for (var length = 0; length < Text.Length; length++)
        {
            try
            {
                var data = Dataset.FromCsv(new StringReader(Text[..length]), "y");
                Assert.Equal(whole.Inputs[..data.Count], data.Inputs);
            }
            catch (CsvException error)
            {
                Assert.StartsWith($"CSV, line {error.Row}", error.Message);
            }
        }
    }

    [Fact]
    public void An_unknown_class_is_named_with_the_known_ones()
    {
        var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader("a,y\n1,cat\n2,cow\n"), "y", classes: ["cat", "dog"]));
        Assert.Equal("CSV, line 3, column 'y': 'cow' is not one of the 2 known classes: 'cat', 'dog'.", error.Message);
        Assert.Equal((3, "y"), (error.Row, error.Column));
    }

    [Fact]
    public void Long_lists_and_long_cells_are_cut()
    {
        var header = string.Join(',', Enumerable.Range(0, 65).Select(column => $"p{column}"));
        var missing = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(header + "\n"))).Message;
        Assert.EndsWith("'p18', 'p19' and 45 more.", missing);
        var cell = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader($"a,label\n{new string('z', 10_000)},1\n"))).Message;
        Assert.InRange(cell.Length, 60, 300);
    }

    [Fact]
    public void An_identifier_is_no_class()
    {
        var text = "a,y\n" + string.Concat(Enumerable.Range(0, 8193).Select(row => $"1,name{row}\n"));
        Assert.Contains(
            "the column has 8193 distinct values, but a network has at most 8192 outputs",
            Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(text), "y", new CsvOptions { Target = TargetKind.Categorical })).Message);
    }

    [Fact]
    public void A_binary_target_has_two_classes()
    {
        var options = new CsvOptions { Target = TargetKind.Binary };
        var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader("a,y\n1,u\n1,v\n1,w\n"), "y", options));
        Assert.Equal("CSV, line 4, column 'y': a binary target must have two classes, but the column has 3: 'u', 'v', 'w'.", error.Message);
    }

    [Fact]
    public void A_forced_numeric_target_refuses_text()
    {
        var options = new CsvOptions { Target = TargetKind.Numeric };
        var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader("a,y\n1,u\n"), "y", options));
        Assert.Equal("CSV, line 2, column 'y': 'u' is not a number: correct it, or set CsvOptions.Target = TargetKind.Categorical if it is a class.", error.Message);
    }

    [Theory]
    [InlineData("Ignore")]
    [InlineData("Features")]
    public void Chosen_columns_must_exist(string list)
    {
        var options = list == "Ignore" ? new CsvOptions { Ignore = ["idd"] } : new CsvOptions { Features = ["idd"] };
        var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader("id,a,y\n1,2,3\n"), "y", options));
        Assert.Equal("CSV, line 1, column 'idd': there is no column 'idd'; the columns are 'id', 'a', 'y'. Did you mean 'id'?", error.Message);
    }

    public static TheoryData<string, CsvOptions, string[]> Contradictions => new()
    {
        { "'targets' is empty", new(), [] },
        { "'targets' contains 'y' twice", new(), ["y", "y"] },
        { "Separator is '.'", new() { Separator = '.' }, ["y"] },
        { "Separator is '\"'", new() { Separator = '"' }, ["y"] },
        { "Target is 9, which is not a TargetKind", new() { Target = (TargetKind)9 }, ["y"] },
        { "ThousandsSeparator is 'x', which does not group digits", new() { ThousandsSeparator = 'x' }, ["y"] },
        { "one character cannot be both", new() { ThousandsSeparator = ',', DecimalComma = true }, ["y"] },
        { "one character cannot be both", new() { ThousandsSeparator = '.', DecimalComma = false }, ["y"] },
        { "cannot be combined", new() { Features = ["a"], Ignore = ["b"] }, ["y"] },
        { "'y' is a target and in CsvOptions.Features", new() { Features = ["a", "y"] }, ["y"] },
        { "'y' is a target and in CsvOptions.Ignore", new() { Ignore = ["y"] }, ["y"] },
        { "'CsvOptions.Features' contains 'a' twice", new() { Features = ["a", "a"] }, ["y"] },
        { "Target is Categorical, but there are 2 target columns", new() { Target = TargetKind.Categorical }, ["y", "a"] },
        { "Target is Binary, but there are 2 target columns", new() { Target = TargetKind.Binary }, ["y", "a"] },
        { "The list of classes is empty", new() { Target = TargetKind.Categorical, Classes = [] }, ["y"] },
        { "2 classes are given, but the target is numeric", new() { Target = TargetKind.Numeric, Classes = ["u", "v"] }, ["y"] },
        { "2 classes are given, but the target is numeric", new() { Classes = ["u", "v"] }, ["y", "a"] },
        { "3 classes are given, but CsvOptions.Target is Binary", new() { Target = TargetKind.Binary, Classes = ["u", "v", "w"] }, ["y"] },
        { "'Classes' has 1 name: a classification needs at least two", new() { Classes = ["u"] }, ["y"] },
        { "contains 'u' twice", new() { Classes = ["u", "u"] }, ["y"] },
    };

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void Contradicting_options_are_refused_before_reading(string message, CsvOptions options, string[] targets) =>
        Assert.Contains(
            message, Assert.Throws<ArgumentException>(() => Dataset.FromCsv(new StringReader("a,b,y\n1,2,3\n"), targets, options)).Message);
}
