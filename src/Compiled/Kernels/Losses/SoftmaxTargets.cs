using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>What a loss over class probabilities makes of its targets: a type argument, so that each way has its own code.</summary>
internal interface ISoftmaxTargets
{
    /// <summary>Whether anything is made of them.</summary>
    static abstract bool AreAdjusted { get; }

    /// <summary>The targets of a row's lanes from the <paramref name="first"/>-th of <paramref name="count"/> classes on.</summary>
    static abstract TLanes Adjust<TLanes>(TLanes targets, scoped in LossTerms terms, int row, int first, int count, float smoothing)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>The targets as they are.</summary>
internal readonly struct PlainTargets : ISoftmaxTargets
{
    public static bool AreAdjusted => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Adjust<TLanes>(TLanes targets, scoped in LossTerms terms, int row, int first, int count, float smoothing)
        where TLanes : struct, ILanes<TLanes> => targets;
}

/// <summary>Row weight · class weight · ((1 − ε) · target + ε / classes), a label being a target of 1 at its class. A label's bits are its one-hot row's.</summary>
internal readonly struct AdjustedTargets : ISoftmaxTargets
{
    public static bool AreAdjusted => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Adjust<TLanes>(TLanes targets, scoped in LossTerms terms, int row, int first, int count, float smoothing)
        where TLanes : struct, ILanes<TLanes>
    {
        if (terms.HasLabels)
        {
            var label = Unsafe.Add(ref Unsafe.AsRef(in terms.Labels), row);
            targets = TLanes.SelectEqual(TLanes.Indices, TLanes.Create(label - first), TLanes.Create(1f), TLanes.Create(0f));
        }

        targets = TLanes.FusedMultiplyAdd(targets, TLanes.Create(1f - smoothing), TLanes.Create(smoothing / count));
        if (terms.HasClassWeights)
            targets *= TLanes.Load(in terms.ClassWeights, (nuint)first);
        if (terms.HasWeights)
            targets *= TLanes.Create(Unsafe.Add(ref Unsafe.AsRef(in terms.Weights), row));
        return targets;
    }
}
