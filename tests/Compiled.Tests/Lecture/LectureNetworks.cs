namespace Compiled.Tests.Lecture;

[Network(inputs: 4)]
[Dense(3, Bias = false), Sigmoid]
[Dense(2, Bias = false), Sigmoid]
[SumSquaredError]
public sealed partial class LectureNet;

[Network(inputs: 1)]
[Dense(1, Bias = false), Sigmoid]
[SumSquaredError]
public sealed partial class OneUnit;

[Network(inputs: 2)]
[Dense(1, Bias = false)]
[SumSquaredError]
public sealed partial class LinearModel;

[Network(inputs: 2)]
[Dense(1), Sigmoid]
[SumSquaredError]
public sealed partial class OneLayer;

[Network(inputs: 2)]
[Dense(4), Sigmoid]
[Dense(1), Sigmoid]
[SumSquaredError]
public sealed partial class TwoLayers;
