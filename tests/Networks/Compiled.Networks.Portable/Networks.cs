// Small networks of every kind of block: what each way in and out of files must bring through.
namespace Compiled.Tests.Portable;

[Network(inputs: 4)]
[Dense(8), Relu]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class ClassicNet;

[Network(inputs: 20)]
[Dense(33, Name = "wide"), Tanh]
[Dense(17, Bias = false, Name = "narrow"), Sigmoid]
[Dense(1), Identity]
[Huber(1.5)]
public sealed partial class NamedNet;

public enum Fruit
{
    Apple,
    Pear,
    Plum,
}

[Network(inputs: 6)]
[Standardize]
[Dense(9), Silu]
[Dense(3), LogSoftmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
[Classes<Fruit>]
public sealed partial class ScaledNet;

[Network(inputs: 6)]
[Standardize]
[Dense(9), Silu]
[Dense(2), StandardizeTargets(Name = "amounts")]
[Huber(1.5)]
public sealed partial class TargetsNet;

[Network(inputs: 6)]
[Dense(9), Tanh]
[Head("Price")]
[Dense(2), StandardizeTargets]
[MeanSquaredError]
[Head("Kind")]
[Dense(3), Softmax]
[CrossEntropy]
[Head("Size")]
[Dense(1), StandardizeTargets]
[MeanAbsoluteError]
public sealed partial class TargetHeadsNet;

[Network(inputs: 5)]
[Dense(12), BatchNorm(Momentum = 0.2, Epsilon = 1e-4), Relu]
[Dense(7), BatchNorm]
[Dense(2)]
[MeanSquaredError]
public sealed partial class BatchNormNet;

[Network(inputs: 5)]
[Dense(12), LayerNorm(Epsilon = 1e-4, Name = "norm"), Relu]
[Dense(7), LayerNorm(Affine = false), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class LayerNormNet;

[Network(inputs: 5)]
[Dense(11), PRelu]
[Dense(6), PRelu(0.1, Shared = false)]
[Dense(2)]
[MeanAbsoluteError]
public sealed partial class SlopesNet;

[Network(inputs: 5)]
[GaussianNoise(0.1)]
[Dense(11), Relu, Dropout(0.25)]
[Dense(6), Dropout, Tanh]
[Dense(2)]
[SumSquaredError]
public sealed partial class NoisyNet;

[Network(inputs: 6)]
[Dense(8), Relu]
[BeginResidual]
[Dense(12), Gelu]
[BeginResidual]
[Dense(12), Tanh]
[EndResidual]
[Dense(8)]
[EndResidual]
[Relu]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class ResidualNet;

[Network(inputs: 7)]
[Dense(10), Relu]
[Head("Policy")]
[Dense(4), Softmax]
[CrossEntropy]
[Head("Value", Weight = 0.5)]
[Dense(5), Tanh]
[Dense(1)]
[Huber(2)]
public sealed partial class HeadsNet;

[Network(inputs: 6)]
[Standardize]
[Dense(10), BatchNorm, LeakyRelu(0.2), Dropout(0.1)]
[BeginResidual]
[Dense(10), LayerNorm, PRelu]
[EndResidual]
[Head("Kind")]
[Dense(3), LogSoftmax]
[CrossEntropy]
[Head("Amount", Weight = 0.25)]
[Dense(4), Elu(0.7)]
[Dense(2), Softplus]
[Quantile(0.9)]
public sealed partial class EverythingNet;

[Network(inputs: 5), Dense(7), Sigmoid, Dense(3)]
public sealed partial class SigmoidNet;

[Network(inputs: 5), Dense(7), Tanh, Dense(3)]
public sealed partial class TanhNet;

[Network(inputs: 5), Dense(7), LeakyRelu(0.2), Dense(3)]
public sealed partial class LeakyReluNet;

[Network(inputs: 5), Dense(7), Elu(1.5), Dense(3)]
public sealed partial class EluNet;

[Network(inputs: 5), Dense(7), Selu, Dense(3)]
public sealed partial class SeluNet;

[Network(inputs: 5), Dense(7), Gelu, Dense(3)]
public sealed partial class GeluNet;

[Network(inputs: 5), Dense(7), Gelu(Approximation = GeluApproximation.Tanh), Dense(3)]
public sealed partial class GeluTanhNet;

[Network(inputs: 5), Dense(7), Silu, Dense(3)]
public sealed partial class SiluNet;

[Network(inputs: 5), Dense(7), Mish, Dense(3)]
public sealed partial class MishNet;

[Network(inputs: 5), Dense(7), Softplus(2, 10), Dense(3)]
public sealed partial class SoftplusNet;

[Network(inputs: 5), Dense(7), Softsign, Dense(3)]
public sealed partial class SoftsignNet;

[Network(inputs: 5), Dense(7), HardSigmoid, Dense(3)]
public sealed partial class HardSigmoidNet;

[Network(inputs: 5), Dense(7), HardTanh(-2, 1.5), Dense(3)]
public sealed partial class HardTanhNet;

[Network(inputs: 5), Dense(7), HardSwish, Dense(3)]
public sealed partial class HardSwishNet;

[Network(inputs: 5), Dense(7), Relu6, Dense(3)]
public sealed partial class Relu6Net;

[Network(inputs: 5), Dense(7), Celu(0.5), Dense(3)]
public sealed partial class CeluNet;

[Network(inputs: 5), Dense(7), Threshold(0.5, -2), Dense(3)]
public sealed partial class ThresholdNet;

[Network(inputs: 5), Dense(7), Hardshrink, Dense(3)]
public sealed partial class HardshrinkNet;

[Network(inputs: 5), Dense(7), Softshrink, Dense(3)]
public sealed partial class SoftshrinkNet;

[Network(inputs: 5), Dense(7), Tanhshrink, Dense(3)]
public sealed partial class TanhshrinkNet;

[Network(inputs: 5), Dense(7), LogSigmoid, Dense(3)]
public sealed partial class LogSigmoidNet;

[Network(inputs: 5), Standardize, SmoothClip, Scale, Dense(7), Scale(Name = "middle"), SmoothClip(0.5), Dense(3)]
public sealed partial class FactorsNet;

[Network(inputs: 5), Dense(7), SmoothClip, Dense(3)]
public sealed partial class SmoothClipNet;

[Network(inputs: 5), Dense(7), RmsNorm(Epsilon = 1e-5), Tanh, Dense(3)]
public sealed partial class RmsNormNet;

[Network(inputs: 5), Dense(12), Tanh, BatchNorm(Affine = false), Tanh, Dense(2)]
public sealed partial class PlainBatchNormNet;

[Network(inputs: 5), Dense(7), Identity, Dense(3), Softmax]
public sealed partial class IdentityNet;

[Network(inputs: 5), Dense(7), Activation(typeof(Bent)), Dense(3)]
public sealed partial class OwnActivationNet;
