using System.Buffers.Binary;
using Compiled.Storage;

namespace Compiled.Fuzz;

/// <summary>Checksums at the end of files: without a right one, hostile bytes get no further than it.</summary>
internal static class Sealing
{
    /// <summary>The same bytes with the checksum of everything before it in place of the last eight; null where they are fewer.</summary>
    public static byte[]? AtEnd(byte[] bytes)
    {
        if (bytes.Length < sizeof(ulong))
            return null;
        byte[] whole = [.. bytes];
        var checksum = default(Checksum64);
        checksum.Add(whole.AsSpan(0, whole.Length - sizeof(ulong)));
        BinaryPrimitives.WriteUInt64LittleEndian(whole.AsSpan(whole.Length - sizeof(ulong)), checksum.Value);
        return whole;
    }
}
