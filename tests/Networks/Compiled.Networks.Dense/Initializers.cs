namespace Compiled.Tests.Networks.Declared;

// One block per initialiser; what they draw is tested with the initialisers themselves.

[Network(inputs: 6)]
[Dense(8, Initializer = Initializer.XavierUniform), Tanh]
[Dense(7, Initializer = Initializer.XavierNormal), Sigmoid]
[Dense(6, Initializer = Initializer.LeCunUniform), Tanh]
[Dense(5, Initializer = Initializer.LeCunNormal)]
[MeanSquaredError]
public sealed partial class XavierAndLeCun;

[Network(inputs: 6)]
[Dense(8, Initializer = Initializer.HeUniform), Relu]
[Dense(7, Initializer = Initializer.HeNormal), Relu]
[Dense(5, Initializer = Initializer.Auto)]
[MeanSquaredError]
public sealed partial class HeAndAuto;

[Network(inputs: 3)]
[Dense(4, Initializer = Initializer.Constant, InitializerConstant = 0.375f)]
[Dense(2, Initializer = Initializer.Zeros)]
[SumSquaredError]
public sealed partial class ConstantAndZeros;
