using System.Globalization;

namespace Compiled;

/// <summary>The data of a .weights file: base64 of little-endian floats, in lines of any length.</summary>
internal static class WeightsData
{
    /// <summary>Characters of a line as it is written: 90 bytes.</summary>
    public const int LineLength = 120;

    private const int FirstPiece = 1 << 16;

    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>CRC-32 as ISO 3309 and zip have it.</summary>
    public static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>Reads the data that a header announces, to the end of the file, and checks them. Memory grows with what is there, not with what is announced.</summary>
    /// <exception cref="FormatException">They are damaged, too many or too few, or a value cannot be: it is named.</exception>
    public static byte[] Read(TextReader reader, WeightsHeader header, int line)
    {
        var total = 4 * header.Values;
        if (total > int.MaxValue)
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "the header declares {0:N0} values, more than any network has", header.Values));
        var bytes = Decode(reader, (int)total, line);
        var checksum = Checksum(bytes);
        if (checksum != header.Checksum)
        {
            throw new FormatException(string.Format(
                CultureInfo.InvariantCulture, "the data have the checksum {0:x8}, but the header says {1:x8}: the file is damaged; save the network again", checksum, header.Checksum));
        }

        CheckValues(bytes, header);
        return bytes;
    }

    private static byte[] Decode(TextReader reader, int total, int line)
    {
        var bytes = new byte[Math.Min(total, FirstPiece)];
        var buffer = new char[1 << 12];
        var (position, bits, held, padding, ends) = (0, 0u, 0, 0, (3 - total % 3) % 3);
        for (var count = reader.Read(buffer, 0, buffer.Length); count > 0; count = reader.Read(buffer, 0, buffer.Length))
            for (var index = 0; index < count; index++)
            {
                var character = buffer[index];
                if (character is '\n' or '\r' or ' ')
                {
                    line += character == '\n' ? 1 : 0;
                    continue;
                }

                if (character == '=' && position == total && padding < ends)
                {
                    padding++;
                    continue;
                }

                var digit = Digit(character);
                if (digit < 0 || padding > 0)
                    throw new FormatException($"line {line}: '{WeightsHeader.Shortened(character.ToString())}' is not allowed here: the data are not base64");
                bits = (bits << 6) | (uint)digit;
                held += 6;
                if (held < 8)
                    continue;
                held -= 8;
                if (position == total)
                    throw new FormatException(string.Format(CultureInfo.InvariantCulture, "line {0}: the data continue after the {1:N0} values declared in the header", line, total / 4));
                if (position == bytes.Length)
                    Array.Resize(ref bytes, (int)Math.Min(total, 2L * bytes.Length));
                bytes[position++] = (byte)(bits >> held);
                bits &= (1u << held) - 1;
            }

        if (position < total)
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "the data end after {0:N0} of {1:N0} values", position / 4, total / 4));
        if (padding != ends || bits != 0)
            throw new FormatException("the data do not end like base64");
        return bytes;
    }

    private static int Digit(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };

    /// <summary>All must be finite, and what scales in the range that its view has.</summary>
    /// <exception cref="FormatException">One is not: it is named.</exception>
    public static void CheckValues(byte[] bytes, WeightsHeader header)
    {
        var offset = 0;
        foreach (var text in header.Tensors)
        {
            var (name, shape, length) = WeightsHeader.Tensor(text);
            var isPositive = WeightsTensors.IsPositive(name);
            var isNotNegative = name.EndsWith(".running_var", StringComparison.Ordinal);
            var isFlag = WeightsTensors.IsFlag(name);
            for (var index = 0; index < length; index++, offset += 4)
            {
                var bits = bytes[offset] | ((uint)bytes[offset + 1] << 8) | ((uint)bytes[offset + 2] << 16) | ((uint)bytes[offset + 3] << 24);
                var expected = (bits & 0x7F80_0000) == 0x7F80_0000 ? "finite"
                    : isPositive && (bits is 0 or > 0x7FFF_FFFF) ? "above 0"
                    : isNotNegative && bits > 0x8000_0000 ? "not negative"
                    : isFlag && bits is not (0 or 0x3F80_0000) ? "0 or 1"
                    : null;
                if (expected is not null)
                    throw new FormatException($"the value {name}[{Index(index, shape)}] is {Number(bits)}, but must be {expected}");
            }
        }
    }

    private static string Index(int index, int[] shape) => shape.Length == 1
        ? index.ToString(CultureInfo.InvariantCulture)
        : string.Format(CultureInfo.InvariantCulture, "{0}, {1}", index / shape[1], index % shape[1]);

    private static string Number(uint bits)
    {
        if ((bits & 0x7F80_0000) == 0x7F80_0000)
            return (bits & 0x007F_FFFF) != 0 ? "NaN" : bits > 0x7FFF_FFFF ? "-infinity" : "infinity";
        return BitConverter.ToSingle(BitConverter.GetBytes(bits), 0).ToString("G9", CultureInfo.InvariantCulture);
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var index = 0u; index < 256; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1;
            table[index] = value;
        }

        return table;
    }
}
