namespace Compiled.Tests.Networks.Declared;

// Begins on the inputs, whose rows have no padding: nothing waits for its gradient.
[Network(inputs: 13)]
[BeginResidual]
[Dense(20), Relu]
[Dense(13)]
[EndResidual]
[Dense(3)]
[MeanSquaredError]
public sealed partial class ResidualOfInputs;

// The sum takes the place of what arrives, and its activation the sum's.
[Network(inputs: 16)]
[Dense(24), Tanh]
[BeginResidual]
[Dense(24), Relu]
[Dense(24)]
[EndResidual, Relu]
[Dense(5), Softmax]
[CrossEntropy]
public sealed partial class ResidualClasses;

// What arrives at the end is needed again; softmax and loss are fused right behind the sum.
[Network(inputs: 5)]
[Dense(6), Sigmoid]
[BeginResidual]
[Dense(6), Tanh]
[EndResidual, Softmax]
[CrossEntropy]
public sealed partial class ResidualThenSoftmax;

// Two begin at one value and two end at one; activations at a beginning and behind an end; one whose derivative needs its input.
[Network(inputs: 9)]
[Dense(20), Gelu]
[BeginResidual]
[BeginResidual]
[Silu]
[Dense(20), Tanh]
[BeginResidual]
[Dense(40), Mish]
[Dense(20)]
[EndResidual, Gelu]
[EndResidual]
[EndResidual]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class ResidualsNested;

// Ends the network, right in the caller's memory.
[Network(inputs: 16)]
[BeginResidual]
[Dense(16)]
[EndResidual]
[SumSquaredError]
public sealed partial class ResidualAlone;

// Ends it in rows that are padded; begins at an activation of the inputs, and twice in a row.
[Network(inputs: 7)]
[Tanh]
[BeginResidual]
[Dense(7, Bias = false)]
[EndResidual]
[BeginResidual]
[Dense(7), LeakyRelu]
[EndResidual]
[MeanAbsoluteError]
public sealed partial class ResidualsInARow;

// The typical use: so deep that the training passes share their forward pass.
[Network(inputs: 32)]
[Dense(32)]
[BeginResidual]
[Dense(32), Relu]
[Dense(32)]
[EndResidual, Relu]
[BeginResidual]
[Dense(32), Relu]
[Dense(32)]
[EndResidual, Relu]
[BeginResidual]
[Dense(32), Relu]
[Dense(32)]
[EndResidual, Relu]
[BeginResidual]
[Dense(32), Relu]
[Dense(32)]
[EndResidual, Relu]
[BeginResidual]
[Dense(32), Relu]
[Dense(32)]
[EndResidual, Relu]
[Dense(3)]
[Huber]
public sealed partial class ResidualsDeep;

// Predicts only; rows so wide that few stand in a chunk.
[Network(inputs: 10)]
[Dense(300), Relu]
[BeginResidual]
[Dense(300), Tanh]
[Dense(300)]
[EndResidual]
[Dense(12), Softmax]
public sealed partial class ResidualPredicts;
