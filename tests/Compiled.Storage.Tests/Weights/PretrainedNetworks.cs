using Compiled.Tests.Portable;

namespace Compiled.Tests.Weights;

/// <summary>Of the topology of <see cref="EverythingNet"/>, of which the weights were saved; it trains otherwise, which the weights do not mind.</summary>
[Network(inputs: 6)]
[Standardize]
[Dense(10), BatchNorm(Momentum = 0.5), LeakyRelu(0.2), Dropout(0.3)]
[BeginResidual]
[Dense(10, Name = "inner"), LayerNorm, PRelu]
[EndResidual]
[Head("Kind")]
[Dense(3), LogSoftmax]
[CrossEntropy]
[Head("Amount", Weight = 0.5)]
[Dense(4), Elu(0.7)]
[Dense(2), Softplus]
[MeanSquaredError]
[Weights("everything.weights")]
public sealed partial class PretrainedEverything;

/// <summary>Without a loss, named by an end of its path.</summary>
[Weights(@"Weights\own-activation.weights"), Network(inputs: 5), Dense(7), Activation(typeof(Bent)), Dense(3)]
public sealed partial class PretrainedActivation;
