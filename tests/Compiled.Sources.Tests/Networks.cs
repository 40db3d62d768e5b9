namespace Compiled.Tests;

/// <summary>Three numbers to three kinds, standardised.</summary>
[Network(inputs: 3)]
[Standardize, Dense(6), Tanh, Dense(3), Softmax]
[CrossEntropy]
public sealed partial class Kinds;

/// <summary>Three numbers to two, both sides standardised.</summary>
[Network(inputs: 3)]
[Standardize, Dense(4), Tanh, Dense(2), StandardizeTargets]
[MeanSquaredError]
public sealed partial class Numbers;

/// <summary>Three numbers to a count.</summary>
[Network(inputs: 3)]
[Dense(1), Softplus]
[Poisson]
public sealed partial class Counts;
