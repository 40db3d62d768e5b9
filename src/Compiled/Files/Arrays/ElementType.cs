using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Compiled.Arrays;

/// <summary>The type of a tensor's values, as files store them.</summary>
/// <param name="Name">As safetensors name it: F32, I64.</param>
/// <param name="Kind">'f' for floats, 'B' for bfloat16, 'i' for signed and 'u' for unsigned whole numbers, 'b' for truth values.</param>
/// <param name="Size">Bytes of one value.</param>
internal sealed record ElementType(string Name, char Kind, int Size)
{
    private static readonly ElementType[] All =
    [
        new("F16", 'f', 2), new("BF16", 'B', 2), new("F32", 'f', 4), new("F64", 'f', 8), new("BOOL", 'b', 1),
        new("I8", 'i', 1), new("I16", 'i', 2), new("I32", 'i', 4), new("I64", 'i', 8), new("U8", 'u', 1), new("U16", 'u', 2), new("U32", 'u', 4), new("U64", 'u', 8),
    ];

    /// <summary>The type of all that networks hold.</summary>
    public static ElementType Single { get; } = All[2];

    /// <summary>Whether weights are read from it.</summary>
    public bool IsFloat => Kind is 'f' or 'B';

    /// <summary>The type of a name in safetensors, or null for one whose values are only counted.</summary>
    public static ElementType? OfName(string name) => Array.Find(All, type => type.Name == name);

    /// <summary>The type of a kind and a size in npy files, or null for one whose values are only counted.</summary>
    public static ElementType? OfNumpy(char kind, int size) => kind == 'B' ? null : Array.Find(All, type => type.Kind == kind && type.Size == size);

    /// <summary>NumPy's name of the type: float32, uint8, bool.</summary>
    public string NumpyName => Kind switch
    {
        'b' => "bool",
        'B' => "bfloat16",
        'f' => $"float{ArrayText.Digits(8 * Size)}",
        'i' => $"int{ArrayText.Digits(8 * Size)}",
        _ => $"uint{ArrayText.Digits(8 * Size)}",
    };

    /// <summary>Whole numbers or truth values: what labels are.</summary>
    public bool IsWhole => Kind is 'i' or 'u' or 'b';

    /// <summary>Reads values as the nearest floats.</summary>
    public void ToFloats(ReadOnlySpan<byte> bytes, bool isBigEndian, Span<float> values)
    {
        if ((Kind, Size) == ('u', 1))
        {
            for (var index = 0; index < values.Length; index++)
                values[index] = bytes[index];
            return;
        }

        if (Kind == 'f' && Size == sizeof(float))
        {
            var bits = MemoryMarshal.Cast<byte, int>(bytes);
            if (isBigEndian == BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(bits, MemoryMarshal.Cast<float, int>(values));
            else
                bits.CopyTo(MemoryMarshal.Cast<float, int>(values));
            return;
        }

        const int some = 64;
        Span<double> wide = stackalloc double[some];
        for (var index = 0; index < values.Length; index += some)
        {
            var piece = wide[..Math.Min(some, values.Length - index)];
            ToDoubles(bytes[(index * Size)..], isBigEndian, piece);
            for (var place = 0; place < piece.Length; place++)
                values[index + place] = (float)piece[place];
        }
    }

    /// <summary>Reads values, each exactly but for 64-bit whole numbers beyond 2⁵³, which are rounded.</summary>
    public void ToDoubles(ReadOnlySpan<byte> bytes, bool isBigEndian, Span<double> values)
    {
        Span<byte> value = stackalloc byte[8];
        value = value[..Size];
        for (var index = 0; index < values.Length; index++)
        {
            bytes.Slice(index * Size, Size).CopyTo(value);
            if (isBigEndian)
                value.Reverse();
            values[index] = ToDouble(value);
        }
    }

    private double ToDouble(ReadOnlySpan<byte> value) => (Kind, Size) switch
    {
        ('f', 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(value),
        // The upper half of a float.
        ('B', _) => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(value) << 16),
        ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(value),
        ('f', _) => BinaryPrimitives.ReadDoubleLittleEndian(value),
        ('b', _) => value[0] != 0 ? 1 : 0,
        ('i', 1) => (sbyte)value[0],
        ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(value),
        ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(value),
        ('i', _) => BinaryPrimitives.ReadInt64LittleEndian(value),
        (_, 1) => value[0],
        (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(value),
        (_, 4) => BinaryPrimitives.ReadUInt32LittleEndian(value),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(value),
    };
}
