namespace Compiled.Tests.Networks.Declared;

// Widths around the lane counts of 4, 8 and 16, and far from them.

[Network(inputs: 1)]
[Dense(1)]
[SumSquaredError]
public sealed partial class OneToOne;

[Network(inputs: 1)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class OneToOneSigmoid;

[Network(inputs: 13)]
[Dense(31), Sigmoid]
[Dense(7)]
[MeanSquaredError]
public sealed partial class Odd13x31x7;

[Network(inputs: 15)]
[Dense(17), Relu]
[Dense(33), Tanh]
[Dense(5)]
[MeanSquaredError]
public sealed partial class BesideTheLanes;

[Network(inputs: 2)]
[Dense(3), Tanh]
[Dense(2), Tanh]
[Dense(3)]
[SumSquaredError]
public sealed partial class SmallerThanAnyVector;

[Network(inputs: 16)]
[Dense(16), Relu]
[Dense(16)]
[MeanSquaredError]
public sealed partial class Lanes16;

[Network(inputs: 64)]
[Dense(32), Relu]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class Digits64x32x10;

[Network(inputs: 32)]
[Dense(64), Tanh]
[Dense(128)]
[MeanSquaredError]
public sealed partial class Lanes32x64x128;

[Network(inputs: 4)]
[Dense(8), Tanh]
[Dense(4), Tanh]
[Dense(8)]
[SumSquaredError]
public sealed partial class QuartersAndHalves;

[Network(inputs: 784)]
[Dense(128), Relu]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class Mnist784x128x10;

[Network(inputs: 37)]
[Dense(300), Relu]
[Dense(301), Tanh]
[Dense(5)]
[MeanSquaredError]
public sealed partial class Wide37x300x301x5;

[Network(inputs: 1)]
[Dense(1024), Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Fan1x1024x1;

[Network(inputs: 1000)]
[Dense(3), Tanh]
[Dense(2)]
[SumSquaredError]
public sealed partial class Funnel1000x3x2;

[Network(inputs: 9)]
[Dense(12), Sigmoid]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class OneOutput9x12x1;

[Network(inputs: 2)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class OneOutput2x16x16x1;

// Few outputs of many inputs, at the end and in the middle: dot products with one, two and three outputs left over.

[Network(inputs: 5)]
[Dense(32), Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class Dot32To1;

[Network(inputs: 17)]
[Dense(80), Relu]
[Dense(3), Relu]
[Dense(48), Sigmoid]
[Dense(6), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class DotsInTheMiddle;

[Network(inputs: 20)]
[Dense(128), Relu]
[Dense(12, Bias = false), Tanh]
[Dense(64), LeakyRelu]
[Dense(7), Softmax]
[CrossEntropy]
public sealed partial class DotsWithoutBiases;

[Network(inputs: 45)]
[Dense(9), Relu]
[Dense(61), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class DotsOfOddInputs;

[Network(inputs: 100)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class LogisticOf100;
