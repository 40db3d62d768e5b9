using System.Globalization;
using System.Text;
using Compiled.Csv;
using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>The fast parser of numbers gives the framework's float bit for bit, or leaves the cell to the framework.</summary>
public sealed class CsvDecimalTests
{
    private static readonly CsvNumberFormat Point = new(decimalComma: false, thousands: null);

    /// <summary>How many of these cells the fast path took; all that it took are right.</summary>
    private static int Check(IEnumerable<string> cells)
    {
        var taken = 0;
        foreach (var cell in cells)
        {
            var bytes = Encoding.UTF8.GetBytes(cell);
            var isNumber = float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected) && float.IsFinite(expected);
            Assert.True(isNumber == Point.TryParse(bytes, out var whole), cell);
            if (isNumber)
                Assert.True(BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(whole), cell);
            if (!DecimalNumber.TryParse(bytes, (byte)'.', out var fast))
                continue;
            Assert.True(isNumber && BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(fast), cell);
            taken++;
        }

        return taken;
    }

    [Fact]
    public void Random_numbers_in_many_forms_are_the_frameworks_floats()
    {
        var random = new SeededRandom(3);
        const int Rounds = 300_000;
        var taken = Check(Enumerable.Range(0, Rounds).Select(_ =>
        {
            var digits = random.NextUInt64() >> random.NextInt32(64);
            var text = digits.ToString(CultureInfo.InvariantCulture);
            var point = random.NextInt32(text.Length + 1);
            var sign = random.NextInt32(4) switch { 0 => "-", 1 => "+", _ => "" };
            var exponent = random.NextInt32(3) == 0 ? string.Create(CultureInfo.InvariantCulture, $"e{random.NextInt32(60) - 30}") : "";
            return $"{sign}{text[..point]}.{text[point..]}{exponent}";
        }));
        Assert.InRange(taken, Rounds / 2, Rounds);
    }

    [Fact]
    public void Numbers_near_half_way_between_two_floats_are_rounded_once()
    {
        var random = new SeededRandom(4);
        var taken = Check(Enumerable.Range(0, 100_000).SelectMany(_ =>
        {
            // Half-way, exactly, of floats between 2^-20 and 2^40, and one digit to both sides.
            var low = BitConverter.Int32BitsToSingle((int)(0x35800000 + random.NextUInt64() % 0x1E000000));
            var half = ((decimal)(double)low + (decimal)(double)float.BitIncrement(low)) / 2;
            var text = half.ToString(CultureInfo.InvariantCulture);
            return new[] { text, text + (text.Contains('.') ? "1" : ".00000001"), text.Contains('.') ? text[..^1] : text + "." };
        }));
        Assert.NotEqual(0, taken);
    }

    [Fact]
    public void Every_float_written_shortest_or_in_full_comes_back()
    {
        var random = new SeededRandom(5);
        Check(Enumerable.Range(0, 200_000).SelectMany(_ =>
        {
            var value = BitConverter.Int32BitsToSingle((int)random.NextUInt64());
            return new[]
            {
                value.ToString("R", CultureInfo.InvariantCulture), ((double)value).ToString("R", CultureInfo.InvariantCulture),
                value.ToString("E8", CultureInfo.InvariantCulture), value.ToString("F7", CultureInfo.InvariantCulture),
            };
        }));
    }

    [Fact]
    public void Odd_forms_are_numbers_or_not_as_the_framework_has_it() =>
        Check(
        [
            "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1e-", "1e5.5", "1.2.3", "--1", "+-1", "1-", "0x1", " 1", "1 ", "\t1", "1.", ".1", "-.5e-3", "00001",
            "0.10", "-0", "-0.0", "0e99", "1e999", "-1e999",
            "1e-999", "1E5", "1e+05", "1e005", "1e0005", "3.4028235e38", "3.4028236e38", "3.5e38", "1e39", "1.17549435e-38", "1e-45", "NaN", "Infinity", "-Infinity",
            "∞", "１２", "12345678", "123456789",
            "999999999999999999", "9999999999999999999", "99999999999999999999", "0.000000000000000000000000000001", "1:", "1/", "1;", "1\u00e9",
            "12345678e", "12345678.12345678", "1,5", "1_000", "1d", "1f",
        ]);

    [Fact]
    public void Bytes_after_a_cell_are_none_of_its_digits()
    {
        var bytes = "1234567890123456"u8.ToArray();
        for (var length = 1; length <= 8; length++)
        {
            Assert.True(DecimalNumber.TryParse(ref bytes[0], length, (byte)'.', out var value));
            Assert.Equal(float.Parse("12345678"[..length], CultureInfo.InvariantCulture), value);
        }

        Assert.False(DecimalNumber.TryParse(ref "-5      x"u8.ToArray()[0], 0, (byte)'.', out _));
    }

    [Fact]
    public void Decimal_commas_take_the_fast_path_too()
    {
        Assert.True(DecimalNumber.TryParse("-12,5"u8, (byte)',', out var value));
        Assert.Equal(-12.5f, value);
        Assert.False(DecimalNumber.TryParse("12.5"u8, (byte)',', out _));
    }
}
