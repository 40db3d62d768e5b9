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

/// <summary>Four blocks, and as many vectors of an activation and of products as a step of one sample may hold.</summary>
[Network(inputs: 6)]
[Dense(16), HardTanh]
[Dense(7), HardTanh]
[Dense(18), HardTanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class Bounded6167182;

/// <summary>The same with an activation whose slope needs its input.</summary>
[Network(inputs: 17)]
[Dense(5), HardSwish]
[Dense(8), HardSwish]
[Dense(12), HardSwish]
[Dense(15)]
[Huber]
public sealed partial class Swish17581215;

/// <summary>The most multiply-adds, of a costly activation.</summary>
[Network(inputs: 19)]
[Dense(10), Tanh]
[Dense(12), Tanh]
[Dense(5), Tanh]
[Dense(14)]
[MeanSquaredError]
public sealed partial class Edge191012514;
