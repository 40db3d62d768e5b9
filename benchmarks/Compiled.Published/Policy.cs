using Compiled;

/// <summary>The network of docs/deployment.md.</summary>
[Network(inputs: 16)]
[Dense(64), Relu]
[Dense(64), Relu]
[Dense(4)]
[MeanSquaredError]
internal sealed partial class Policy;
