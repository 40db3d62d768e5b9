namespace Compiled.Sweep.Networks;

// Two dense blocks: around the widths of the vectors, the tiles and the caches.

[Network(inputs: 3), Dense(5), Relu, Dense(2), MeanSquaredError]
public sealed partial class W3x5x2;

[Network(inputs: 4), Dense(5), Relu, Dense(2), MeanSquaredError]
public sealed partial class W4x5x2;

[Network(inputs: 7), Dense(13), Relu, Dense(7), MeanSquaredError]
public sealed partial class W7x13x7;

[Network(inputs: 8), Dense(14), Relu, Dense(8), MeanSquaredError]
public sealed partial class W8x14x8;

[Network(inputs: 15), Dense(15), Relu, Dense(15), MeanSquaredError]
public sealed partial class W15x15x15;

[Network(inputs: 16), Dense(16), Relu, Dense(16), MeanSquaredError]
public sealed partial class W16x16x16;

[Network(inputs: 17), Dense(17), Relu, Dense(17), MeanSquaredError]
public sealed partial class W17x17x17;

[Network(inputs: 31), Dense(31), Relu, Dense(31), MeanSquaredError]
public sealed partial class W31x31x31;

[Network(inputs: 32), Dense(32), Relu, Dense(32), MeanSquaredError]
public sealed partial class W32x32x32;

[Network(inputs: 33), Dense(33), Relu, Dense(33), MeanSquaredError]
public sealed partial class W33x33x33;

[Network(inputs: 34), Dense(34), Relu, Dense(34), MeanSquaredError]
public sealed partial class W34x34x34;

[Network(inputs: 47), Dense(47), Relu, Dense(47), MeanSquaredError]
public sealed partial class W47x47x47;

[Network(inputs: 48), Dense(48), Relu, Dense(48), MeanSquaredError]
public sealed partial class W48x48x48;

[Network(inputs: 49), Dense(49), Relu, Dense(49), MeanSquaredError]
public sealed partial class W49x49x49;

[Network(inputs: 63), Dense(63), Relu, Dense(63), MeanSquaredError]
public sealed partial class W63x63x63;

[Network(inputs: 64), Dense(64), Relu, Dense(64), MeanSquaredError]
public sealed partial class W64x64x64;

[Network(inputs: 65), Dense(65), Relu, Dense(65), MeanSquaredError]
public sealed partial class W65x65x65;

[Network(inputs: 96), Dense(96), Relu, Dense(96), MeanSquaredError]
public sealed partial class W96x96x96;

[Network(inputs: 100), Dense(100), Relu, Dense(100), MeanSquaredError]
public sealed partial class W100x100x100;

[Network(inputs: 127), Dense(127), Relu, Dense(127), MeanSquaredError]
public sealed partial class W127x127x127;

[Network(inputs: 128), Dense(128), Relu, Dense(128), MeanSquaredError]
public sealed partial class W128x128x128;

[Network(inputs: 129), Dense(129), Relu, Dense(129), MeanSquaredError]
public sealed partial class W129x129x129;

[Network(inputs: 200), Dense(200), Relu, Dense(200), MeanSquaredError]
public sealed partial class W200x200x200;

[Network(inputs: 220), Dense(220), Relu, Dense(220), MeanSquaredError]
public sealed partial class W220x220x220;

[Network(inputs: 255), Dense(255), Relu, Dense(255), MeanSquaredError]
public sealed partial class W255x255x255;

[Network(inputs: 256), Dense(256), Relu, Dense(256), MeanSquaredError]
public sealed partial class W256x256x256;

[Network(inputs: 257), Dense(257), Relu, Dense(257), MeanSquaredError]
public sealed partial class W257x257x257;

[Network(inputs: 300), Dense(300), Relu, Dense(300), MeanSquaredError]
public sealed partial class W300x300x300;

[Network(inputs: 511), Dense(511), Relu, Dense(511), MeanSquaredError]
public sealed partial class W511x511x511;

[Network(inputs: 512), Dense(512), Relu, Dense(512), MeanSquaredError]
public sealed partial class W512x512x512;

[Network(inputs: 513), Dense(513), Relu, Dense(513), MeanSquaredError]
public sealed partial class W513x513x513;

[Network(inputs: 784), Dense(128), Relu, Dense(10), MeanSquaredError]
public sealed partial class W784x128x10;
