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

[Network(inputs: 7)]
[Dense(17), Elu]
[Dense(9), Elu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793EluMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Selu]
[Dense(9), Selu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793SeluMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Gelu]
[Dense(9), Gelu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793GeluMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Gelu(Approximation = GeluApproximation.Tanh)]
[Dense(9), Gelu(Approximation = GeluApproximation.Tanh)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793GeluTanhMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Silu]
[Dense(9), Silu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793SiluMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Mish]
[Dense(9), Mish]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793MishMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Softplus]
[Dense(9), Softplus]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793SoftplusMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), Softsign]
[Dense(9), Softsign]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793SoftsignMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), HardSigmoid]
[Dense(9), HardSigmoid]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793HardSigmoidMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), HardTanh]
[Dense(9), HardTanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793HardTanhMeanSquaredError;

[Network(inputs: 7)]
[Dense(17), HardSwish]
[Dense(9), HardSwish]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Peer71793HardSwishMeanSquaredError;
