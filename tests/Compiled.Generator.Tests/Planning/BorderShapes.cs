using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Networks at both sides of the planner's limits: a limit that moves changes the plan of one of them.</summary>
/// <remarks>
/// Mutants of the planner that change no plan, by kind:
/// <list type="bullet">
/// <item>A limit that may be one more or less, because what it is compared with is a multiple of 4 or 16 floats or of 16 rows: floats of scratch and of training (<c>BatchScratchFloats</c>,
/// <c>WideScratchFloats</c>, <c>PredictFloats</c>, <c>TrainFloats</c>), rows of a chunk (<c>TrainingRows</c>), hidden values in registers (<c>MostHidden</c>), inputs of a tile
/// (<c>FewestInputs</c>), sums in registers (<c>WideAccumulators</c>), 32 bits a lane, bytes of a panel. The nanoseconds of <c>SharingPlan</c> are rounded up to whole pieces of work.</item>
/// <item>A border that nothing stands on: biases never lie at 0; a block of stack has more than one float, and scratch of a batch none or sixteen; what ends a residual is neither its beginning
/// nor that of a head; a head learns nothing where it begins; shards and partial sums are powers of two; rows are 4, 8 or 16 floats and more; before the first block is none, whether the search
/// ends there or one later; no row has fewer multiply-adds than one.</item>
/// <item>Two ways to the same: 16 rows rounded down to 16 are 16, and 16 floats padded to 16 or to 8; rows of four to seven whole vectors are cut alike into at most four or five, five or six; a
/// tile of four vectors or two has no more sums than registers, and one of one partial sum never waits for them; one whole panel of weights is a part of itself; passes of one partial sum are
/// the last resort with and without a search; no rest of a tile is one of no rows and of less than none.</item>
/// <item>A value that is replaced before anybody reads it: the first name of a shape.</item>
/// <item>A second guard: of the reasons against a step of one sample, blocks that are neither dense nor element-wise are never the first, because their batches have no samples in the lanes;
/// costly activations that do not join one row need their inputs; one block alone with its activation stays in registers, and does not end in them.</item>
/// </list>
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
        // Chunks: rows that just fit the floats of a batch and of a step, and no more than one of them.
        Of(40, [144, 128, 4]), Of(300, [272, 256, 4]), Of(4, [2048, 16]), Of(4, [2720, 8, 4]), Of(4, [4096, 4096, 4]), Of(4, [8192, 8192, 4]),
        Of(4, [.. Enumerable.Range(0, 34).Select(static block => block % 2 == 0 ? 8192 : 4)]),
        // Rows that are written out: 128 multiply-adds of one, 600 of a network, 300 of a deep one; dot products of twelve outputs; activations of six vectors and seven.
        Of(128, [13]), Of(129, [13]), Of(32, [16, 15, 14, 13, 8, 3, 5, 1]), Of(32, [16, 15, 14, 13, 8, 3, 6, 1]), Of(12, [13, 14, 8, 7, 6, 5, 4, 3, 1, 5, 2]),
        Of(12, [13, 14, 8, 7, 6, 5, 4, 3, 1, 6, 2]), Of(64, [12]), Of(64, [13]), Of(2, [56], "Relu", "Tanh"), Of(2, [16, 16, 16, 4], "Tanh", "Tanh"),
        // One row through memory: a result longer than its block of stack, and seven vectors of costly activations.
        Of(1, [1001]), Of(1, [20, 1, 64], "Tanh", "Tanh"),
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
        ("HeadsActivatedTwice", "[Network(9)] [Dense(8)] [Head(\"a\")] [Dense(3), Tanh, Softmax] [CrossEntropy] [Head(\"b\")] [Dense(4)] [Huber]"),
        ("ResidualInPlace", "[Network(16)] [BeginResidual, Dense(16), EndResidual] [MeanSquaredError]"),
        ("IdleNoise", "[Network(6)] [Dense(8), Dropout(0), Tanh] [Dense(3)] [MeanSquaredError]"),
        ("ActivationFirstDerived", "[Network(9)] [Tanh] [Dense(3)] [Differentiable]"),
        ("ScaledBeforeActivation", "[Network(20)] [Standardize] [Tanh] [Dense(3)] [MeanSquaredError]"),
        ("NormBehindFolded", "[Network(20)] [Standardize] [Dense(24, Bias = false), LayerNorm, Relu] [Dense(3)] [MeanSquaredError]"),
        ("NormBehindNorm", "[Network(20)] [Dense(24), LayerNorm, BatchNorm, Tanh] [Dense(3)] [MeanSquaredError]"),
        ("DotFolded", "[Network(20)] [Dense(40), Relu] [Dense(3), BatchNorm, Tanh] [MeanSquaredError]"),
        ("DotBehindActivation", "[Network(40)] [Tanh] [Dense(10)] [MeanSquaredError]"),
        ("DotBehindActivations", "[Network(40)] [Tanh] [Tanh] [Dense(10)] [MeanSquaredError]"),
        ("DotBehindDense", "[Network(5)] [Dense(40), Tanh] [Dense(10)] [MeanSquaredError]"),
        ("ResidualAroundLearned", "[Network(7)] [BeginResidual] [Dense(7)] [BeginResidual, Tanh, EndResidual] [EndResidual] [MeanSquaredError]"),
        ("StepOfCheapAndCostly", "[Network(1)] [Dense(32), Relu] [Dense(4), Relu] [Dense(16), Tanh] [Dense(16), Tanh] [MeanSquaredError]"),
        ("StepOfCalledAndCheap", "[Network(1)] [Dense(4), Gelu] [Dense(32), Relu] [Dense(4), Relu] [MeanSquaredError]"),
        ("StepOfCheapBeforeCostly", "[Network(1)] [Dense(32), Relu] [Dense(4), Tanh] [Dense(16), Tanh] [Dense(12), Tanh] [MeanSquaredError]"),
        ("StepOfSilu", "[Network(4)] [Dense(8), Silu] [Dense(3)] [MeanSquaredError]"),
        ("FoldedOnlyPredicts", "[Network(4)] [Dense(8), BatchNorm, Tanh] [Dense(3)]"),
        ("HeadsActivateTheTrunk", "[Network(9)] [Dense(5)] [Head(\"a\")] [Sigmoid] [Dense(3)] [MeanSquaredError] [Head(\"b\")] [Dense(2)] [Huber]"),
        ("HeadsDropTheTrunk", "[Network(9)] [Dense(8), Tanh] [Head(\"a\")] [Dropout(0.1)] [Dense(3)] [MeanSquaredError] [Head(\"b\")] [Dense(2)] [Huber]"),
        ("OneActivation", "[Network(20)] [Tanh] [MeanSquaredError]"),
        ("EndsActivated", "[Network(6)] [LayerNorm] [Dense(8), Tanh] [MeanSquaredError]"),
        ("EndsInSixVectors", "[Network(6)] [LayerNorm] [Dense(24), Tanh] [MeanSquaredError]"),
        ("EndsInEightVectors", "[Network(6)] [LayerNorm] [Dense(28), Tanh] [MeanSquaredError]"),
        ("EndsBent", "[Network(6)] [LayerNorm] [Dense(28), Relu] [MeanSquaredError]"),
        ("EndsTwice", "[Network(6)] [LayerNorm] [Dense(8), Relu, Tanh] [MeanSquaredError]"),
        ("EndsInClasses", "[Network(6)] [LayerNorm] [Dense(7), Softmax] [CrossEntropy]"),
        ("KeepsNothing", "[Network(6)] [Dense(8), HardSwish] [Dense(3)]"),
        ("KeepsForDerivatives", "[Network(6)] [Dense(8), HardSwish] [Dense(3)] [Differentiable]"),
        ("NamedLikeTypes", "[Network(6)] [Dense(8, Name = \"IDense\"), Relu] [Dense(7, Name = \"IActivatedDense\"), Relu] [Dense(3)] [MeanSquaredError]"),
        ("TwoTargets", "[Network(9)] [Dense(8)] [Head(\"a\")] [Dense(3), StandardizeTargets] [MeanSquaredError] [Head(\"b\")] [Dense(2), StandardizeTargets] [Huber]"),
    ];

    private static Declared Of(int inputs, int[] units, string hidden = "Relu", string last = "", string loss = "MeanSquaredError", bool hasBias = true) =>
        new(string.Join(' ', new[] { $"{inputs}-{string.Join('-', units)}", hasBias ? "" : "without biases", hidden, last, loss }.Where(static word => word.Length > 0)),
            inputs, units, hidden, last, loss, hasBias);
}
