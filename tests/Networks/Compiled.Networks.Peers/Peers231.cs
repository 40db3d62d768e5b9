namespace Compiled.Tests.Networks.Declared;

// The network of Fixtures/optimizers.json.

[Network(inputs: 2)]
[Dense(3), Sigmoid]
[Dense(1), Sigmoid]
[MeanSquaredError]
public sealed partial class Peer231;
