namespace Compiled.Numerics;

/// <summary>A function of each lane on its own, written once for one float and for vectors of every width.</summary>
public interface IElementFunction
{
    /// <summary>φ(x), lane by lane.</summary>
    /// <param name="x">One float, or 4, 8 or 16 of them.</param>
    /// <returns>The values. NaN should give NaN.</returns>
    TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;
}
