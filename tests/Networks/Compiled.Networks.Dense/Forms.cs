namespace Compiled.Tests.Networks.Declared;

// The forms that a declaration may take.

[Network(inputs: 4)]
[Dense(5, Name = "fc1"), Relu]
[Dense(3, Name = "head"), Softmax]
[CrossEntropy]
public sealed partial class NamedBlocks;

// No loss: prediction only.
[Network(inputs: 7)]
[Dense(12), Tanh]
[Dense(4), Softmax]
public sealed partial class PredictsOnly;

// No loss, one output, no activation.
[Network(inputs: 3)]
[Dense(1)]
public sealed partial class LinearPredictsOnly;

public static partial class Outer
{
    public partial struct Middle
    {
        [Network(inputs: 3)]
        [Dense(4), Tanh]
        [Dense(2)]
        [MeanSquaredError]
        public sealed partial class Inner;
    }
}

[Network(inputs: 3)]
[Dense(4), Tanh]
[Dense(2)]
[MeanSquaredError]
public sealed partial class @class;

[Network(inputs: 3)]
[Dense(4), Tanh]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class Internal;

[Network(inputs: 3)]
[Dense(4), Tanh]
[Dense(2)]
[MeanSquaredError]
[Budget(MaxParameters = 26, MaxScratchBytes = 65536)]
public sealed partial class WithinItsBudget;

/// <summary>The values are the places of the outputs, in whatever order they are written.</summary>
public enum Species
{
    Versicolor = 1,
    Setosa = 0,
    Virginica = 2,
}

[Network(inputs: 4)]
[Dense(6), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
[Classes<Species>]
public sealed partial class IrisNet;
