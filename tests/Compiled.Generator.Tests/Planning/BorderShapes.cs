using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Networks at both sides of the planner's limits: a limit that moves changes the plan of one of them.</summary>
/// <remarks>
/// Some limits may be one more or less without any change, because what they are compared with is a multiple of 4 or 16 floats or of 16 rows: floats of scratch and of training
/// (<c>BatchScratchFloats</c>, <c>WideScratchFloats</c>, <c>TrainingFloats</c>, <c>TrainFloats</c>), rows of a chunk (<c>TrainingRows</c>), hidden values in registers (<c>MostHidden</c>), inputs
/// of a tile (<c>FewestInputs</c>), sums in registers (<c>WideAccumulators</c>). The nanoseconds of <c>SharingPlan</c> are rounded up to whole pieces of work. Of the reasons
/// against a step of one sample, heads are never the first: their batches have no samples in the lanes.
/// </remarks>
internal static class BorderShapes
{
    public static Declared[] All { get; } =
    [
        // Samples in the lanes: 600 parameters, 32 floats of a value, 6,144 floats of a batch.
        Of(24, [24]), Of(25, [10, 31]), Of(32, [2]), Of(33, [2]), Of(3, [32]), Of(3, [33]), Of(16, [16, 16]), Of(8, [8, 8]), Of(8, [8, 9]),
        // Panels of weights: 20 and 36 KB.
        Of(79, [64]), Of(80, [64]), Of(81, [64]), Of(82, [64]), Of(284, [64]), Of(287, [64]), Of(288, [64]), Of(289, [64]), Of(293, [64]),
        // One method for a row: 96 multiply-adds of vectors, four costly activations, eight blocks.
        Of(32, [16, 16, 16, 16, 16]), Of(33, [16, 16, 16, 16, 16]), Of(31, [16, 16, 16, 16, 16], "Tanh"), Of(4, [4, 4, 4, 4, 4], "Tanh"), Of(4, [4, 4, 4, 4, 4, 4], "Tanh"),
        Of(4, [4, 4, 4, 4], "Tanh", "Tanh"), Of(4, [4, 4, 4, 4, 4], "Tanh", "Tanh"), Of(1, [.. Enumerable.Repeat(4, 8)]), Of(1, [.. Enumerable.Repeat(4, 9)]),
        // Shards: gradients of a million floats, and of four times as many.
        Of(1024, [1024], hasBias: false), Of(1040, [1024], hasBias: false), Of(2048, [1712], hasBias: false),
        Of(2048, [2200], hasBias: false), Of(4096, [1024], hasBias: false), Of(4112, [1024], hasBias: false),
        // Rows that end in registers or in memory, after one block and after several, with and without an activation.
        .. from inputs in new[] { 1, 2, 5 }
           from units in new int[][] { [1], [16], [40], [48], [40, 3], [17, 40], [40, 16], [48, 48], [33, 33, 2], [16, 32, 48] }
           from last in new[] { "", "Relu", "Tanh", "Gelu", "Softmax" }
           from loss in new[] { "", "MeanSquaredError" }
           select Of(inputs, units, units.Length == 2 ? "Silu" : "Relu", last, loss),
    ];

    /// <summary>The same where blocks other than dense ones and activations are at the ends or next to each other.</summary>
    public static (string Name, string Blocks)[] Structured { get; } =
    [
        ("NoiseFirst", "[Network(6)] [GaussianNoise(0.1)] [Dense(5), BatchNorm, Dropout(0.1)] [MeanSquaredError]"),
        ("NoiseBetween", "[Network(6)] [Standardize] [GaussianNoise(0.1)] [Dense(40), Dropout(0.1), BatchNorm] [Huber]"),
        ("NormFirst", "[Network(40)] [BatchNorm] [Dropout(0.1)] [Dense(3)] [MeanSquaredError]"),
        ("NormLast", "[Network(40)] [Dense(33), Tanh] [Dropout(0.1)] [BatchNorm] [GaussianNoise(0.1)] [MeanSquaredError]"),
        ("TwoNorms", "[Network(40)] [Dense(33)] [BatchNorm] [Dropout(0.1)] [BatchNorm] [Dense(2), Softmax] [CrossEntropy]"),
        ("ActivationFirst", "[Network(4)] [Tanh] [Dense(8), Relu] [Dense(3)] [MeanSquaredError]"),
        ("ScaleBetween", "[Network(4)] [Dense(8), Scale, Tanh] [Dense(3)] [MeanSquaredError]"),
        ("ActivationAlone", "[Network(20)] [Tanh] [Sigmoid] [MeanSquaredError]"),
        ("ResidualAtInputs", "[Network(13)] [BeginResidual, Dense(13), Tanh, EndResidual] [Dense(2)] [Differentiable]"),
        ("ResidualsAlone", "[Network(7)] [BeginResidual] [BeginResidual, Tanh, EndResidual] [Dense(7), Relu] [EndResidual] [MeanSquaredError] [Differentiable]"),
        ("TwoResiduals", "[Network(20)] [Dense(20)] [BeginResidual, Dense(20), Relu, EndResidual] [BeginResidual, Dense(20), Gelu, EndResidual] [Dense(1)] [Huber]"),
        ("HeadsDerived", "[Network(9)] [Dense(8), Tanh] [Head(\"a\")] [Dense(3)] [MeanSquaredError] [Head(\"b\")] [Dense(2)] [Huber] [Differentiable]"),
        ("HeadsOfInputsDerived", "[Network(9)] [Head(\"a\")] [Tanh] [Dense(3), Softmax] [CrossEntropy] [Head(\"b\")] [Dense(2)] [Huber] [Differentiable]"),
        ("HeadsWithResiduals", "[Network(9)] [Tanh] [Head(\"a\")] [BeginResidual, Dense(9), EndResidual] [MeanSquaredError] [Head(\"b\")] [BeginResidual, Tanh, EndResidual] [Dense(2)] [Huber]"),
        ("TwoTargets", "[Network(9)] [Dense(8)] [Head(\"a\")] [Dense(3), StandardizeTargets] [MeanSquaredError] [Head(\"b\")] [Dense(2), StandardizeTargets] [Huber]"),
    ];

    private static Declared Of(int inputs, int[] units, string hidden = "Relu", string last = "", string loss = "MeanSquaredError", bool hasBias = true) =>
        new(string.Join(' ', new[] { $"{inputs}-{string.Join('-', units)}", hasBias ? "" : "without biases", hidden, last, loss }.Where(static word => word.Length > 0)),
            inputs, units, hidden, last, loss, hasBias);
}
