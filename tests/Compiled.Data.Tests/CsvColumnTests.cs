namespace Compiled.Tests;

/// <summary>Which columns are read: indices of data frames, names that are hard to write, columns that are not numbers.</summary>
public sealed class CsvColumnTests
{
    [Theory]
    [InlineData(",a,y\n0,1.5,2\n1,2.5,4\n2,3.5,6\n", "column 1, which has no name, counts the rows: treated as an index and skipped.")]
    [InlineData("\"\",a,y\n\"1\",1.5,2\n\"2\",2.5,4\n\"3\",3.5,6\n", "column 1, which has no name, counts the rows: treated as an index and skipped.")]
    [InlineData("Unnamed: 0,a,y\n0,1.5,2\n1,2.5,4\n2,3.5,6\n", "column 1, 'Unnamed: 0', counts the rows: treated as an index and skipped.")]
    [InlineData("a,y,\n1.5,2,70\n2.5,4,71\n3.5,6,72\n", "column 3, which has no name, counts the rows: treated as an index and skipped.")]
    public void An_index_is_left_out_with_a_note(string text, string note)
    {
        var (data, notes) = Read(text);
        Assert.Equal([1.5f, 2.5f, 3.5f], data.Inputs);
        Assert.Equal(["a"], data.FeatureNames);
        Assert.Equal([note], notes);
    }

    [Theory]
    [InlineData(",a,y\n0,1.5,2\n2,2.5,4\n", 3, "2")]
    [InlineData(",a,y\n0,1.5,2\n,2.5,4\n", 3, "")]
    [InlineData(",a,y\n,1.5,2\n1,2.5,4\n", 3, "1")]
    [InlineData(",a,y\n0.5,1.5,2\n1.5,2.5,4\n", 2, "0.5")]
    [InlineData("Unnamed: 0,a,y\n7,1.5,2\n3,2.5,4\n", 3, "3")]
    public void A_column_without_a_name_that_is_not_an_index_is_an_error_with_the_way_to_reach_it(string text, int line, string value)
    {
        var error = Assert.Throws<CsvException>(() => Read(text));
        Assert.Equal((line, "Unnamed: 0"), (error.Row, error.Column));
        Assert.Contains($"'{value}' does not continue a count of the rows", error.Message);
        Assert.EndsWith("exclude it with CsvOptions.Ignore = [\"Unnamed: 0\"].", error.Message);
        Assert.Equal(["a"], Read(text, new CsvOptions { Ignore = ["Unnamed: 0"] }).Data.FeatureNames);
    }

    [Fact]
    public void A_column_without_a_name_can_be_chosen()
    {
        var (data, notes) = Read(",a,y\n5,1,2\n3,2,4\n", new CsvOptions { Features = ["Unnamed: 0", "a"] });
        Assert.Equal([5f, 1, 3, 2], data.Inputs);
        Assert.Empty(notes);
    }

    [Fact]
    public void Empty_rows_in_between_are_left_out_with_a_note()
    {
        var (data, notes) = Read("a,y\n1,2\n\n,\n3,4\n");
        Assert.Equal([1f, 3], data.Inputs);
        Assert.Equal(["from line 3 on there are 2 empty rows: skipped."], notes);
    }

    [Fact]
    public void Columns_of_equal_names_can_be_left_out()
    {
        Assert.Equal([3f], Read("a,a,b,y\n1,2,3,4\n", new CsvOptions { Ignore = ["a"] }).Data.Inputs);
        Assert.Equal([3f], Read("a,a,b,y\n1,2,3,4\n", new CsvOptions { Features = ["b"] }).Data.Inputs);
        Assert.Contains("column 1 and column 2 'a'", Assert.Throws<CsvException>(() => Read("a,a,y\n1,2,4\n", new CsvOptions { Features = ["a"] })).Message);
    }

