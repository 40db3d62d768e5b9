namespace Compiled.Tests.Networks.Declared;

// Ten dense blocks and more: where offsets, scratch lifetimes and ping-pong buffers go wrong.

[Network(inputs: 8)]
[Dense(8), Relu]
[Dense(8), Relu]
[Dense(8), Relu]
[Dense(8), Relu]
[Dense(8), Relu]
[Dense(8), Relu]
[Dense(8), Relu]
[Dense(8), Relu]
[Dense(8), Relu]
[Dense(8)]
[MeanSquaredError]
public sealed partial class DeepRelu;

[Network(inputs: 6)]
[Dense(11), Tanh]
[Dense(7), Tanh]
[Dense(16), Tanh]
[Dense(5), Tanh]
[Dense(9), Tanh]
[Dense(1), Tanh]
[Dense(13), Tanh]
[Dense(17), Tanh]
[Dense(3), Tanh]
[Dense(4), Softmax]
[CrossEntropy]
public sealed partial class DeepUneven;

[Network(inputs: 5)]
[Dense(6), Sigmoid]
[Dense(6), Sigmoid]
[Dense(6), Sigmoid]
[Dense(6), Sigmoid]
[Dense(6), Sigmoid]
[Dense(2), Sigmoid]
[SumSquaredError]
public sealed partial class DeepSigmoid;

[Network(inputs: 3)]
[Dense(5)]
[Dense(4)]
[Dense(6)]
[Dense(2)]
[SumSquaredError]
public sealed partial class DeepLinear;
