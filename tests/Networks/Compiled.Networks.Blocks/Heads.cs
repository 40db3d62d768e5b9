namespace Compiled.Tests.Networks.Declared;

// The typical use: both losses fused or not, one of them a scalar with a weight.
[Network(inputs: 8)]
[Dense(64), Relu]
[Head("policy")]
[Dense(4), Softmax]
[CrossEntropy]
[Head("value", Weight = 0.5)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class HeadsOfAgent;

// Three, of several blocks; one with a residual at what leaves the trunk, one that begins with an activation of it, one of dot products.
[Network(inputs: 11)]
[Dense(40), Silu]
[Dense(40)]
[Head("first", Weight = 2)]
[BeginResidual]
[Dense(40), Relu]
[EndResidual]
[Dense(5), Sigmoid]
[BinaryCrossEntropy]
[Head("second_one", Weight = 0.25)]
[Tanh]
[Dense(16), Gelu]
[Dense(16)]
[SumSquaredError]
[Head("class")]
[Dense(3), Softmax]
[MeanAbsoluteError]
public sealed partial class HeadsOfMany;

// Nothing before the heads learns, and nothing but one of them has a second block.
[Network(inputs: 9)]
[Head("left")]
[BeginResidual]
[Dense(9)]
[EndResidual]
[Hinge]
[Head("right")]
[Dense(7), Tanh]
[Dense(2)]
[Poisson]
public sealed partial class HeadsWithoutTrunk;

// So deep that the training passes share their forward pass; one head alone.
[Network(inputs: 6)]
[Dense(12), Relu]
[BeginResidual]
[Dense(12), Relu]
[Dense(12)]
[EndResidual, Relu]
[Dense(12), Relu]
[Dense(12), Relu]
[Dense(12), Relu]
[Dense(12), Relu]
[Dense(12), Relu]
[Head("only", Weight = 3)]
[Dense(12), Relu]
[Dense(4), Softmax]
[KullbackLeibler]
public sealed partial class HeadOfDeep;
