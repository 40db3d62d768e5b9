using System.Runtime.InteropServices;

namespace Compiled.Probe;

/// <summary>Floats between two pages that nobody may touch: a read or a write one float beyond either end ends the process.</summary>
public sealed unsafe partial class GuardedFloats : IDisposable
{
    private const int NoAccess = 0;
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 0x02 | 0x20;

    private readonly byte* _block;
    private readonly nuint _pageSize = (nuint)Environment.SystemPageSize;
    private readonly nuint _length;

    /// <summary>Linux only: the constants above are its own.</summary>
    public GuardedFloats(int capacity)
    {
        Capacity = capacity;
        _length = ((nuint)capacity * sizeof(float) + _pageSize - 1) / _pageSize * _pageSize;
        _block = Map(null, _length + 2 * _pageSize, ReadWrite, PrivateAnonymous, -1, 0);
        if (_block == (byte*)-1)
            throw new OutOfMemoryException($"mmap of {_length + 2 * _pageSize} bytes failed with errno {Marshal.GetLastPInvokeError()}.");
        Forbid(_block);
        Forbid(_block + _pageSize + _length);
    }

    public int Capacity { get; }

    /// <summary>So many floats right after the forbidden page.</summary>
    public Span<float> AtStart(int count) => new(_block + _pageSize, Checked(count));

    /// <summary>So many floats right before the forbidden page.</summary>
    public Span<float> AtEnd(int count) => new((float*)(_block + _pageSize + _length) - Checked(count), count);

    public void Dispose()
    {
        if (Unmap(_block, _length + 2 * _pageSize) != 0)
            throw new InvalidOperationException($"munmap failed with errno {Marshal.GetLastPInvokeError()}.");
    }

    private int Checked(int count) =>
        count <= Capacity ? count : throw new ArgumentOutOfRangeException(nameof(count), count, $"The block holds {Capacity} floats.");

    private void Forbid(byte* page)
    {
        if (Protect(page, _pageSize, NoAccess) != 0)
            throw new InvalidOperationException($"mprotect failed with errno {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial byte* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(void* address, nuint length);
}
