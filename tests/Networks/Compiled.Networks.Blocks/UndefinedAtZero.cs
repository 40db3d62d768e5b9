using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Tests.Networks.Declared;

/// <summary>x·e^−|x|, whose derivative is written so that it is NaN at 0, which is what the padding of a row holds.</summary>
public readonly struct UndefinedAtZero : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => x * LaneMath.Exp(TLanes.Create(0) - TLanes.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => LaneMath.Exp(TLanes.Create(0) - TLanes.Abs(x)) * (TLanes.Create(1) - TLanes.Abs(x)) * (x / x);
}

[Network(inputs: 16)]
[Dense(60), Activation(typeof(UndefinedAtZero))]
[Dense(37), Activation(typeof(UndefinedAtZero))]
[Dense(13)]
[MeanSquaredError]
public sealed partial class Undefined60x37;
