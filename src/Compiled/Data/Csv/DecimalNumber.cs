using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Csv;

/// <summary>Decimal numbers in plain digits, as nearly all cells are: the nearest float, exactly as <see cref="float.Parse(string)"/> gives it, or nothing.</summary>
internal static class DecimalNumber
{
    /// <summary>Bytes that must be readable after a cell: digits are looked at eight at a time.</summary>
    public const int Padding = 8;

    /// <summary>More do not fit a signed integer of 64 bits.</summary>
    private const int MostDigits = 18;

    /// <summary>A longer cell is not in plain digits.</summary>
    private const int LongestCell = 32;

    /// <summary>The bits of a double that a float does not have, and the value of those bits half-way between two floats.</summary>
    private const long LostBits = (1L << 29) - 1;
    private const long HalfWay = 1L << 28;

    /// <summary>
    /// How near to half-way the quotient may be to be trusted: digits beyond 2⁵³ are rounded, and so is the quotient, each by at most half of the last bit.
    /// </summary>
    private const long Doubt = 4;

    /// <summary>Those that a double holds exactly.</summary>
    private static ReadOnlySpan<double> PowersOfTen => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private static ReadOnlySpan<ulong> WholePowersOfTen => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>A sign, at most 18 digits, a mark among them, and an exponent. False where there is more to do, or no number.</summary>
    /// <param name="cell">The text.</param>
    /// <param name="mark">The decimal point, or what is written for it.</param>
    /// <param name="value">The nearest float.</param>
    public static bool TryParse(ReadOnlySpan<byte> cell, byte mark, out float value)
    {
        value = 0;
        if (cell.Length > LongestCell)
            return false;
        Span<byte> padded = stackalloc byte[LongestCell + Padding];
        cell.CopyTo(padded);
        return TryParse(ref MemoryMarshal.GetReference(padded), cell.Length, mark, out value);
    }

    /// <summary>The same of a cell with <see cref="Padding"/> bytes of any kind after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ref byte first, int length, byte mark, out float value)
    {
        value = 0;
        var sign = first == '-';
        var place = sign | first == '+' ? 1 : 0;
        ulong digits = 0;
        var begin = place;
        place = Digits(ref first, place, length, ref digits);
        var (count, fraction) = (place - begin, 0);
        if (place < length && Unsafe.Add(ref first, place) == mark)
        {
            begin = ++place;
            place = Digits(ref first, place, length, ref digits);
            fraction = place - begin;
            count += fraction;
        }

        // Without digits nothing is a number; a cell of no length has none, whatever comes after it.
        if (count is <= 0 or > MostDigits)
            return false;
        var exponent = -fraction;
        if (place < length && !TryExponent(ref first, place, length, ref exponent))
            return false;
        if (exponent is < -22 or > 22)
            return false;
        double number = (long)digits;
        if (exponent < 0)
            number /= PowersOfTen[-exponent];
        else if (exponent > 0)
            number *= PowersOfTen[exponent];

        // Rounded twice, a number near half-way between two floats may come out on the wrong side.
        if (number > float.MaxValue || Math.Abs((BitConverter.DoubleToInt64Bits(number) & LostBits) - HalfWay) <= Doubt)
            return false;
        value = (float)(sign ? -number : number);
        return true;
    }

    /// <summary>Takes digits as long as there are some; returns the place after them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digits(ref byte first, int place, int length, ref ulong digits)
    {
        while (true)
        {
            // Digits become 0 to 9, and what is above 9 gets its highest bit set. A carry goes up, so that the lowest one found is right.
            var block = Eight(ref first, place) ^ 0x3030303030303030;
            var others = ((block + 0x7676767676767676) | block) & 0x8080808080808080;
            var count = Math.Min(BitOperations.TrailingZeroCount(others) >> 3, length - place);
            if (count < 8)
            {
                // Zeros before the first digit, and nothing of what follows the last; in two shifts, for there may be no digit.
                digits = unchecked(digits * WholePowersOfTen[Math.Max(count, 0)] + Value(block << 8 << (56 - 8 * Math.Max(count, 0))));
                return place + count;
            }

            digits = unchecked(digits * 100_000_000 + Value(block));
            place += 8;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(ref byte first, int place) =>
        BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, place), sizeof(ulong)));

    /// <summary>The number that eight digits make, the first in the lowest byte: pairs, then fours, then all, in three multiplications (Lemire's method).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(ulong block)
    {
        const ulong Pairs = 0x000000FF000000FF;
        block = block * 10 + (block >> 8);
        return unchecked((block & Pairs) * 0x000F424000000064 + ((block >> 16) & Pairs) * 0x0000271000000001) >> 32;
    }

    private static bool TryExponent(ref byte first, int place, int length, ref int exponent)
    {
        if (Unsafe.Add(ref first, place) is not ((byte)'e' or (byte)'E') || ++place == length)
            return false;
        var sign = Unsafe.Add(ref first, place);
        var isNegative = sign == '-';
        place += isNegative || sign == '+' ? 1 : 0;
        // Up to three digits, as some programs write: more are out of reach.
        if (length - place is < 1 or > 3)
            return false;
        ulong power = 0;
        if (Digits(ref first, place, length, ref power) != length)
            return false;
        exponent += isNegative ? -(int)power : (int)power;
        return true;
    }
}
