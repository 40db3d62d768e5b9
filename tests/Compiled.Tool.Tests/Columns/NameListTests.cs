using Compiled.Tool.Columns;

namespace Compiled.Tool.Tests.Columns;

/// <summary>Lists of names on a command line: what is meant is found, what is written for pasting is read as it was meant, and nothing is guessed.</summary>
public sealed class NameListTests
{
    [Theory]
    [InlineData("a,\"b, c\",d", "a|b, c|d")]
    [InlineData("a,b, c,d", "a|b, c|d")]
    [InlineData("b, c", "b, c")]
    [InlineData(" a , d ", "a|d")]
    [InlineData("\" e \",a", " e |a")]
    [InlineData("e", " e ")]
    [InlineData("\"e\"", "e")]
    [InlineData("f \"g\",a", "f \"g\"|a")]
    [InlineData("\"f \"\"g\"\"\"", "f \"g\"")]
    [InlineData("x,,y", "x|y")]
    [InlineData("\"", "\"")]
    [InlineData("\"\",a", "|a")]
    public void Lists_of_names_are_rows_of_CSV(string text, string names)
    {
        string[] header = ["a", "b, c", "d", " e ", "f \"g\""];
        Assert.Equal(names.Split('|'), new ColumnNames(header).Resolve("--ignore", [text]));
        // What is written for pasting is read as it was meant.
        Assert.Equal(header, new ColumnNames(header).Resolve("--ignore", [ColumnNames.Write(header).Trim('\'')]));
    }

    [Theory]
    [InlineData("", "'\"\"'")]
    [InlineData("a", "a")]
    [InlineData("size_1/a-b.c:d@e%f+g=h", "size_1/a-b.c:d@e%f+g=h")]
    [InlineData("two words", "'two words'")]
    [InlineData(" a", "'\" a\"'")]
    [InlineData("a,b", "'\"a,b\"'")]
    [InlineData("say \"a\"", "'\"say \"\"a\"\"\"'")]
    [InlineData("a\nb", "'\"a\nb\"'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$(rm)", "'$(rm)'")]
    public void A_shell_takes_a_written_name_as_it_is(string name, string written) => Assert.Equal(written, ColumnNames.Write([name]));

    [Fact]
    public void Nothing_is_written_as_an_empty_word() => Assert.Equal("''", ColumnNames.Write([]));

    [Fact]
    public void A_name_that_is_also_a_list_is_not_guessed()
    {
        var message = Assert.Throws<UsageException>(() => new ColumnNames(["a", "b", "a,b"]).Resolve("--ignore", ["a,b"])).Message;
        Assert.Equal("--ignore 'a,b' can be one column or a list of columns: put the column in quotes ('\"a,b\"'), or give the option once per column.", message);
        Assert.Equal(["a,b"], new ColumnNames(["a", "b", "a,b"]).Resolve("--ignore", ["\"a,b\""]));
        Assert.Equal(["a,b"], new ColumnNames(["a", "a,b"]).Resolve("--ignore", ["a,b"]));
    }

    [Fact]
    public void Two_columns_that_differ_in_blanks_alone_are_not_guessed()
    {
        string[] header = [" a", "a ", "b "];
        Assert.Equal(["a", "b ", " a"], new ColumnNames(header).Resolve("--ignore", ["a", "b", " a"]));
        // A header without names has no column that is near to nothing.
        Assert.Equal([""], new ColumnNames([" ", "a"]).Resolve("--ignore", ["\"\""]));
        Assert.Empty(new ColumnNames([" ", "a"]).Resolve("--ignore", [""]));
    }
}
