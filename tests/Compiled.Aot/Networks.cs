namespace Compiled.Aot;

/// <summary>Small, so that a million predictions take a fraction of a second.</summary>
[Network(inputs: 4)]
[Dense(8), Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Small483;

/// <summary>Large enough for every kind of tile, and for the second cache level.</summary>
[Network(inputs: 64)]
[Dense(128), Relu]
[Dense(128), Relu]
[Dense(10)]
[MeanSquaredError]
public sealed partial class Wide64128;
