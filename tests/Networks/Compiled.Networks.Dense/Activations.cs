using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Tests.Networks.Declared;

// Every activation, hidden and last, with samples in the lanes; wide ones, with outputs in the lanes; and where an activation needs its input: several in
// a row, before a loss that computes the block before it, first, last, and in networks that only predict.

[Network(inputs: 5)]
[Dense(9), Elu(0.75)]
[Dense(6), Elu(0.75)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Elus;

[Network(inputs: 5)]
[Dense(9), Selu]
[Dense(6), Selu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Selus;

[Network(inputs: 5)]
[Dense(9), Gelu]
[Dense(6), Gelu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Gelus;

[Network(inputs: 5)]
[Dense(9), Gelu(Approximation = GeluApproximation.Tanh)]
[Dense(6), Gelu(Approximation = GeluApproximation.Tanh)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class GelusByTanh;

[Network(inputs: 5)]
[Dense(9), Silu]
[Dense(6), Silu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Silus;

[Network(inputs: 5)]
[Dense(9), Mish]
[Dense(6), Mish]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Mishes;

[Network(inputs: 5)]
[Dense(9), Softplus(2, 1.5)]
[Dense(6), Softplus(2, 1.5)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Softpluses;

[Network(inputs: 5)]
[Dense(9), Softsign]
[Dense(6), Softsign]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Softsigns;

[Network(inputs: 5)]
[Dense(9), HardSigmoid]
[Dense(6), HardSigmoid]
[Dense(3)]
[MeanSquaredError]
public sealed partial class HardSigmoids;

[Network(inputs: 5)]
[Dense(9), HardTanh(-0.5, 0.75)]
[Dense(6), HardTanh(-0.5, 0.75)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class HardTanhs;

[Network(inputs: 5)]
[Dense(9), Relu6]
[Dense(6), Relu6]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Relu6s;

[Network(inputs: 5)]
[Dense(9), Celu(0.75)]
[Dense(6), Celu(0.75)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Celus;

[Network(inputs: 5)]
[Dense(9), Threshold(0.25, -0.5)]
[Dense(6), Threshold(0.25, -0.5)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Thresholds;

[Network(inputs: 5)]
[Dense(9), Hardshrink(0.25)]
[Dense(6), Hardshrink(0.25)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Hardshrinks;

[Network(inputs: 5)]
[Dense(9), Softshrink(0.25)]
[Dense(6), Softshrink(0.25)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Softshrinks;

[Network(inputs: 5)]
[Dense(9), Tanhshrink]
[Dense(6), Tanhshrink]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Tanhshrinks;

[Network(inputs: 5)]
[Dense(9), LogSigmoid]
[Dense(6), LogSigmoid]
[Dense(3)]
[MeanSquaredError]
public sealed partial class LogSigmoids;

[Network(inputs: 5)]
[Dense(37), Hardshrink(0.25)]
[Dense(21), Celu(0.25)]
[Dense(18), Softshrink(0.25)]
[Dense(17), Tanhshrink]
[Dense(16), LogSigmoid]
[Dense(3)]
[MeanSquaredError]
public sealed partial class ShrinksWide;

[Network(inputs: 5)]
[Dense(9), Threshold(0.25, -0.5)]
[Dense(3), LogSigmoid]
public sealed partial class ThresholdPredicts;

[Network(inputs: 5)]
[Dense(9), HardSwish]
[Dense(6), HardSwish]
[Dense(3)]
[MeanSquaredError]
public sealed partial class HardSwishes;

[Network(inputs: 4)]
[Dense(7), Tanh]
[Dense(5), LogSoftmax]
[MeanSquaredError]
public sealed partial class LogSoftmaxOutput;

[Network(inputs: 20)]
[Dense(40), Selu]
[Dense(37), LogSoftmax]
[MeanSquaredError]
public sealed partial class LogSoftmaxOutputWide;

/// <summary>φ(x) = x².</summary>
public readonly struct Square : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        x + x;
}

[Network(inputs: 5)]
[Dense(9), Activation(typeof(Square))]
[Dense(3), Activation(typeof(Square))]
[MeanSquaredError]
public sealed partial class OwnActivation;

[Network(inputs: 37)]
[Dense(70), Gelu]
[Dense(65), Silu]
[Dense(33), HardSwish]
[Dense(5)]
[MeanSquaredError]
public sealed partial class GeluWide;

[Network(inputs: 5)]
[Dense(6), Silu, Silu, Tanh, Mish]
[Dense(3)]
[MeanSquaredError]
public sealed partial class SilusInARow;

[Network(inputs: 40)]
[Dense(48), Gelu]
[Dense(4), Silu, Softmax]
[CrossEntropy]
public sealed partial class GeluBeforeClasses;

[Network(inputs: 6)]
[Dense(7), Relu]
[Dense(3), Silu]
[SumSquaredError]
public sealed partial class SiluLast;

[Network(inputs: 5)]
[Mish]
[Dense(4), Softplus]
[Dense(3)]
[MeanSquaredError]
public sealed partial class MishFirst;

[Network(inputs: 7)]
[Dense(33), HardSwish]
[Dense(9), HardSwish]
[Dense(3)]
public sealed partial class HardSwishPredicts;

[Network(inputs: 7)]
[Dense(33), Gelu]
[Dense(9), Mish]
[Dense(3)]
public sealed partial class GeluPredicts;

[Network(inputs: 6)]
[Dense(8), HardTanh]
[Dense(5), LogSoftmax]
public sealed partial class LogSoftmaxPredicts;
