using System.ComponentModel;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>An element-wise activation whose derivative can be read off its output. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivation : IElementFunction
{
    /// <summary>φ′(x) from y = φ(x), so that back-propagation needs only the outputs that it keeps anyway.</summary>
    TLanes DerivativeFromValue<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes>;
}
