namespace Compiled.Tests.Networks.Declared;

// The same network as Plain, behind Standardize: samples in the lanes.
[Network(inputs: 20)]
[Standardize]
[Dense(24), Relu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class StandardizedPlain;

// A dense block without biases, which predictions give some; outputs in the lanes.
[Network(inputs: 40)]
[Standardize(Name = "scaling")]
[Dense(33, Bias = false), Tanh]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class StandardizedClasses;

// Dot products.
[Network(inputs: 40)]
[Standardize]
[Dense(2)]
[MeanSquaredError]
public sealed partial class StandardizedDot;

// No dense block follows that could take it over.
[Network(inputs: 21)]
[Standardize]
[Tanh]
[Dense(5)]
[SumSquaredError]
public sealed partial class StandardizedTanh;

[Network(inputs: 3)]
[Standardize]
[Dense(2, Bias = false)]
public sealed partial class StandardizedPredictor;
