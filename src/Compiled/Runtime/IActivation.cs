using System.ComponentModel;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>An element-wise activation, written once for every vector width. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivation
{
    /// <summary>φ(x).</summary>
    TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>φ′(x) from y = φ(x), so that back-propagation needs only the outputs that it keeps anyway.</summary>
    TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes>;
}
