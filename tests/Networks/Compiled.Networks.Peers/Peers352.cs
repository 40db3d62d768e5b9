namespace Compiled.Tests.Networks.Declared;

// The networks of Fixtures/gradients.json with the widths 3-5-2.

[Network(inputs: 3)]
[Dense(5), Identity]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352IdentityMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Sigmoid]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352SigmoidMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352TanhMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Tanh]
[Dense(2)]
[SumSquaredError]
public sealed partial class Peer352TanhSumSquaredError;

[Network(inputs: 3)]
[Dense(5), Tanh]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Peer352TanhBinaryCrossEntropy;

[Network(inputs: 3)]
[Dense(5), Tanh]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class Peer352TanhCrossEntropy;

[Network(inputs: 3)]
[Dense(5), Relu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352ReluMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Relu]
[Dense(2)]
[SumSquaredError]
public sealed partial class Peer352ReluSumSquaredError;

[Network(inputs: 3)]
[Dense(5), Relu]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Peer352ReluBinaryCrossEntropy;

[Network(inputs: 3)]
[Dense(5), Relu]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class Peer352ReluCrossEntropy;

[Network(inputs: 3)]
[Dense(5), LeakyRelu(0.01f)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352LeakyReluMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Tanh]
[Dense(2)]
[MeanAbsoluteError]
public sealed partial class Peer352TanhMeanAbsoluteError;

[Network(inputs: 3)]
[Dense(5), Tanh]
[Dense(2)]
[Huber]
public sealed partial class Peer352TanhHuber;

[Network(inputs: 3)]
[Dense(5), Tanh]
[Dense(2), Softmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
public sealed partial class Peer352TanhLabelSmoothing;

[Network(inputs: 3)]
[Dense(5), Relu]
[Dense(2)]
[MeanAbsoluteError]
public sealed partial class Peer352ReluMeanAbsoluteError;

[Network(inputs: 3)]
[Dense(5), Relu]
[Dense(2)]
[Huber]
public sealed partial class Peer352ReluHuber;

[Network(inputs: 3)]
[Dense(5), Relu]
[Dense(2), Softmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
public sealed partial class Peer352ReluLabelSmoothing;

[Network(inputs: 3)]
[Dense(5), Elu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352EluMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Selu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352SeluMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Gelu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352GeluMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Gelu(Approximation = GeluApproximation.Tanh)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352GeluTanhMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Silu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352SiluMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Mish]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352MishMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Softplus]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352SoftplusMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), Softsign]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352SoftsignMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), HardSigmoid]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352HardSigmoidMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), HardTanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352HardTanhMeanSquaredError;

[Network(inputs: 3)]
[Dense(5), HardSwish]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Peer352HardSwishMeanSquaredError;
