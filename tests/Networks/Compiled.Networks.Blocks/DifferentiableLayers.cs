namespace Compiled.Tests.Networks.Declared;

// Derivatives through norms, slopes, residuals and heads.

// On the inputs, behind dense blocks of strides 16, 32 and 4, and at the end.
[Network(inputs: 6)]
[PRelu(Shared = false)]
[Dense(10), LayerNorm(Epsilon = 0.125), PRelu(Shared = false)]
[Dense(21), PRelu, LayerNorm(Affine = false, Epsilon = 0.125)]
[Dense(3), LayerNorm(Epsilon = 0.125)]
[Differentiable]
public sealed partial class DiffNorms;

[Network(inputs: 6)]
[Dense(10), RmsNorm(Epsilon = 0.125), Tanh]
[Dense(21), BatchNorm(Affine = false, Epsilon = 1e-3), Tanhshrink]
[Dense(7), RmsNorm(Affine = false, Epsilon = 0.125), LogSigmoid]
[BatchNorm(Affine = false, Epsilon = 1e-3), Threshold(0.25, -0.5)]
[Dense(4), Celu, Softshrink(0.125)]
[Differentiable]
public sealed partial class DiffRescaled;

// Dense blocks take all of them over.
[Network(inputs: 12)]
[Standardize]
[Dense(20), Tanh]
[BatchNorm(Epsilon = 1e-3)]
[Dense(10, Bias = false), BatchNorm(Epsilon = 1e-3), Silu]
[Dense(4), Softmax]
[CrossEntropy]
[Differentiable]
public sealed partial class DiffFolded;

// No dense block can take these over.
[Network(inputs: 21)]
[Standardize]
[Tanh]
[Dense(17), Relu]
[BatchNorm(Epsilon = 1e-3), Tanh]
[Dense(5), Sigmoid]
[BatchNorm(Epsilon = 1e-3)]
[Differentiable]
public sealed partial class DiffFactors;

// Two begin at one value and two end at one; activations that need their input at a beginning and behind an end.
[Network(inputs: 9)]
[Dense(20), Gelu]
[BeginResidual]
[BeginResidual]
[Silu]
[Dense(20), Tanh]
[BeginResidual]
[Dense(33), Mish]
[Dense(20)]
[EndResidual, Gelu]
[EndResidual]
[EndResidual]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
[Differentiable]
public sealed partial class DiffNested;

// Begins twice on the inputs, whose rows have no padding, and ends the network; one block within is dot products.
[Network(inputs: 35)]
[BeginResidual, BeginResidual]
[Dense(20), Relu]
[Dense(35), EndResidual]
[Dense(3), PRelu]
[Dense(35), EndResidual]
[Differentiable]
public sealed partial class DiffSkip;

// Factors on rows without padding and between blocks.
[Network(inputs: 11)]
[Scale, Dense(18), SmoothClip(0.5)]
[Scale, Dense(5)]
[Differentiable]
public sealed partial class DiffFactorsOfRows;

// Begins on scaled inputs, which no dense block can take over, and so does an activation.
[Network(inputs: 5)]
[Standardize]
[BeginResidual, Tanh, Dense(5), EndResidual]
[Dense(2)]
[Differentiable]
public sealed partial class DiffSkipFactors;

// Folded blocks before, in and behind a residual.
[Network(inputs: 12)]
[Standardize]
[Dense(16, Bias = false), BatchNorm(Epsilon = 1e-3), Relu]
[BeginResidual]
[Dense(9), Tanh]
[BatchNorm(Epsilon = 1e-3)]
[Dense(16), BatchNorm(Epsilon = 1e-3)]
[EndResidual, Relu]
[Dense(3), Softmax]
[CrossEntropy]
[Differentiable]
public sealed partial class DiffBatches;

// Norms, slopes and a residual in heads, behind a trunk with folded blocks.
[Network(inputs: 9)]
[Standardize]
[Dense(20), BatchNorm(Epsilon = 1e-3), Tanh]
[Head("Policy")]
[BeginResidual, Dense(20), LayerNorm, Relu, EndResidual]
[Dense(4), Softmax]
[CrossEntropy]
[Head("Value", Weight = 0.5)]
[Dense(8), PRelu(Shared = false)]
[Dense(1)]
[MeanSquaredError]
[Differentiable]
public sealed partial class DiffHeads;

// Heads right on the inputs: a residual, an activation that needs its input, a dense block.
[Network(inputs: 7)]
[Head("First")]
[BeginResidual, Dense(7), Tanh, EndResidual]
[MeanSquaredError]
[Head("Second")]
[Silu, Dense(2)]
[MeanSquaredError]
[Head("Third")]
[Dense(3), Sigmoid]
[BinaryCrossEntropy]
[Differentiable]
public sealed partial class DiffHeadsOfInputs;

/// <summary>Blocks that work in training alone: derivatives are those of predictions.</summary>
[Network(inputs: 6)]
[Dropout(0.5)]
[Dense(5), Dropout(0.5), Tanh, GaussianNoise(0.1)]
[Dense(2)]
[Differentiable]
public sealed partial class DiffQuiet;

/// <summary>DiffQuiet without them.</summary>
[Network(inputs: 6)]
[Dense(5), Tanh]
[Dense(2)]
[Differentiable]
public sealed partial class DiffQuietPlain;
