namespace Compiled.Tests.Networks.Declared;

// Strides of 16 and 8 with tails; the network of Fixtures/norms.json, whose order of norm and slope it keeps.

[Network(inputs: 6)]
[Dense(10), LayerNorm, PRelu(Shared = false)]
[Dense(7), PRelu, LayerNorm]
[Dense(3)]
[MeanSquaredError]
public sealed partial class NormsAndSlopes;

// Whole vectors, a tail behind two, names, another ε, no parameters; the last norm before the loss's own activation.

[Network(inputs: 20)]
[Dense(48), LayerNorm(Name = "first_norm", Epsilon = 0.125), Relu]
[Dense(37), LayerNorm(Affine = false, Epsilon = 0.125), Tanh]
[Dense(4), LayerNorm(Epsilon = 0.125), Softmax]
[CrossEntropy]
public sealed partial class NormsBeforeActivations;

// Slopes on the caller's rows, which have no padding, several in a row, and at the end.

[Network(inputs: 13)]
[PRelu(Shared = false, Name = "raw")]
[Dense(33), PRelu(0.1), PRelu(Shared = false)]
[Dense(5, Bias = false), PRelu(-0.5, Shared = false)]
[Dense(3), PRelu]
[MeanSquaredError]
public sealed partial class SlopesEverywhere;

// So deep that the training passes share one forward pass.

[Network(inputs: 5)]
[Dense(8), LayerNorm, PRelu]
[Dense(8), LayerNorm, PRelu]
[Dense(8), LayerNorm, PRelu]
[Dense(8), LayerNorm, PRelu]
[Dense(8), LayerNorm, PRelu]
[Dense(8), LayerNorm, PRelu]
[Dense(8), LayerNorm, PRelu]
[Dense(8), LayerNorm, PRelu]
[Dense(8), LayerNorm, PRelu]
[Dense(2)]
[MeanSquaredError]
public sealed partial class DeepNorms;

// Only a norm stands behind the last dense block of a network that predicts.

[Network(inputs: 3)]
[Dense(130), LayerNorm]
public sealed partial class NormedOutputs;

// Strides of 16, 8, 48 and 4; factors and none; in a row of one float, what is left is a sign.

[Network(inputs: 6)]
[Dense(10), RmsNorm, Tanh]
[Dense(7), RmsNorm(Affine = false, Epsilon = 0.125)]
[Dense(37), RmsNorm(Name = "scale", Epsilon = 0.125), Relu]
[Dense(3), RmsNorm(Epsilon = 0.125)]
[MeanSquaredError]
public sealed partial class RescaledRows;

// Factors on the caller's rows, which have no padding, after a clip of them, and after dense blocks.

[Network(inputs: 13)]
[Scale, SmoothClip(2)]
[Dense(21), SmoothClip, Scale(Name = "middle")]
[Dense(7), Tanh, Scale]
[Dense(3), Scale]
[MeanSquaredError]
public sealed partial class Factors;

// Factors that are learned before a network whose rows are narrow.

[Network(inputs: 3)]
[Standardize, SmoothClip, Scale]
[Dense(5), Silu]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class FactorsOfInputs;

// Without factors and summands: dense blocks take it over before, after and on both sides, and where none can.

[Network(inputs: 12)]
[Dense(20, Bias = false), BatchNorm(Affine = false, Epsilon = 1e-3), Relu]
[Dense(9), Tanh, BatchNorm(Affine = false, Epsilon = 1e-3, Name = "middle")]
[Dense(4), Tanh, BatchNorm(Affine = false, Epsilon = 1e-3), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class RescaledBatches;

// What PyTorch's figures are of.

[Network(inputs: 6)]
[Dense(10), RmsNorm, Tanh]
[Dense(7, Bias = false), BatchNorm(Affine = false, Momentum = 0.25, Epsilon = 1e-3), Relu]
[Dense(5), RmsNorm(Affine = false, Epsilon = 0.125)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class RescaledLikePyTorch;

[Network(inputs: 3)]
[Dense(130), RmsNorm]
public sealed partial class RescaledOutputs;
