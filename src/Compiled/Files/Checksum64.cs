using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Compiled.Storage;

/// <summary>
/// A checksum of 64 bits against damage, not against intent: s ← mix(s ⊕ word) over words of eight bytes, mix being SplitMix64's finaliser.
/// </summary>
/// <remarks>
/// The finaliser is one-to-one, so that two contents that differ within one word never have the same checksum: every single flipped bit is found, and any other
/// damage with a chance of 1 − 2⁻⁶⁴. The number of bytes is mixed in last. How the bytes are cut into calls makes no difference.
/// </remarks>
internal struct Checksum64
{
    private ulong _state;
    private ulong _word;
    private ulong _length;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly ulong Value => Mix(Mix(_state ^ _word) ^ _length);

    /// <summary>Takes more bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && _length % 8 != 0)
        {
            AddByte(bytes[0]);
            bytes = bytes[1..];
        }

        while (bytes.Length >= 8)
        {
            _state = Mix(_state ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            _length += 8;
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            AddByte(value);
    }

    /// <summary>The checksum of a span of floats, by their bits.</summary>
    public static ulong Of(ReadOnlySpan<float> values)
    {
        var checksum = new Checksum64();
        foreach (var value in values)
        {
            checksum._word |= (ulong)BitConverter.SingleToUInt32Bits(value) << (int)(checksum._length % 8 * 8);
            checksum._length += 4;
            if (checksum._length % 8 == 0)
                checksum.EndWord();
        }

        return checksum.Value;
    }

    private void AddByte(byte value)
    {
        _word |= (ulong)value << (int)(_length % 8 * 8);
        _length++;
        if (_length % 8 == 0)
            EndWord();
    }

    private void EndWord()
    {
        _state = Mix(_state ^ _word);
        _word = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            // The constant keeps a state of zeros from staying one.
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
