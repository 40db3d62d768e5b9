using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compiled.Benchmarks.Peak;

/// <summary>Loads and nothing else, of memory that lies in a cache: a multiple of 512 bytes, which begins at a cache line.</summary>
internal static class LoadLoop
{
    /// <param name="floats">What is read.</param>
    /// <param name="times">How often.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float Run256(ReadOnlySpan<float> floats, int times)
    {
        ref var origin = ref MemoryMarshal.GetReference(floats);
        var s0 = Vector256<float>.Zero;
        var s1 = Vector256<float>.Zero;
        var s2 = Vector256<float>.Zero;
        var s3 = Vector256<float>.Zero;
        var s4 = Vector256<float>.Zero;
        var s5 = Vector256<float>.Zero;
        var s6 = Vector256<float>.Zero;
        var s7 = Vector256<float>.Zero;
        for (var time = 0; time < times; time++)
        {
            for (nuint i = 0; i < (nuint)floats.Length; i += 64)
            {
                ref var at = ref Unsafe.Add(ref origin, i);
                s0 |= Vector256.LoadUnsafe(ref Unsafe.Add(ref at, 0));
                s1 |= Vector256.LoadUnsafe(ref Unsafe.Add(ref at, 8));
                s2 |= Vector256.LoadUnsafe(ref Unsafe.Add(ref at, 16));
                s3 |= Vector256.LoadUnsafe(ref Unsafe.Add(ref at, 24));
                s4 |= Vector256.LoadUnsafe(ref Unsafe.Add(ref at, 32));
                s5 |= Vector256.LoadUnsafe(ref Unsafe.Add(ref at, 40));
                s6 |= Vector256.LoadUnsafe(ref Unsafe.Add(ref at, 48));
                s7 |= Vector256.LoadUnsafe(ref Unsafe.Add(ref at, 56));
            }
        }

        return (s0 | s1 | s2 | s3 | s4 | s5 | s6 | s7)[0];
    }

    /// <inheritdoc cref="Run256"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float Run512(ReadOnlySpan<float> floats, int times)
    {
        ref var origin = ref MemoryMarshal.GetReference(floats);
        var s0 = Vector512<float>.Zero;
        var s1 = Vector512<float>.Zero;
        var s2 = Vector512<float>.Zero;
        var s3 = Vector512<float>.Zero;
        var s4 = Vector512<float>.Zero;
        var s5 = Vector512<float>.Zero;
        var s6 = Vector512<float>.Zero;
        var s7 = Vector512<float>.Zero;
        for (var time = 0; time < times; time++)
        {
            for (nuint i = 0; i < (nuint)floats.Length; i += 128)
            {
                ref var at = ref Unsafe.Add(ref origin, i);
                s0 |= Vector512.LoadUnsafe(ref Unsafe.Add(ref at, 0));
                s1 |= Vector512.LoadUnsafe(ref Unsafe.Add(ref at, 16));
                s2 |= Vector512.LoadUnsafe(ref Unsafe.Add(ref at, 32));
                s3 |= Vector512.LoadUnsafe(ref Unsafe.Add(ref at, 48));
                s4 |= Vector512.LoadUnsafe(ref Unsafe.Add(ref at, 64));
                s5 |= Vector512.LoadUnsafe(ref Unsafe.Add(ref at, 80));
                s6 |= Vector512.LoadUnsafe(ref Unsafe.Add(ref at, 96));
                s7 |= Vector512.LoadUnsafe(ref Unsafe.Add(ref at, 112));
            }
        }

        return (s0 | s1 | s2 | s3 | s4 | s5 | s6 | s7)[0];
    }
}
