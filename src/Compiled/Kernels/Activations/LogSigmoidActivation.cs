using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>φ(x) = ln σ(x).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LogSigmoidActivation : IActivationFunction
{
    /// <summary>−ln(1 + e⁻ˣ); error as <see cref="LaneMath.Softplus"/>; −∞ → −∞; +∞ → −0; NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        -LaneMath.Softplus(-x);

    /// <summary>σ(−x); NaN → NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        LaneMath.Sigmoid(-x);
}
