namespace Compiled.Tests.Networks.Declared;

// Rates that are no multiples of a power of two; widths that are no whole vectors.

/// <summary>On inputs whose rows are not padded, after an activation, right after a dense block and before one that overwrites.</summary>
[Network(inputs: 19)]
[Dropout(0.3)]
[Dense(21), Relu, Dropout(0.6)]
[Dense(18), Dropout(0.2), Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Dropped;

/// <summary>Between a dense block and the softmax that the loss computes; two in a row, which draw apart.</summary>
[Network(inputs: 7)]
[Dense(9), Gelu, Dropout(0.5), Dropout(0.5)]
[Dense(5), Dropout(0.1), Softmax]
[CrossEntropy]
public sealed partial class DroppedClasses;

/// <summary>Noise of both kinds with the same number among their kind; a rate and a deviation of 0 leave nothing.</summary>
[Network(inputs: 6)]
[GaussianNoise(0.1), Dropout(0), GaussianNoise(0)]
[Dense(12), Sigmoid, GaussianNoise(0.25), Dropout(0.4)]
[Dense(4), GaussianNoise(0.05), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Disturbed;

/// <summary>A network without training carries nothing of it.</summary>
[Network(inputs: 6)]
[Dropout(0.5)]
[Dense(5), Dropout(0.5), Relu]
[Dense(2)]
public sealed partial class QuietPredictor;

/// <summary>Its gradient from the callers' own tells the mask of each row: one output a row, no activation.</summary>
[Network(inputs: 37)]
[Dropout(0.3)]
[Dense(32, Bias = false)]
[MeanSquaredError]
public sealed partial class MaskOfInputs;

/// <summary>The same of the second block, at padded rows.</summary>
[Network(inputs: 3)]
[Dense(37), Dropout(0.5), Dropout(0.3)]
[Dense(32, Bias = false)]
[MeanSquaredError]
public sealed partial class MaskOfHidden;

/// <summary>The loss works on disturbed outputs, which is a mistake nearly always.</summary>
#pragma warning disable CMP0075 // Meant: the place is tried.
[Network(inputs: 3)]
[Dense(5), GaussianNoise(0.5)]
[MeanSquaredError]
public sealed partial class NoisyOutputs;
#pragma warning restore CMP0075

/// <summary>QuietPredictor without its blocks for training only.</summary>
[Network(inputs: 6)]
[Dense(5), Relu]
[Dense(2)]
public sealed partial class QuietPredictorPlain;

/// <summary>So deep that the training passes share one forward pass, with noise in a step and without in an evaluation.</summary>
[Network(inputs: 3)]
[Dense(5), Tanh, Dropout(0.1)]
[Dense(5), Tanh]
[Dense(5), Tanh, GaussianNoise(0.1)]
[Dense(5), Tanh]
[Dense(5), Tanh]
[Dense(5), Tanh, Dropout(0.2)]
[Dense(5), Tanh]
[Dense(5), Tanh]
[Dense(5), Tanh, Dropout(0.1)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class DeepNoisy;
