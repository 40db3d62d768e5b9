namespace Compiled.Tests.Networks.Declared;

// Every activation hidden and last, every loss, blocks without biases, activations in unusual places.

[Network(inputs: 5)]
[Dense(9), LeakyRelu(0.2f)]
[Dense(3), LeakyRelu(0.2f)]
[MeanSquaredError]
public sealed partial class LeakyRelu02;

[Network(inputs: 5)]
[Dense(9), LeakyRelu(0.25f)]
[Dense(4)]
[SumSquaredError]
public sealed partial class LeakyReluQuarter;

[Network(inputs: 4)]
[Dense(6), Relu]
[Dense(3), Tanh]
[MeanSquaredError]
public sealed partial class TanhOutput;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3), Relu]
[SumSquaredError]
public sealed partial class ReluOutput;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3), Identity]
[SumSquaredError]
public sealed partial class IdentityOutput;

[Network(inputs: 4)]
[Dense(6), Relu]
[Dense(3), Sigmoid]
[MeanSquaredError]
public sealed partial class SigmoidOutputMeanSquared;

// The softmax is not fused here: its whole Jacobian is needed.
[Network(inputs: 4)]
[Dense(7), Tanh]
[Dense(5), Softmax]
[MeanSquaredError]
public sealed partial class SoftmaxOutputMeanSquared;

[Network(inputs: 6)]
[Dense(10), LeakyRelu(0.01f)]
[Dense(5), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class ManyLabels6x10x5;

[Network(inputs: 6)]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class SoftmaxRegression;

[Network(inputs: 6)]
[Dense(19), Relu]
[Dense(17), Softmax]
[CrossEntropy]
public sealed partial class SeventeenClasses;

[Network(inputs: 5)]
[Dense(6, Bias = false), Relu]
[Dense(4, Bias = false)]
[SumSquaredError]
public sealed partial class NoBiases;

[Network(inputs: 5)]
[Dense(6, Bias = false), Tanh]
[Dense(7), Relu]
[Dense(3, Bias = false), Softmax]
[CrossEntropy]
public sealed partial class SomeBiases;

[Network(inputs: 6)]
[Dense(5)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class NoHiddenActivation;

[Network(inputs: 5)]
[Dense(6), Tanh, LeakyRelu(0.5f)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class TwoActivationsInARow;

[Network(inputs: 5)]
[Tanh]
[Dense(4), Relu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class ActivationFirst;

// The loss computes the last activation itself, and another stands before it, whose output the backward pass needs.

[Network(inputs: 3)]
[Dense(5), Tanh, Softmax]
[CrossEntropy]
public sealed partial class NarrowTanhSoftmax;

[Network(inputs: 3)]
[Dense(4), Relu]
[Dense(2), Tanh, Sigmoid]
[BinaryCrossEntropy]
public sealed partial class NarrowTanhSigmoid;

[Network(inputs: 30)]
[Dense(40), Relu]
[Dense(6), Tanh, Softmax]
[CrossEntropy]
public sealed partial class WideTanhSoftmax;

[Network(inputs: 30)]
[Dense(40), Tanh]
[Dense(18), Tanh, Sigmoid]
[BinaryCrossEntropy]
public sealed partial class WideTanhSigmoid;
