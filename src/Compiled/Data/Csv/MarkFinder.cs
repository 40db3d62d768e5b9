using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compiled.Csv;

/// <summary>Finds the bytes that a reader of CSV has to look at, 64 at a time: separators, quotes, and control characters up to the carriage return.</summary>
internal static class MarkFinder
{
    /// <summary>Bytes of one look.</summary>
    public const int BlockSize = 64;

    /// <summary>One bit per byte, the first byte's lowest; of bytes after the valid ones too.</summary>
    /// <param name="block">At least <see cref="BlockSize"/> bytes.</param>
    /// <param name="separator">The separator.</param>
    [ExcludeFromCodeCoverage(Justification = "The processor decides which of the three runs; the tests compare all of them.")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ReadOnlySpan<byte> block, byte separator)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        if (Vector512.IsHardwareAccelerated)
            return Find512(ref first, separator);
        if (Vector256.IsHardwareAccelerated)
            return Find256(ref first, separator) | (ulong)Find256(ref Unsafe.Add(ref first, 32), separator) << 32;
        return Find128(ref first, separator) | (ulong)Find128(ref Unsafe.Add(ref first, 16), separator) << 16
            | (ulong)Find128(ref Unsafe.Add(ref first, 32), separator) << 32 | (ulong)Find128(ref Unsafe.Add(ref first, 48), separator) << 48;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Find512(ref byte first, byte separator)
    {
        var bytes = Vector512.LoadUnsafe(ref first);
        return (Vector512.Equals(bytes, Vector512.Create(separator)) | Vector512.Equals(bytes, Vector512.Create((byte)'"'))
            | Vector512.LessThanOrEqual(bytes, Vector512.Create((byte)'\r'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Find256(ref byte first, byte separator)
    {
        var bytes = Vector256.LoadUnsafe(ref first);
        return (Vector256.Equals(bytes, Vector256.Create(separator)) | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)'\r')), bytes)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Find128(ref byte first, byte separator)
    {
        var bytes = Vector128.LoadUnsafe(ref first);
        return (Vector128.Equals(bytes, Vector128.Create(separator)) | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)'\r')), bytes)).ExtractMostSignificantBits();
    }
}
