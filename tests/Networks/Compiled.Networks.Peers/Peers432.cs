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

[Network(inputs: 4)]
[Dense(3), Elu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432EluMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Selu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432SeluMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Gelu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432GeluMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Gelu(Approximation = GeluApproximation.Tanh)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432GeluTanhMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Silu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432SiluMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Mish]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432MishMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Softplus]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432SoftplusMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), Softsign]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432SoftsignMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), HardSigmoid]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432HardSigmoidMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), HardTanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432HardTanhMeanSquaredError;

[Network(inputs: 4)]
[Dense(3), HardSwish]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer432HardSwishMeanSquaredError;
