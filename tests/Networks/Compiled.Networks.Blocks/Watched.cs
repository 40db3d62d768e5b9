namespace Compiled.Tests.Networks.Declared;

// Penalties and reports of health: in rows, and with samples in the lanes.

[Network(inputs: 20)]
[Dense(24, L1 = 0.5), Relu]
[Dense(30, L2 = 0), Tanh]
[Dense(3)]
[L1(0.125)]
[L2(0.25)]
[MeanSquaredError]
public sealed partial class PenalizedRows;

[L2(0.25)]
[Network(inputs: 3)]
[Dense(4, L1 = 1e-4), Relu]
[Dense(5, Bias = false), Sigmoid]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class PenalizedLanes;

[Network(inputs: 20)]
[Dense(24), Relu]
[Dense(30), Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class WatchedRows;

[Network(inputs: 3)]
[Dense(4), HardSwish]
[Dense(5), Sigmoid]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class WatchedLanes;
