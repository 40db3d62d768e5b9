namespace Compiled.Aot;

// The shapes of benchmarks/shapes.txt, in their order: nobody has tuned for them. A test compares the two files.

[Network(inputs: 73), Dense(54), Relu, Dense(9), Relu, Dense(25), Relu, Dense(42), MeanSquaredError]
public sealed partial class Random1;

[Network(inputs: 71), Dense(69), Relu, Dense(68), MeanSquaredError]
public sealed partial class Random2;

[Network(inputs: 8), Dense(2), Relu, Dense(15), Relu, Dense(23), Relu, Dense(15), MeanSquaredError]
public sealed partial class Random3;

[Network(inputs: 27), Dense(67), Tanh, Dense(70), Tanh, Dense(32), Tanh, Dense(95), MeanSquaredError]
public sealed partial class Random4;

[Network(inputs: 117), Dense(282), Tanh, Dense(57), MeanSquaredError]
public sealed partial class Random5;

[Network(inputs: 53), Dense(20), Tanh, Dense(10), Tanh, Dense(68), Tanh, Dense(8), MeanSquaredError]
public sealed partial class Random6;

[Network(inputs: 137), Dense(189), MeanSquaredError]
public sealed partial class Random7;

[Network(inputs: 10), Dense(116), MeanSquaredError]
public sealed partial class Random8;

[Network(inputs: 20), Dense(3), Tanh, Dense(11), Tanh, Dense(11), Tanh, Dense(6), MeanSquaredError]
public sealed partial class Random9;

[Network(inputs: 47), Dense(13), Relu, Dense(40), Relu, Dense(10), MeanSquaredError]
public sealed partial class Random10;

[Network(inputs: 74), Dense(49), MeanSquaredError]
public sealed partial class Random11;

[Network(inputs: 6), Dense(9), Tanh, Dense(5), Tanh, Dense(7), Tanh, Dense(11), MeanSquaredError]
public sealed partial class Random12;
