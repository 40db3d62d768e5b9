using Compiled.Drawing;

namespace Compiled.Tests;

/// <summary>Names come from data, so anything may be in them.</summary>
public sealed class LabelTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two\r\nlines\tand a tab", "two  lines and a tab")]
    [InlineData("\u200E\u200F\u061C\u202A\u202E\u2066\u2069", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("\u2029\u202F\u2065\u206A", "  \u2065\u206A")]
    public void A_name_becomes_one_line_that_XML_can_hold(string text, string shown) => Assert.Equal(shown, Label.Clean(text));

    /// <summary>Not as a theory, because no attribute can hold a half.</summary>
    [Fact]
    public void Pairs_stay_and_halves_of_them_are_replaced()
    {
        Assert.Equal("a pair \U0001F600 stays", Label.Clean("a pair \U0001F600 stays"));
        Assert.Equal("\uFFFD\U0001F600", Label.Clean("\u0007\U0001F600"));
        Assert.Equal("a\uFFFDb", Label.Clean("a\uD83Db"));
        Assert.Equal("a\uFFFD", Label.Clean("a\uD83D"));
        Assert.Equal("\uFFFDb", Label.Clean("\uDE00b"));
        Assert.Equal("\uFFFD\uFFFD", Label.Clean("\uFFFE\uFFFF"));
    }

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("two words", 5, "two…")]
    // A pair is not cut in two.
    [InlineData("abc\U0001F600de", 5, "abc…")]
    public void A_long_name_is_cut(string text, int most, string shown) => Assert.Equal(shown, Label.Clip(text, most));

    [Fact]
    public void Widths_are_those_of_a_sans_serif_face()
    {
        Assert.Equal(0, Label.Width(""));
        Assert.True(Label.Width("iiii") < Label.Width("rrrr") && Label.Width("rrrr") < Label.Width("aaaa"));
        Assert.True(Label.Width("aaaa") < Label.Width("AAAA") && Label.Width("AAAA") < Label.Width("MMMM"));
        Assert.True(Label.Width("MMMM") < Label.Width("ああああ"));
        Assert.Equal(Label.Width("AAAA"), Label.Width("дддд"), 1e-9);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1234.5, "−1,234.5")]
    [InlineData(1e7, "1e7")]
    [InlineData(0.00001, "1e−5")]
    [InlineData(0.25, "0.25")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Numbers_are_short(double value, string text) => Assert.Equal(text, Ticks.Format(value));
}
