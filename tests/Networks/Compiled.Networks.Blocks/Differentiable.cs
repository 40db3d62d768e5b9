using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Tests.Networks.Declared;

// Every family of activations, every kind of weights (panels of 4, 8, 16 and more outputs, dot products, tiles of 16 alone), with a loss and without.

[Network(inputs: 1)]
[Dense(1)]
[Differentiable]
public sealed partial class DiffLine;

[Network(inputs: 2)]
[Dense(3), Tanh]
[Dense(1)]
[Differentiable]
public sealed partial class DiffNarrow;

[Differentiable]
[Network(inputs: 5)]
[Dense(7), Sigmoid]
[Dense(5, Bias = false), Relu]
[Dense(6), Tanh]
[Dense(4), Sigmoid]
[Dense(3)]
[MeanSquaredError]
public sealed partial class DiffLanes;

[Network(inputs: 20)]
[Dense(24), Relu]
[Dense(3)]
[MeanSquaredError]
[Differentiable]
public sealed partial class DiffRows;

[Network(inputs: 41)]
[Dense(130), LeakyRelu(0.1)]
[Dense(64), Tanh]
[Dense(17), Relu]
[Dense(9)]
[Differentiable]
public sealed partial class DiffWide;

[Network(inputs: 47)]
[Dense(12), Gelu]
[Dense(80), Silu]
[Dense(5), Softmax]
[CrossEntropy]
[Differentiable]
public sealed partial class DiffDots;

[Network(inputs: 35)]
[Dense(1), HardSwish]
[Dense(33), Elu, HardTanh]
[Dense(10), LogSoftmax]
[Differentiable]
public sealed partial class DiffDotsAlone;

[Network(inputs: 7)]
[Mish, Softsign]
[Dense(9), Softplus, Silu]
[Dense(11), Tanh, Softmax]
[MeanSquaredError]
[Differentiable]
public sealed partial class DiffChains;

[Network(inputs: 5)]
[Tanh]
[Dense(6), HardSigmoid]
[Dense(7), HardTanh]
[Dense(9), HardSwish]
[Dense(4), Softsign]
[Differentiable]
public sealed partial class DiffHard;

[Network(inputs: 33)]
[Dense(16), Selu]
[Dense(16), Identity]
[Dense(48), Gelu(Approximation = GeluApproximation.Tanh)]
[Dense(12)]
[Huber]
[Differentiable]
public sealed partial class DiffSelu;

[Network(inputs: 6)]
[Dense(10), Activation(typeof(Pole))]
[Dense(3), Activation(typeof(Pole))]
[Differentiable]
public sealed partial class DiffPole;

[Network(inputs: 9)]
[Dense(9), Tanh]
[Dense(9), Tanh]
[Dense(9), Tanh]
[Dense(9), Tanh]
[Dense(9), Tanh]
[Dense(9), Tanh]
[Dense(9), Tanh]
[Dense(9), Tanh]
[Dense(9), Tanh]
[Dense(2)]
[Differentiable]
public sealed partial class DiffDeep;

// Its values of one row exceed what the stack may hold.
[Network(inputs: 4)]
[Dense(8192), Relu]
[Dense(2)]
[Dense(8192), Tanh]
[Dense(1)]
[Differentiable]
public sealed partial class DiffHuge;

/// <summary>φ(x) = 1/x: where rows are padded, its derivative at 0 is infinite.</summary>
public readonly struct Pole : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Create(1f) / x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Create(-1f) / (x * x);
}
