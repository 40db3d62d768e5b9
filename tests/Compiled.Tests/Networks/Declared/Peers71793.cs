namespace Compiled.Tests.Networks.Declared;

// The networks of Fixtures/gradients.json with the widths 7-17-9-3.

[Network(inputs: 7)]
[Dense(17), Identity]
[Dense(9), Identity]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793IdentityMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Sigmoid]
[Dense(9), Sigmoid]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793SigmoidMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Tanh]
[Dense(9), Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793TanhMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Tanh]
[Dense(9), Tanh]
[Dense(3)]
[SumSquaredError]
public sealed partial class Peer71793TanhSumSquaredError;

[Network(inputs: 7)]
[Dense(17), Tanh]
[Dense(9), Tanh]
[Dense(3), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Peer71793TanhBinaryCrossEntropy;

[Network(inputs: 7)]
[Dense(17), Tanh]
[Dense(9), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class Peer71793TanhCrossEntropy;

[Network(inputs: 7)]
[Dense(17), Relu]
[Dense(9), Relu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793ReluMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Relu]
[Dense(9), Relu]
[Dense(3)]
[SumSquaredError]
public sealed partial class Peer71793ReluSumSquaredError;

[Network(inputs: 7)]
[Dense(17), Relu]
[Dense(9), Relu]
[Dense(3), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Peer71793ReluBinaryCrossEntropy;

[Network(inputs: 7)]
[Dense(17), Relu]
[Dense(9), Relu]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class Peer71793ReluCrossEntropy;

[Network(inputs: 7)]
[Dense(17), LeakyRelu(0.01f)]
[Dense(9), LeakyRelu(0.01f)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793LeakyReluMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Tanh]
[Dense(9), Tanh]
[Dense(3)]
[MeanAbsoluteError]
public sealed partial class Peer71793TanhMeanAbsoluteError;

[Network(inputs: 7)]
[Dense(17), Tanh]
[Dense(9), Tanh]
[Dense(3)]
[Huber]
public sealed partial class Peer71793TanhHuber;

[Network(inputs: 7)]
[Dense(17), Tanh]
[Dense(9), Tanh]
[Dense(3), Softmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
public sealed partial class Peer71793TanhLabelSmoothing;

[Network(inputs: 7)]
[Dense(17), Relu]
[Dense(9), Relu]
[Dense(3)]
[MeanAbsoluteError]
public sealed partial class Peer71793ReluMeanAbsoluteError;

[Network(inputs: 7)]
[Dense(17), Relu]
[Dense(9), Relu]
[Dense(3)]
[Huber]
public sealed partial class Peer71793ReluHuber;

[Network(inputs: 7)]
[Dense(17), Relu]
[Dense(9), Relu]
[Dense(3), Softmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
public sealed partial class Peer71793ReluLabelSmoothing;
