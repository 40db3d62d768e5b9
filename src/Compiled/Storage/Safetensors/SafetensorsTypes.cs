using System.Buffers.Binary;

namespace Compiled.Storage;

/// <summary>The types of values that the format knows, and how those that hold weights become floats.</summary>
internal static class SafetensorsTypes
{
    /// <summary>What weights are read from, for messages.</summary>
    public const string Readable = "F32, F64, F16 and BF16";

    private static readonly Dictionary<string, int> Bits = new(StringComparer.Ordinal)
    {
        ["BOOL"] = 8,
        ["F4"] = 4,
        ["F6_E2M3"] = 6,
        ["F6_E3M2"] = 6,
        ["U8"] = 8,
        ["I8"] = 8,
        ["F8_E5M2"] = 8,
        ["F8_E4M3"] = 8,
        ["F8_E8M0"] = 8,
        ["I16"] = 16,
        ["U16"] = 16,
        ["F16"] = 16,
        ["BF16"] = 16,
        ["I32"] = 32,
        ["U32"] = 32,
        ["F32"] = 32,
        ["C64"] = 64,
        ["F64"] = 64,
        ["I64"] = 64,
        ["U64"] = 64,
    };

    /// <summary>Bits of one value; false for a type that the format does not know.</summary>
    public static bool TryGetBits(string type, out int bits) => Bits.TryGetValue(type, out bits);

    /// <summary>Whether weights are read from it.</summary>
    public static bool IsReadable(string type) => type is "F32" or "F64" or "F16" or "BF16";

    /// <summary>Bytes of one value of a type that weights are read from.</summary>
    public static int Size(string type) => Bits[type] / 8;

    /// <summary>Reads values of a type that weights are read from: exact, and rounded to the nearest float, ties to even, from F64.</summary>
    public static void ToFloats(string type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case "F32":
                for (var index = 0; index < values.Length; index++)
                    values[index] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * index)..]);
                break;
            case "F64":
                for (var index = 0; index < values.Length; index++)
                    values[index] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * index)..]);
                break;
            case "F16":
                for (var index = 0; index < values.Length; index++)
                    values[index] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * index)..]);
                break;
            default:
                // BF16 is the upper half of a float.
                for (var index = 0; index < values.Length; index++)
                    values[index] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * index)..]) << 16);
                break;
        }
    }

    /// <summary>Writes floats as F32, in place: the same memory, as bytes.</summary>
    public static ReadOnlySpan<byte> ToBytes(Span<float> values)
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(values);
        for (var index = 0; index < values.Length; index++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * index)..], values[index]);
        return bytes;
    }
}
