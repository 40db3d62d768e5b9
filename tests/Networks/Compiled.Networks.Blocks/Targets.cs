using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Tests.Networks.Declared;

// One output, samples in the lanes.
[Network(inputs: 5)]
[Dense(8), Tanh]
[Dense(1), StandardizeTargets]
[MeanSquaredError]
public sealed partial class TargetsNarrow;

// Outputs in the lanes, more than one vector of them, and a dense block without biases, which predictions give some.
[Network(inputs: 40)]
[Dense(33), Tanh]
[Dense(21, Bias = false), StandardizeTargets(Name = "prices")]
[Huber(0.75)]
public sealed partial class TargetsRows;

// Dot products.
[Network(inputs: 40)]
[Dense(2), StandardizeTargets]
[MeanAbsoluteError]
public sealed partial class TargetsDots;

// Everything that dense blocks take over, at both ends and in one of them.
[Network(inputs: 20)]
[Standardize]
[Dense(24), BatchNorm(Epsilon = 1e-3), Relu]
[Dense(3), StandardizeTargets]
[Quantile(0.25)]
public sealed partial class TargetsMixed;

// Heads, some with targets of their own units.
[Network(inputs: 12)]
[Dense(16), Tanh]
[Head("prices")]
[Dense(3), StandardizeTargets]
[SumSquaredError]
[Head("plain", Weight = 0.5)]
[Dense(2)]
[MeanSquaredError]
[Head("sizes", Weight = 2)]
[Dense(6), Tanh]
[Dense(1), StandardizeTargets]
[MeanSquaredError]
public sealed partial class TargetsOfHeads;

[Network(inputs: 3)]
[Dense(2, Bias = false), StandardizeTargets]
public sealed partial class TargetsPredictor;

// Inputs and targets in one dense block, with derivatives.
[Network(inputs: 6)]
[Standardize]
[Dense(1), StandardizeTargets]
[MeanSquaredError]
[Differentiable]
public sealed partial class DiffTargets;

// The same network without, for what only the block changes.
[Network(inputs: 5)]
[Dense(8), Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class TargetsAbsent;

// A loss of one's own, which sees standardised targets.
[Network(inputs: 5)]
[Dense(8), Tanh]
[Dense(1), StandardizeTargets]
[Loss(typeof(OwnSquares))]
public sealed partial class TargetsOfOwnLoss;

public readonly struct OwnSquares : ILoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes> => (output - target) * (output - target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes> => TLanes.Create(2f) * (output - target);
}

// What is learned of prices.
[Network(inputs: 4)]
[Standardize]
[Dense(32), Tanh]
[Dense(1), StandardizeTargets]
[MeanSquaredError]
public sealed partial class Houses;

[Network(inputs: 4)]
[Standardize]
[Dense(32), Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class HousesAsTheyAre;
