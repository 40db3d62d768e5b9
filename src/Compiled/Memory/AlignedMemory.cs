using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <summary>
/// Zeroed floats that begin on a 64-byte boundary and never move: over-allocated on the pinned heap, so there is no finaliser to forget.
/// Loads of 64 bytes that straddle cache lines halve the speed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class AlignedMemory
{
    private const int AlignmentBytes = 64;

    private readonly float[] _memory;
    private readonly float* _origin;

    /// <summary>Allocates <paramref name="length"/> zeroed floats.</summary>
    public AlignedMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _memory = GC.AllocateArray<float>(length + AlignmentBytes / sizeof(float), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        _origin = (float*)((address + (AlignmentBytes - 1)) & ~(nuint)(AlignmentBytes - 1));
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float. The reference keeps the memory alive, as any reference into an array does.</summary>
    public ref float Origin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *_origin;
    }

    /// <summary>All floats.</summary>
    public Span<float> Span => MemoryMarshal.CreateSpan(ref Origin, Length);
}