    [Fact]
    public void Text_columns_are_listed_all_at_once_and_ready_to_paste()
    {
        const string Text = "PassengerId,Survived,Name,Sex,Age,\"Fare, \"\"£\"\"\"\n1,0,\"Doe, Mr.\",female,20,1\n2,1,\"Roe, Ms.\",male,,2\n3,0,\"Poe, Mr.\",male,,£3\n4,1,\"Moe, Ms.\",male,23,4\n";
        var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(Text), "Survived", new CsvOptions { Ignore = ["PassengerId"] }));
        Assert.Equal((2, "Name"), (error.Row, error.Column));
        Assert.Equal(
            "CSV, line 2, column 'Name': 'Doe, Mr.' is not a number. 2 columns contain text: 'Name' ('Doe, Mr.'), 'Sex' ('female'). "
            + "Exclude them with CsvOptions.Ignore = [\"PassengerId\", \"Name\", \"Sex\"], or encode texts and missing values with Table.FromCsv and TableEncoder. "
            + "Line 4, column 'Fare, \"£\"': '£3' has a currency, '£': write only the number, with the same currency in the whole column. "
            + "Column 'Age' has 2 missing values in 4 rows, the first in line 3: fill them in (the median is common), remove the rows or the column, "
            + "or encode texts and missing values with Table.FromCsv and TableEncoder.",
            error.Message);
    }

    [Fact]
    public void A_text_target_of_numbers_is_listed_too()
    {
        var error = Assert.Throws<CsvException>(() => Read("a,y\nu,x\nv,z\n", new CsvOptions { Target = TargetKind.Numeric }));
        Assert.Contains("One column contains text: 'a' ('u'). Exclude it with CsvOptions.Ignore = [\"a\"]", error.Message);
        Assert.Contains("The target 'y' ('x') contains text: correct it, or set CsvOptions.Target = TargetKind.Categorical if it is a class.", error.Message);
    }

    [Fact]
    public void Names_with_quotes_are_pasted_as_literals() =>
        Assert.Contains("CsvOptions.Ignore = [\"a \\\"b\\\" \\\\\"], or ", Assert.Throws<CsvException>(() => Read("\"a \"\"b\"\" \\\",y,c\nu,1,2\n")).Message);

    [Theory]
    [InlineData("1,2,3\n4,5,6\n", "3")]
    [InlineData("2001,2002,y\n4,5,6\n", "y")]
    [InlineData("0,1,2\n4,5,6\n", "2")]
    public void Whole_numbers_can_be_names(string text, string target) => Assert.Equal([4f, 5], Dataset.FromCsv(new StringReader(text), target).Inputs);

    [Theory]
    [InlineData("5.1,3.5,1.4\n4.9,3.0,1.2\n", "1.4")]
    [InlineData("5.1,3.5,setosa\n4.9,3.0,setosa\n", "species")]
    [InlineData("17,3,1\n4,3,1\n", "y")]
    public void A_file_without_a_header_is_named_as_such(string text, string target) =>
        Assert.Contains("seems to be a data row rather than the header", Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(text), target)).Message);

    [Fact]
    public void The_separator_is_the_one_that_gives_the_columns_that_are_asked_for()
    {
        Assert.Equal([1f, 2], Dataset.FromCsv(new StringReader("\"a,b\";c;y\n1;2;3\n"), "y").Inputs);
        Assert.Equal(["size, cm", "c"], Dataset.FromCsv(new StringReader("size, cm;c;y, m\n1;2;3\n"), "y, m").FeatureNames);
        Assert.Equal([1f, 2], Dataset.FromCsv(new StringReader("a;b,c,y\n1,2,3\n"), "y").Inputs);
        var wrong = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader("a;y\n1;2\n"), "y", new CsvOptions { Separator = ',' }));
        Assert.Equal("CSV, line 1, column 'y': there is no column 'y'; the columns are 'a;y'. Should it be CsvOptions.Separator = ';'?", wrong.Message);
    }

    private static (Dataset Data, List<string> Notes) Read(string text, CsvOptions? options = null)
    {
        List<string> notes = [];
        return (Dataset.FromCsv(new StringReader(text), "y", (options ?? new()) with { OnNote = notes.Add }), notes);
    }
}
