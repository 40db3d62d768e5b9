namespace Compiled.Tests;

/// <summary>Three classes of the plane.</summary>
[Network(inputs: 2)]
[Dense(16), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class PlaneNet;

/// <summary>Yes or no.</summary>
[Network(inputs: 2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class YesNet;

/// <summary>Images of 8 × 8 pixels.</summary>
[Network(inputs: 64)]
[Dense(24), Relu]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class PixelNet;

/// <summary>Numbers.</summary>
[Network(inputs: 4)]
[Standardize]
[Dense(8), Tanh]
[Dense(1), StandardizeTargets]
[MeanSquaredError]
public sealed partial class NumberNet;

/// <summary>A trunk with a residual, and two heads.</summary>
[Network(inputs: 9)]
[Features("a", "b", "c", "d", "e", "f", "g", "h", "i")]
[Dense(20), LayerNorm, Relu]
[BeginResidual, Dense(20), Silu, BeginResidual, Dense(20), EndResidual, Dropout(0.1), EndResidual]
[Head("policy")]
[Dense(5), Softmax]
[CrossEntropy]
[Head("value", Weight = 0.5)]
[Dense(1), Tanh]
[MeanSquaredError]
public sealed partial class AgentNet;

/// <summary>Thirty classes.</summary>
[Network(inputs: 4)]
[Dense(30), Softmax]
[CrossEntropy]
public sealed partial class ManyNet;

/// <summary>More units and features than a table shows.</summary>
[Network(inputs: 61)]
[Dense(65)]
public sealed partial class WideNet;

/// <summary>More features and classes than a report lists.</summary>
[Network(inputs: 300)]
[Dense(201), Softmax]
[CrossEntropy]
public sealed partial class LongNet;

/// <summary>Logarithms of the probabilities of three classes.</summary>
[Network(inputs: 2)]
[Dense(3), LogSoftmax]
[CrossEntropy]
public sealed partial class LogNet;

/// <summary>A margin to each side.</summary>
[Network(inputs: 2)]
[Dense(1)]
[Hinge]
public sealed partial class MarginNet;

/// <summary>Scores of three classes.</summary>
[Network(inputs: 2)]
[Dense(3)]
public sealed partial class ScoreNet;

/// <summary>Several labels at once.</summary>
[Network(inputs: 2)]
[Dense(3), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class LabelNet;

/// <summary>What nine in ten are below.</summary>
[Network(inputs: 2)]
[Dense(1)]
[Quantile(0.9)]
public sealed partial class QuantileNet;

/// <summary>Three odd columns.</summary>
[Network(inputs: 3)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class OddNet;
