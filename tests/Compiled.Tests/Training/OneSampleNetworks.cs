namespace Compiled.Tests.Training;

// Shapes whose steps of one sample are written out: every padding of inputs, values and outputs, every number of partial sums, both forms of loss.

[Network(inputs: 4)]
[Dense(8), Tanh]
[Dense(3)]
[MeanSquaredError]
public sealed partial class Sample483;

[Network(inputs: 2)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Sample216161;

[Network(inputs: 11)]
[Dense(13), Relu]
[Dense(7), Sigmoid]
[Dense(3)]
[Huber]
public sealed partial class Sample111373;

[Network(inputs: 3)]
[Dense(32), Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Sample3321;

[Network(inputs: 4)]
[Dense(16), Tanh]
[Dense(3), Softmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
public sealed partial class Sample4163;

[Network(inputs: 1)]
[Dense(1)]
[SumSquaredError]
public sealed partial class Sample11;

[Network(inputs: 5)]
[Dense(6, Bias = false), Gelu]
[Dense(21), LeakyRelu(0.1)]
[MeanAbsoluteError]
public sealed partial class Sample5621;

[Network(inputs: 7)]
[Dense(2), Tanh]
[Dense(9), Softplus]
[Dense(5), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Sample7295;

/// <summary>Too many multiply-adds to be written out.</summary>
[Network(inputs: 20)]
[Dense(20), Tanh]
[Dense(4)]
[MeanSquaredError]
public sealed partial class Sample20204;
