namespace Compiled.Tests.Networks.Declared;

// What the tests over all networks are tried with.

[Network(inputs: 20)]
[Dense(24), Relu]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Plain;
