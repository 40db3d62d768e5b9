namespace Compiled.Sweep.Networks;

// One dense block: from one weight to a million.

[Network(inputs: 1), Dense(1), MeanSquaredError]
public sealed partial class W1x1;

[Network(inputs: 2), Dense(1), MeanSquaredError]
public sealed partial class W2x1;

[Network(inputs: 3), Dense(4), MeanSquaredError]
public sealed partial class W3x4;

[Network(inputs: 4), Dense(4), MeanSquaredError]
public sealed partial class W4x4;

[Network(inputs: 7), Dense(8), MeanSquaredError]
public sealed partial class W7x8;

[Network(inputs: 8), Dense(8), MeanSquaredError]
public sealed partial class W8x8;

[Network(inputs: 15), Dense(16), MeanSquaredError]
public sealed partial class W15x16;

[Network(inputs: 16), Dense(16), MeanSquaredError]
public sealed partial class W16x16;

[Network(inputs: 17), Dense(17), MeanSquaredError]
public sealed partial class W17x17;

[Network(inputs: 33), Dense(33), MeanSquaredError]
public sealed partial class W33x33;

[Network(inputs: 65), Dense(65), MeanSquaredError]
public sealed partial class W65x65;

[Network(inputs: 129), Dense(129), MeanSquaredError]
public sealed partial class W129x129;

[Network(inputs: 255), Dense(255), MeanSquaredError]
public sealed partial class W255x255;

[Network(inputs: 256), Dense(256), MeanSquaredError]
public sealed partial class W256x256;

[Network(inputs: 257), Dense(257), MeanSquaredError]
public sealed partial class W257x257;

[Network(inputs: 511), Dense(511), MeanSquaredError]
public sealed partial class W511x511;

[Network(inputs: 512), Dense(512), MeanSquaredError]
public sealed partial class W512x512;

[Network(inputs: 513), Dense(513), MeanSquaredError]
public sealed partial class W513x513;

[Network(inputs: 600), Dense(600), MeanSquaredError]
public sealed partial class W600x600;

[Network(inputs: 768), Dense(768), MeanSquaredError]
public sealed partial class W768x768;

[Network(inputs: 784), Dense(1024), MeanSquaredError]
public sealed partial class W784x1024;

[Network(inputs: 1000), Dense(1000), MeanSquaredError]
public sealed partial class W1000x1000;

[Network(inputs: 1023), Dense(1023), MeanSquaredError]
public sealed partial class W1023x1023;

[Network(inputs: 1024), Dense(1024), MeanSquaredError]
public sealed partial class W1024x1024;

[Network(inputs: 1024), Dense(1), MeanSquaredError]
public sealed partial class W1024x1;

[Network(inputs: 1024), Dense(2), MeanSquaredError]
public sealed partial class W1024x2;

[Network(inputs: 1), Dense(1024), MeanSquaredError]
public sealed partial class W1x1024;

[Network(inputs: 2), Dense(1024), MeanSquaredError]
public sealed partial class W2x1024;
