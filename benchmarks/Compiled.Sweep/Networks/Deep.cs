namespace Compiled.Sweep.Networks;

// 8, 16 and 32 dense blocks of one width.

[Network(inputs: 8)]
[Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), MeanSquaredError]
public sealed partial class Deep8Of8;

[Network(inputs: 9)]
[Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), MeanSquaredError]
public sealed partial class Deep8Of9;

[Network(inputs: 16)]
[Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), MeanSquaredError]
public sealed partial class Deep8Of16;

[Network(inputs: 17)]
[Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), MeanSquaredError]
public sealed partial class Deep8Of17;

[Network(inputs: 33)]
[Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), MeanSquaredError]
public sealed partial class Deep8Of33;

[Network(inputs: 34)]
[Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), MeanSquaredError]
public sealed partial class Deep8Of34;

[Network(inputs: 64)]
[Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), MeanSquaredError]
public sealed partial class Deep8Of64;

[Network(inputs: 65)]
[Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), MeanSquaredError]
public sealed partial class Deep8Of65;

[Network(inputs: 8)]
[Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu]
[Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), MeanSquaredError]
public sealed partial class Deep16Of8;

[Network(inputs: 9)]
[Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu]
[Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), MeanSquaredError]
public sealed partial class Deep16Of9;

[Network(inputs: 16)]
[Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu]
[Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), MeanSquaredError]
public sealed partial class Deep16Of16;

[Network(inputs: 17)]
[Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu]
[Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), MeanSquaredError]
public sealed partial class Deep16Of17;

[Network(inputs: 33)]
[Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu]
[Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), MeanSquaredError]
public sealed partial class Deep16Of33;

[Network(inputs: 34)]
[Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu]
[Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), MeanSquaredError]
public sealed partial class Deep16Of34;

[Network(inputs: 64)]
[Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu]
[Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), MeanSquaredError]
public sealed partial class Deep16Of64;

[Network(inputs: 65)]
[Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu]
[Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), MeanSquaredError]
public sealed partial class Deep16Of65;

[Network(inputs: 8)]
[Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu]
[Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu]
[Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu]
[Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), Relu, Dense(8), MeanSquaredError]
public sealed partial class Deep32Of8;

[Network(inputs: 9)]
[Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu]
[Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu]
[Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu]
[Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), Relu, Dense(9), MeanSquaredError]
public sealed partial class Deep32Of9;

[Network(inputs: 16)]
[Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu]
[Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu]
[Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu]
[Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), Relu, Dense(16), MeanSquaredError]
public sealed partial class Deep32Of16;

[Network(inputs: 17)]
[Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu]
[Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu]
[Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu]
[Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), Relu, Dense(17), MeanSquaredError]
public sealed partial class Deep32Of17;

[Network(inputs: 33)]
[Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu]
[Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu]
[Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu]
[Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), Relu, Dense(33), MeanSquaredError]
public sealed partial class Deep32Of33;

[Network(inputs: 34)]
[Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu]
[Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu]
[Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu]
[Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), Relu, Dense(34), MeanSquaredError]
public sealed partial class Deep32Of34;

[Network(inputs: 64)]
[Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu]
[Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu]
[Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu]
[Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), Relu, Dense(64), MeanSquaredError]
public sealed partial class Deep32Of64;

[Network(inputs: 65)]
[Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu]
[Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu]
[Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu]
[Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), Relu, Dense(65), MeanSquaredError]
public sealed partial class Deep32Of65;
