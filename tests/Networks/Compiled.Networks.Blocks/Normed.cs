namespace Compiled.Tests.Networks.Declared;

// The dense block before it takes it over, gets biases by that, and applies the activation that follows.
[Network(inputs: 20)]
[Dense(24, Bias = false), BatchNorm(Epsilon = 1e-3), Relu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class NormedRelu;

// Dense blocks before, behind and on both sides.
[Network(inputs: 12)]
[Standardize]
[Dense(20), Tanh]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Dense(10), BatchNorm(Epsilon = 1e-3), Gelu]
[Dense(4), Softmax]
[CrossEntropy]
public sealed partial class NormedClasses;

// No dense block can take these over.
[Network(inputs: 9)]
[Dense(17), Relu]
[BatchNorm(Epsilon = 1e-3, Name = "inner"), Tanh]
[Dense(5), Sigmoid]
[BatchNorm(Epsilon = 1e-3, Name = "outer")]
[SumSquaredError]
public sealed partial class NormedRows;

[Network(inputs: 6)]
[Dense(8), BatchNorm(Epsilon = 1e-3), BatchNorm(Epsilon = 1e-3), LeakyRelu]
[Dense(2, Bias = false), BatchNorm(Epsilon = 1e-3)]
public sealed partial class NormedPredictor;

// What PyTorch's figures are of.
[Network(inputs: 6)]
[Dense(8, Bias = false), BatchNorm, Relu]
[Dense(5), Tanh, BatchNorm(Momentum = 0.25, Epsilon = 1e-3)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class NormedLikePyTorch;

// So deep that training passes share one forward pass, and evaluations another.
[Network(inputs: 7)]
[Standardize]
[Dense(6), Relu]
[Dense(6), BatchNorm(Epsilon = 1e-3), Relu]
[Dense(6), Tanh, Dense(6), Tanh, Dense(6), Tanh, Dense(6), Tanh, Dense(6), Tanh, Dense(6), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class NormedDeep;
