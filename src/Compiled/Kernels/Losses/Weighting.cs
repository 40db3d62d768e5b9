using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Where the weights of a loss's rows stand: a type argument, so that each way has its own code.</summary>
internal interface IWeighting
{
    /// <summary>Whether there are weights.</summary>
    static abstract bool IsOn { get; }

    /// <summary>The weights of a row's lanes from the <paramref name="first"/>-th of <paramref name="count"/> outputs on.</summary>
    static abstract TLanes Weight<TLanes>(scoped in LossTerms terms, int row, int first, int count)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>No weights.</summary>
internal readonly struct Unweighted : IWeighting
{
    public static bool IsOn => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Weight<TLanes>(scoped in LossTerms terms, int row, int first, int count)
        where TLanes : struct, ILanes<TLanes> => TLanes.Create(1f);
}

/// <summary>A weight for each row.</summary>
internal readonly struct WeightedRows : IWeighting
{
    public static bool IsOn => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Weight<TLanes>(scoped in LossTerms terms, int row, int first, int count)
        where TLanes : struct, ILanes<TLanes> => TLanes.Create(Unsafe.Add(ref Unsafe.AsRef(in terms.Weights), row));
}

/// <summary>A weight for each column: samples stand side by side.</summary>
internal readonly struct WeightedColumns : IWeighting
{
    public static bool IsOn => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Weight<TLanes>(scoped in LossTerms terms, int row, int first, int count)
        where TLanes : struct, ILanes<TLanes> => TLanes.LoadPartial(in terms.Weights, (nuint)first, Math.Min(TLanes.Count, count - first));
}
