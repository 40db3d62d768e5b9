#pragma warning disable CA1050 // A network without a namespace is what this file is about.

using Compiled;

[Network(inputs: 3)]
[Dense(4), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class NoNamespaceNet;
