using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The ends of rows whose width is no whole number of vectors.</summary>
/// <remarks>
/// Rows of targets lie one behind the other without padding. A vector that begins in a row may end in the next one, where it is read though not
/// used; only vectors that would end behind the memory need care. The floats from the first such vector on are fewer than a vector, so they are
/// copied once into a buffer, and the loop goes on reading there: it stays without a call, which would move all vectors to the stack.
/// </remarks>
internal static class RowTail
{
    /// <summary>Floats of the buffer: a vector that begins at any of the copied floats lies within it.</summary>
    public const int BufferLength = 32;

    /// <summary>The first <paramref name="count"/> lanes of the one, the other lanes of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SelectFirst<TLanes>(int count, TLanes first, TLanes others)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectLess(TLanes.Indices, TLanes.Create(count), first, others);

    /// <summary>How many rows of at most one vector can be read as whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WholeVectorRows(int rows, int count, int width)
    {
        var room = rows * count - width;
        return room < 0 ? 0 : (int)((uint)room / (uint)count) + 1;
    }

    /// <summary>Copies the floats from <paramref name="start"/> to <paramref name="length"/>, fewer than 16, into the buffer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref readonly float targets, int start, int length, ref float buffer)
    {
        if (start >= length)
            return;
        if (Vector512.IsHardwareAccelerated)
            Lanes16.Store(Lanes16.LoadPartial(in targets, (nuint)start, length - start), ref buffer, 0);
        else if (Vector256.IsHardwareAccelerated)
            Lanes8x2.Store(Lanes8x2.LoadPartial(in targets, (nuint)start, length - start), ref buffer, 0);
        else
            Lanes4x4.Store(Lanes4x4.LoadPartial(in targets, (nuint)start, length - start), ref buffer, 0);
    }
}
