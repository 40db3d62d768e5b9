using System.Runtime.InteropServices;

namespace Compiled.Tests.Numerics;

/// <summary>
/// Floats that end where a page begins that must not be touched, and begin behind guard values: a read or write behind the end kills the test
/// run, a write before the beginning fails <see cref="Dispose"/>. On Windows guard values stand behind the end too, in place of the page.
/// </summary>
public sealed unsafe class GuardedMemory : IDisposable
{
    private const int GuardFloats = 64;
    private const float GuardValue = -12345.678f;
    private const int NoAccess = 0, ReadWrite = 3, Private = 2;

    private readonly byte* _memory;
    private readonly nuint _bytes;
    private readonly float* _origin;

    public GuardedMemory(int length)
    {
        Length = length;
        var page = (nuint)Environment.SystemPageSize;
        _bytes = ((nuint)(length + GuardFloats) * sizeof(float) + page - 1) / page * page;
        if (OperatingSystem.IsWindows())
        {
            _memory = (byte*)NativeMemory.Alloc(_bytes + page);
            new Span<float>(_memory + _bytes, GuardFloats).Fill(GuardValue);
        }
        else
        {
            var anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
            _memory = (byte*)MemoryMap(0, _bytes + page, ReadWrite, Private | anonymous, -1, 0);
            Assert.NotEqual(-1, (nint)_memory);
            Assert.Equal(0, Protect((nint)(_memory + _bytes), page, NoAccess));
        }

        _origin = (float*)(_memory + _bytes) - length;
        new Span<float>(_origin - GuardFloats, GuardFloats).Fill(GuardValue);
        Span.Clear();
    }

    public int Length { get; }

    public ref float Origin => ref *_origin;

    public Span<float> Span => new(_origin, Length);

    public void Dispose()
    {
        Assert.Equal(-1, new Span<float>(_origin - GuardFloats, GuardFloats).IndexOfAnyExcept(GuardValue));
        if (OperatingSystem.IsWindows())
        {
            Assert.Equal(-1, new Span<float>(_memory + _bytes, GuardFloats).IndexOfAnyExcept(GuardValue));
            NativeMemory.Free(_memory);
        }
        else
        {
            Assert.Equal(0, Unmap((nint)_memory, _bytes + (nuint)Environment.SystemPageSize));
        }
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint MemoryMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nuint length);
}
