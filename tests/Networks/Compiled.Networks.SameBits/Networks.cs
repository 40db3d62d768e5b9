namespace Compiled.SameBits;

// Tiny, because without intrinsics every operation on a vector is a loop; together they hold every activation, loss and rule.

[Network(inputs: 2)]
[Dense(3), Sigmoid]
[Dense(1), Sigmoid]
[MeanSquaredError]
public sealed partial class Sigmoids231;

[Network(inputs: 5)]
[Dense(7), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class Classes573;

[Network(inputs: 7)]
[Dense(17), Relu]
[Dense(9), LeakyRelu(0.01f)]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Rectified71793;

[Network(inputs: 3)]
[Dense(6), Tanh]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Labels362;

[Network(inputs: 5)]
[GaussianNoise(0.1), Dropout(0.15)]
[Dense(7), Tanh, Dropout(0.3)]
[Dense(3), GaussianNoise(0.2), Dropout(0.1), Softmax]
[CrossEntropy]
public sealed partial class Noisy573;

[Network(inputs: 16)]
[Dense(16), Identity]
[Dense(1, Bias = false)]
[SumSquaredError]
public sealed partial class Linear16161;

[Network(inputs: 5)]
[Dense(7), LayerNorm, PRelu(Shared = false)]
[Dense(19), PRelu, LayerNorm(Affine = false)]
[Dense(3), LayerNorm]
[MeanSquaredError]
public sealed partial class Norms57193;

[Network(inputs: 5)]
[Standardize, SmoothClip, Scale]
[Dense(6), Silu, SmoothClip(0.5)]
[Dense(2), Scale]
[MeanSquaredError]
public sealed partial class Factors562;

[Network(inputs: 5)]
[Standardize]
[Dense(6, Bias = false), BatchNorm, Relu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Normed562;

[Network(inputs: 5)]
[Dense(6), Tanh]
[BeginResidual]
[Dense(6), Relu]
[Dense(6)]
[EndResidual, Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Residual562;

[Network(inputs: 5)]
[Dense(6), Tanh]
[Head("left", Weight = 0.5)]
[Dense(2)]
[MeanSquaredError]
[Head("right")]
[Dense(3), Relu]
[Dense(1)]
[Huber]
public sealed partial class Heads521;

[Network(inputs: 5)]
[Standardize]
[Dense(6), Tanh]
[Head("one")]
[Dense(1), StandardizeTargets]
[MeanSquaredError]
[Head("many")]
[Dense(17, Bias = false), StandardizeTargets]
[Huber]
public sealed partial class Targets5617;

[Network(inputs: 5)]
[Dense(9), Tanh]
[Dense(130), Relu]
[Dense(20), Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Panels59130203;

[Network(inputs: 33)]
[Dense(2), Tanh]
[Dense(7), Sigmoid]
[Dense(17, L1 = 0.001), Relu]
[Dense(3)]
[L2(0.01)]
[MeanSquaredError]
[Differentiable]
public sealed partial class Derived3327173;
