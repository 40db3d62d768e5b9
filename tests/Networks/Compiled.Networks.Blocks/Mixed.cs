namespace Compiled.Tests.Networks.Declared;

// Blocks of different kinds beside, in and around each other.

// A norm for whole batches before, in and behind a residual; scaling in front.
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
public sealed partial class MixedBatches;

// Blocks of one shape, of which one gets its biases from a folded norm: they lie elsewhere than those of the other.
[Network(inputs: 6)]
[Dense(13), Relu]
[Dense(13)]
[BeginResidual]
[Dense(13, Bias = false), BatchNorm(Epsilon = 1e-3)]
[EndResidual]
[BeginResidual]
[Dense(13, Bias = false), BatchNorm(Epsilon = 1e-3)]
[EndResidual, Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class MixedShapes;

// As a transformer has it: the norm first in the residual, whose sum the next one takes as it is.
[Network(inputs: 10)]
[Dense(17)]
[BeginResidual, LayerNorm(Epsilon = 0.125)]
[Dense(33), Gelu]
[Dense(17), EndResidual]
[BeginResidual, LayerNorm(Epsilon = 0.125)]
[Dense(20), PRelu, BeginResidual, Dense(20), Silu, EndResidual]
[Dense(17), EndResidual]
[LayerNorm(Epsilon = 0.125)]
[Dense(5)]
[MeanSquaredError]
public sealed partial class MixedTransformer;

// Norms, slopes and a residual in heads, behind a trunk whose norm needs whole batches.
[Network(inputs: 9)]
[Standardize]
[Dense(20), BatchNorm(Epsilon = 1e-3), Tanh]
[Head("Policy")]
[BeginResidual, Dense(20), LayerNorm(Epsilon = 1e-5), Relu, EndResidual]
[Dense(4), Softmax]
[CrossEntropy]
[Head("Value", Weight = 0.5)]
[Dense(8), PRelu(Shared = false)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class MixedHeads;

// Ends of residuals and heads that draw random numbers, and so many blocks that the training passes share one forward pass.
[Network(inputs: 5)]
[Dense(7), Tanh]
[BeginResidual, Dense(7), Tanh, Dropout(0.2), Dense(7), EndResidual]
[BeginResidual, Dense(7), LayerNorm(Epsilon = 0.125), Tanh, Dense(7), Dropout(0.1), EndResidual]
[BeginResidual, Dense(7), Tanh, GaussianNoise(0.1), Dense(7), EndResidual]
[Head("Left")]
[Dense(6), Tanh, Dropout(0.5)]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
[Head("Right")]
[Dense(6), Tanh]
[Dense(3)]
[Huber]
public sealed partial class MixedNoise;
