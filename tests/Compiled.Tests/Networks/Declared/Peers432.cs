namespace Compiled.Tests.Networks.Declared;

// The networks of Fixtures/gradients.json with the widths 4-3-2.

[Network(inputs: 4)]
[Dense(3), Identity]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432IdentityMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Sigmoid]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432SigmoidMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432TanhMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Tanh]
[Dense(2)]
[SumSquaredError]
public sealed partial class Peer432TanhSumSquaredError;

[Network(inputs: 4)]
[Dense(3), Tanh]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Peer432TanhBinaryCrossEntropy;

[Network(inputs: 4)]
[Dense(3), Tanh]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class Peer432TanhCrossEntropy;

[Network(inputs: 4)]
[Dense(3), Relu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432ReluMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Relu]
[Dense(2)]
[SumSquaredError]
public sealed partial class Peer432ReluSumSquaredError;

[Network(inputs: 4)]
[Dense(3), Relu]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Peer432ReluBinaryCrossEntropy;

[Network(inputs: 4)]
[Dense(3), Relu]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class Peer432ReluCrossEntropy;

[Network(inputs: 4)]
[Dense(3), LeakyRelu(0.01f)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432LeakyReluMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Tanh]
[Dense(2)]
[MeanAbsoluteError]
public sealed partial class Peer432TanhMeanAbsoluteError;

[Network(inputs: 4)]
[Dense(3), Tanh]
[Dense(2)]
[Huber]
public sealed partial class Peer432TanhHuber;

[Network(inputs: 4)]
[Dense(3), Tanh]
[Dense(2), Softmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
public sealed partial class Peer432TanhLabelSmoothing;

[Network(inputs: 4)]
[Dense(3), Relu]
[Dense(2)]
[MeanAbsoluteError]
public sealed partial class Peer432ReluMeanAbsoluteError;

[Network(inputs: 4)]
[Dense(3), Relu]
[Dense(2)]
[Huber]
public sealed partial class Peer432ReluHuber;

[Network(inputs: 4)]
[Dense(3), Relu]
[Dense(2), Softmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
public sealed partial class Peer432ReluLabelSmoothing;
