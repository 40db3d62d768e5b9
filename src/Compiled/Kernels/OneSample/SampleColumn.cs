using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// Every fourth float of a memory as one vector, and back, with zeros between them. Four vectors are turned, four by four in each quarter: the lanes of a quarter come from
/// the same quarter of the four. Moves only.
/// </summary>
internal static class SampleColumn
{
    /// <summary>The floats at index, index + 4, index + 8 …, in the order of the quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(ref float source, nuint index)
        where TLanes : struct, ILanes<TLanes>
    {
        if (typeof(TLanes) == typeof(Lanes16))
        {
            return Unsafe.BitCast<Vector512<float>, TLanes>(Transposition.FourByFour(
                Vector512.LoadUnsafe(ref source, index), Vector512.LoadUnsafe(ref source, index + 16),
                Vector512.LoadUnsafe(ref source, index + 32), Vector512.LoadUnsafe(ref source, index + 48)).Column0);
        }

        if (typeof(TLanes) == typeof(Lanes8))
        {
            return Unsafe.BitCast<Vector256<float>, TLanes>(Transposition.FourByFour(
                Vector256.LoadUnsafe(ref source, index), Vector256.LoadUnsafe(ref source, index + 8),
                Vector256.LoadUnsafe(ref source, index + 16), Vector256.LoadUnsafe(ref source, index + 24)).Column0);
        }

        return Unsafe.BitCast<Vector128<float>, TLanes>(Transposition.FourByFour(
            Vector128.LoadUnsafe(ref source, index), Vector128.LoadUnsafe(ref source, index + 4),
            Vector128.LoadUnsafe(ref source, index + 8), Vector128.LoadUnsafe(ref source, index + 12)).Column0);
    }

    /// <summary>The floats to where <see cref="Load"/> took them from; those between become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes>(TLanes value, ref float destination, nuint index)
        where TLanes : struct, ILanes<TLanes>
    {
        if (typeof(TLanes) == typeof(Lanes16))
        {
            var zero = Vector512<float>.Zero;
            var (row0, row1, row2, row3) = Transposition.FourByFour(Unsafe.BitCast<TLanes, Vector512<float>>(value), zero, zero, zero);
            row0.StoreUnsafe(ref destination, index);
            row1.StoreUnsafe(ref destination, index + 16);
            row2.StoreUnsafe(ref destination, index + 32);
            row3.StoreUnsafe(ref destination, index + 48);
        }
        else if (typeof(TLanes) == typeof(Lanes8))
        {
            var zero = Vector256<float>.Zero;
            var (row0, row1, row2, row3) = Transposition.FourByFour(Unsafe.BitCast<TLanes, Vector256<float>>(value), zero, zero, zero);
            row0.StoreUnsafe(ref destination, index);
            row1.StoreUnsafe(ref destination, index + 8);
            row2.StoreUnsafe(ref destination, index + 16);
            row3.StoreUnsafe(ref destination, index + 24);
        }
        else
        {
            var zero = Vector128<float>.Zero;
            var (row0, row1, row2, row3) = Transposition.FourByFour(Unsafe.BitCast<TLanes, Vector128<float>>(value), zero, zero, zero);
            row0.StoreUnsafe(ref destination, index);
            row1.StoreUnsafe(ref destination, index + 4);
            row2.StoreUnsafe(ref destination, index + 8);
            row3.StoreUnsafe(ref destination, index + 12);
        }
    }

    /// <summary>Lanes 0, 1, 2 … in the order in which <see cref="Load"/> leaves the floats that stand there one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes InOrderOfQuarters<TLanes>(TLanes value)
        where TLanes : struct, ILanes<TLanes>
    {
        if (typeof(TLanes) == typeof(Lanes16))
        {
            return Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.Shuffle(
                Unsafe.BitCast<TLanes, Vector512<float>>(value), Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)));
        }

        return typeof(TLanes) == typeof(Lanes8)
            ? Unsafe.BitCast<Vector256<float>, TLanes>(Vector256.Shuffle(Unsafe.BitCast<TLanes, Vector256<float>>(value), Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7)))
            : value;
    }
}
