using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic.Tests;

/// <summary>Words, numbers and quoted texts of a declaration: each branch of the scanner.</summary>
public sealed class ScannerTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("+1", "+1")]
    [InlineData("-1", "-1")]
    [InlineData(" 1.5", "1.5")]
    [InlineData(".5", ".5")]
    [InlineData("1.", "1.")]
    [InlineData("1e5", "1e5")]
    [InlineData("1E+5", "1E+5")]
    [InlineData("1e-5", "1e-5")]
    [InlineData("1f", "1f")]
    [InlineData("1F", "1F")]
    [InlineData("1d", "1d")]
    [InlineData("1D", "1D")]
    [InlineData("1,", "1")]
    [InlineData("", null)]
    [InlineData("+", null)]
    [InlineData("-", null)]
    [InlineData(".", null)]
    [InlineData("x", null)]
    [InlineData("1x", null)]
    [InlineData("1e", null)]
    [InlineData("1e+", null)]
    [InlineData("1ff", null)]
    [InlineData("1_0", null)]
    [InlineData("1.2.3", null)]
    public void A_number_is_decimal_with_a_sign_and_a_suffix(string text, string? expected)
    {
        var scanner = new Scanner(text);
        Assert.Equal(expected, scanner.ReadNumber());
        if (expected is null)
            Assert.Equal(0, scanner.Position);
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a b\"", "a b")]
    [InlineData("\"\\\"\\\\\\'\\0\\a\\b\\f\\n\\r\\t\\v\"", "\"\\'\0\a\b\f\n\r\t\v")]
    [InlineData("\"\\u0041\"", "A")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"\\U0001F600\"", "😀")]
    [InlineData("a", null)]
    [InlineData("\"", null)]
    [InlineData("\"a", null)]
    [InlineData("\"a\n\"", null)]
    [InlineData("\"a\r\"", null)]
    [InlineData("\"a\0\"", null)]
    [InlineData("\"\\", null)]
    [InlineData("\"\\q\"", null)]
    [InlineData("\"\\\0\"", null)]
    [InlineData("\"\\u004", null)]
    [InlineData("\"\\u00zz\"", null)]
    [InlineData("\"\\U0000D800\"", null)]
    [InlineData("\"\\U00110000\"", null)]
    [InlineData("\"\\UFFFFFFFF\"", null)]
    public void A_quoted_text_has_the_escapes_of_CSharp(string text, string? expected)
    {
        var scanner = new Scanner(text);
        Assert.Equal(expected, scanner.ReadQuoted());
        if (expected is null)
            Assert.Equal(0, scanner.Position);
    }

    [Theory]
    [InlineData("", '\0')]
    [InlineData(" \t\r\n", '\0')]
    [InlineData("// a", '\0')]
    [InlineData("// a\rb", 'b')]
    [InlineData("/* a */ b", 'b')]
    [InlineData("/* a", '/')]
    [InlineData("/ a", '/')]
    public void Blanks_and_comments_are_skipped(string text, char next)
    {
        var scanner = new Scanner(text);
        Assert.Equal(next, scanner.Next);
        Assert.Equal(next == '\0', scanner.IsAtEnd);
        Assert.Equal(next != '\0', scanner.TryRead(next) && !scanner.TryRead('@'));
    }

    [Fact]
    public void A_place_is_a_line_and_a_column_and_a_quote_ends_with_its_argument()
    {
        var scanner = new Scanner($"ab\ncd, {new string('x', 100)}");
        Assert.Equal(("line 1, column 1", "line 2, column 2"), (scanner.Describe(0), scanner.Describe(4)));
        Assert.Equal(("ab", "cd", $" {new string('x', 79)}…"), (scanner.Quote(0), scanner.Quote(3), scanner.Quote(6)));
    }

    [Theory]
    [InlineData("name", "name")]
    [InlineData("_n1", "_n1")]
    [InlineData("Größe ", "Größe")]
    [InlineData("1n", null)]
    public void A_name_begins_with_a_letter(string text, string? expected) => Assert.Equal(expected, new Scanner(text).ReadName());
}
