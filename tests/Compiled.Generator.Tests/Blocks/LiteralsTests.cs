using Compiled.Generator.Text;
using System.Globalization;
using CsCheck;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Blocks;

public sealed class LiteralsTests
{
    [Theory]
    [InlineData(0.01f, "0.01f")]
    [InlineData(-1.5f, "-1.5f")]
    [InlineData(0f, "0f")]
    [InlineData(-0f, "-0f")]
    [InlineData(float.NaN, "float.NaN")]
    [InlineData(float.PositiveInfinity, "float.PositiveInfinity")]
    [InlineData(float.NegativeInfinity, "float.NegativeInfinity")]
    [InlineData(16777216f, "16777216f")]
    [InlineData(1e-45f, "1E-45f")]
    [InlineData(float.MaxValue, "3.4028235E+38f")]
    public void A_float_is_short_and_exact(float value, string expected) => Assert.Equal(expected, Literals.Float(value));

    [Fact]
    public void Every_finite_float_reads_back_with_its_bits() =>
        Gen.Int.Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite).Sample(
            value => BitConverter.SingleToInt32Bits(ReadBack(value)) == BitConverter.SingleToInt32Bits(value), iter: 20_000, threads: 1);

    [Fact]
    public void Integers_are_invariant()
    {
        Assert.Equal("-2147483648", Literals.Int(int.MinValue));
        Assert.Equal("-9223372036854775808L", Literals.Long(long.MinValue));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\" \\ back")]
    [InlineData("line\r\n\u2028\0end")]
    [InlineData("Größe 名前 \ud83d\ude00")]
    public void A_string_reads_back_and_is_ASCII(string value)
    {
        var literal = Literals.String(value);
        Assert.Equal(value, SyntaxFactory.ParseToken(literal).Value);
        Assert.True(System.Text.Ascii.IsValid(literal));
    }

    private static float ReadBack(float value) =>
        float.Parse(Literals.Float(value).TrimEnd('f'), NumberStyles.Float, CultureInfo.InvariantCulture);
}
