namespace Compiled.Sweep.Networks;

// Three dense blocks, as networks for control are; each with a slightly larger one.

[Network(inputs: 2), Dense(16), Relu, Dense(16), Relu, Dense(1), MeanSquaredError]
public sealed partial class W2x16x16x1;

[Network(inputs: 3), Dense(17), Relu, Dense(17), Relu, Dense(1), MeanSquaredError]
public sealed partial class W3x17x17x1;

[Network(inputs: 16), Dense(64), Relu, Dense(64), Relu, Dense(4), MeanSquaredError]
public sealed partial class W16x64x64x4;

[Network(inputs: 17), Dense(65), Relu, Dense(65), Relu, Dense(5), MeanSquaredError]
public sealed partial class W17x65x65x5;

[Network(inputs: 64), Dense(128), Relu, Dense(128), Relu, Dense(10), MeanSquaredError]
public sealed partial class W64x128x128x10;

[Network(inputs: 65), Dense(129), Relu, Dense(129), Relu, Dense(11), MeanSquaredError]
public sealed partial class W65x129x129x11;
