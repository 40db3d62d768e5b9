using System.Buffers.Binary;

namespace Compiled.Tool.Formats;

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
