using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.SameBits;

// Activations, several to a network: a wrong bit of one changes the hash of all that follow.

[Network(inputs: 3)]
[Dense(5), Elu]
[Dense(4), Selu]
[Dense(5), Gelu]
[Dense(4), Gelu(Approximation = GeluApproximation.Tanh)]
[Dense(3), Silu]
[Dense(2), Mish]
[Huber]
public sealed partial class Smooth;

[Network(inputs: 3)]
[Dense(5), Softplus]
[Dense(4), Softsign]
[Dense(5), HardSigmoid]
[Dense(4), HardTanh]
[Dense(5), HardSwish]
[Dense(4), Activation(typeof(Cubic))]
[Dense(3), LogSoftmax]
[MeanAbsoluteError]
public sealed partial class Pieces;

[Network(inputs: 3)]
[Dense(5), Softshrink(0.125)]
[Dense(4), Tanhshrink]
[Dense(5), LogSigmoid]
[Dense(4), Celu(0.5)]
[Dense(5), Relu6]
[Dense(4), Hardshrink(0.125)]
[Dense(5), Threshold(-0.25, -0.5)]
[Dense(2)]
[Huber]
public sealed partial class Shrunk;

[Network(inputs: 5)]
[Dense(19), RmsNorm, Tanh]
[Dense(7), BatchNorm(Affine = false), Tanh]
[Dense(4), RmsNorm(Epsilon = 0.125, Affine = false)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Scaled;

/// <summary>x / (1 + x²/8): an activation of a user's.</summary>
public readonly struct Cubic : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => x / TLanes.FusedMultiplyAdd(x * x, TLanes.Create(0.125f), TLanes.Create(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var square = x * x * TLanes.Create(0.125f);
        var sum = square + TLanes.Create(1);
        return (TLanes.Create(1) - square) / (sum * sum);
    }
}

// Losses.

[Network(inputs: 2)]
[Dense(3), Tanh]
[Dense(2)]
[Quantile(0.75)]
public sealed partial class Quantiles;

[Network(inputs: 2)]
[Dense(3), Tanh]
[Dense(2)]
[Poisson]
public sealed partial class Rates;

[Network(inputs: 2)]
[Dense(3), Tanh]
[Dense(2)]
[Hinge]
public sealed partial class Margins;

[Network(inputs: 2)]
[Dense(3), Tanh]
[Dense(3), Softmax]
[CrossEntropy(LabelSmoothing = 0.125f)]
public sealed partial class Smoothed;

[Network(inputs: 2)]
[Dense(3), Tanh]
[Dense(3), LogSoftmax]
[KullbackLeibler]
public sealed partial class Divergences;

// Rows in the vectors, a transposed copy, dot products: what the tuned update goes through.

[Network(inputs: 33)]
[Dense(18), Relu]
[Dense(19), Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Tuned;
