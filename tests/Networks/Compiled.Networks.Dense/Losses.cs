using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Tests.Networks.Declared;

// Every loss twice: with samples in the lanes, and with outputs in the lanes.

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3)]
[MeanAbsoluteError]
public sealed partial class AbsoluteError463;

[Network(inputs: 6)]
[Dense(40), Tanh]
[Dense(5)]
[MeanAbsoluteError]
public sealed partial class AbsoluteError6405;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3)]
[Huber(0.5)]
public sealed partial class HuberHalf463;

[Network(inputs: 6)]
[Dense(40), Tanh]
[Dense(5)]
[Huber(delta: 0.5)]
public sealed partial class HuberHalf6405;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3)]
[Hinge]
public sealed partial class HingeMargin463;

[Network(inputs: 6)]
[Dense(40), Tanh]
[Dense(17)]
[Hinge]
public sealed partial class HingeMargin64017;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3)]
[Poisson]
public sealed partial class Counts463;

[Network(inputs: 6)]
[Dense(40), Tanh]
[Dense(5)]
[Poisson]
public sealed partial class Counts6405;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3)]
[Quantile(0.9)]
public sealed partial class NinthDecile463;

[Network(inputs: 6)]
[Dense(40), Tanh]
[Dense(5)]
[Quantile(0.9)]
public sealed partial class NinthDecile6405;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3)]
[Loss(typeof(LogCosh))]
public sealed partial class LogCosh463;

[Network(inputs: 6)]
[Dense(40), Tanh]
[Dense(5)]
[Loss(typeof(LogCosh))]
public sealed partial class LogCosh6405;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(5), Softmax]
[CrossEntropy(LabelSmoothing = 0.1f)]
public sealed partial class SmoothClasses465;

[Network(inputs: 6)]
[Dense(40), Tanh]
[Dense(21), Softmax]
[CrossEntropy(LabelSmoothing = 0.2f)]
public sealed partial class SmoothClasses64021;

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(5), Softmax]
[KullbackLeibler]
public sealed partial class Divergence465;

[Network(inputs: 6)]
[Dense(40), Tanh]
[Dense(21), Softmax]
[KullbackLeibler]
public sealed partial class Divergence64021;

/// <summary>ln cosh(y − t): a loss of the user's.</summary>
public readonly struct LogCosh : ILoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>
    {
        var distance = TLanes.Abs(output - target);
        return distance + LaneMath.Softplus(distance * TLanes.Create(-2f)) - TLanes.Create(0.6931472f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes> => LaneMath.Tanh(output - target);
}
