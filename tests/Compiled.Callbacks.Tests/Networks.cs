namespace Compiled.Callbacks.Tests;

/// <summary>Two classes of three inputs.</summary>
[Network(inputs: 3)]
[Dense(8), Tanh]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class Small;

/// <summary>Everything that a run has a state of: scaling, running statistics, noise.</summary>
[Network(inputs: 3)]
[Standardize]
[Dense(6), BatchNorm, Relu]
[Dropout(0.2)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Mixed;

/// <summary>One dense block, whose training is easy to follow.</summary>
[Network(inputs: 2)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Line;
