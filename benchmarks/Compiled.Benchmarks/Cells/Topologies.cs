namespace Compiled.Benchmarks.Cells;

// The six topologies of the comparison: activation on the hidden blocks, linear output, biases everywhere, mean squared error.

[Network(inputs: 4), Dense(8), Tanh, Dense(3), MeanSquaredError]
public sealed partial class T1;

[Network(inputs: 2), Dense(16), Tanh, Dense(16), Tanh, Dense(1), MeanSquaredError]
public sealed partial class T2;

[Network(inputs: 16), Dense(64), Relu, Dense(64), Relu, Dense(4), MeanSquaredError]
public sealed partial class T3;

[Network(inputs: 64), Dense(128), Relu, Dense(128), Relu, Dense(10), MeanSquaredError]
public sealed partial class T4;

[Network(inputs: 784), Dense(128), Relu, Dense(10), MeanSquaredError]
public sealed partial class T5;

[Network(inputs: 32), Dense(256), Tanh, Dense(256), Tanh, Dense(8), MeanSquaredError]
public sealed partial class T6;
