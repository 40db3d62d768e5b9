using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The ends of rows whose width is no whole number of vectors.</summary>
internal static class RowTail
{
    /// <summary>The first <paramref name="count"/> lanes of the one, the other lanes of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SelectFirst<TLanes>(int count, TLanes first, TLanes others)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectLess(TLanes.Indices, TLanes.Create(count), first, others);

    /// <summary>
    /// Reads <paramref name="count"/> targets, whose rows lie one behind the other without padding; the other lanes hold anything. A whole
    /// vector is read where it ends within the memory, since the next row may be read though not used; the last rows are put together from parts.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LoadTargets<TLanes>(ref readonly float targets, nuint index, nuint length, int count)
        where TLanes : struct, ILanes<TLanes> =>
        index + (nuint)TLanes.Count <= length ? TLanes.Load(in targets, index) : TLanes.LoadPartial(in targets, index, count);
}
