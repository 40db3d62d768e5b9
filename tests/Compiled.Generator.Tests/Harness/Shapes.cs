using System.Globalization;
using Compiled.Benchmarks.Results;

namespace Compiled.Generator.Tests.Harness;

/// <summary>The shapes that promises about size and speed are held to.</summary>
internal static class Shapes
{
    /// <summary>The six networks that are measured beside the peers.</summary>
    public static Declared[] Measured { get; } =
    [
        new("T1", 4, [8, 3], "Tanh"),
        new("T2", 2, [16, 16, 1], "Tanh"),
        new("T3", 16, [64, 64, 4]),
        new("T4", 64, [128, 128, 10]),
        new("T5", 784, [128, 10]),
        new("T6", 32, [256, 256, 8], "Tanh"),
    ];

    /// <summary>Those that a seed drew, for which nobody has tuned anything: promises about every shape cannot be kept by a list made by hand.</summary>
    public static Declared[] Random { get; } =
    [
        .. RandomShapes.Committed().Select(NamedShape.Parse).Select(static (shape, index) => new Declared(
            $"Random{(index + 1).ToString(CultureInfo.InvariantCulture)}", shape.Shape.Widths[0], [.. shape.Shape.Widths.Skip(1)], shape.IsTanh ? "Tanh" : "Relu")),
    ];

    /// <summary>Networks with a method for a step of one sample, at the edge of what that method holds.</summary>
    public static Declared[] SampleSteps { get; } =
    [
        new("SampleLeaky", 7, [17, 9, 3], "LeakyRelu"),
        new("SampleTanh", 11, [13, 7, 3], "Tanh"),
        new("SampleClasses", 4, [16, 3], "Sigmoid", "Softmax", "CrossEntropy"),
        new("SampleFour", 6, [7, 6, 5, 2], "Elu"),
        new("SampleHard", 6, [16, 7, 18, 2], "HardTanh"),
        new("SampleSwish", 17, [5, 8, 12, 15], "HardSwish", Loss: "Huber"),
        new("SampleMost", 19, [10, 12, 5, 14], "Tanh"),
    ];

    /// <summary>What users declare beside those: small, odd, classes, labels, deep, wide.</summary>
    public static Declared[] Common { get; } =
    [
        new("One", 1, [1], Loss: "SumSquaredError"),
        new("Tiny", 3, [5, 2], "Sigmoid"),
        new("Odd", 13, [31, 7], "Sigmoid"),
        new("Beside", 15, [17, 33, 5], "LeakyRelu"),
        new("Classes", 64, [32, 10], Last: "Softmax", Loss: "CrossEntropy"),
        new("Labels", 9, [12, 5], "Tanh", "Sigmoid", "BinaryCrossEntropy"),
        new("NoBiases", 20, [24, 6], HasBias: false),
        new("OnlyPredicts", 7, [12, 4], "Tanh", "Softmax", ""),
        new("Deep", 16, [.. Enumerable.Repeat(16, 32)], "Tanh"),
        new("DeepOdd", 9, [.. Enumerable.Range(0, 32).Select(index => 5 + index % 13)]),
        new("DeepNarrow", 3, [.. Enumerable.Range(0, 32).Select(index => 1 + index * 7 % 5)], "Sigmoid", "Softmax", "CrossEntropy"),
        new("EightNarrow", 3, [4, 5, 4, 3, 4, 5, 2, 3], "Sigmoid"),
        new("DeepMixed", 101, [.. Enumerable.Range(0, 32).Select(index => 1 + index * 74 % 401)], "LeakyRelu"),
        new("SixOdd", 130, [6, 90, 50, 112, 22, 93], "Sigmoid"),
        new("Fan", 1, [1024, 1], "Tanh"),
        new("Funnel", 1000, [3, 2]),
        new("Derived", 20, [24, 80, 6], "Tanh", "Softmax", "", IsDifferentiable: true),
        new("DerivedNarrow", 2, [3, 8, 1], "Sigmoid", IsDifferentiable: true),
        new("Dots", 7, [80, 3, 48, 6], "Relu", "Sigmoid", "BinaryCrossEntropy"),
    ];

    /// <summary>Where blocks are as wide as one core can train in a moment.</summary>
    public static Declared[] Wide { get; } =
    [
        new("Wide", 1024, [1024, 1024]),
        new("WideOdd", 37, [300, 301, 5]),
        new("WideClasses", 40, [100], Last: "Softmax", Loss: "CrossEntropy"),
    ];

    /// <summary>Equal blocks, 32 deep, which share their methods.</summary>
    public static Declared[] Equal { get; } =
    [
        new("Equal64", 64, [.. Enumerable.Repeat(64, 32)], "Tanh"),
        new("Equal128", 128, [.. Enumerable.Repeat(128, 32)]),
        new("Equal1024", 1024, [.. Enumerable.Repeat(1024, 32)], "Sigmoid", "Softmax", "CrossEntropy"),
        new("WideOdd32", 1001, [.. Enumerable.Range(0, 32).Select(index => 301 + index * 274 % 1401)], "Tanh"),
    ];

    /// <summary>At the documented limits: nobody runs these in a test, but the compiler must write and compile them.</summary>
    public static Declared[] Largest { get; } =
    [
        new("Square", 4096, [4096]),
        new("WidestInputs", Limits.MaxInputs, [2048, 1]),
        new("WidestUnits", 64, [Limits.MaxUnits, Limits.MaxUnits], "Tanh"),
        new("Deepest", 17, [.. Enumerable.Repeat(17, (Limits.MaxBlocks - 1) / 2)], "Tanh"),
        new("DeepestWide", 1024, [.. Enumerable.Repeat(1024, (Limits.MaxBlocks - 1) / 2)], "Tanh"),
        new("DeepestDerived", 17, [.. Enumerable.Repeat(17, (Limits.MaxBlocks - 1) / 2)], "Silu", IsDifferentiable: true),
        new("DeepestOdd", 5, [.. Enumerable.Range(0, Limits.MaxBlocks - 1).Select(index => 1 + index * 37 % 190)], Hidden: ""),
    ];

    /// <summary>Blocks that are neither dense nor activations, between a dense block and its activation and behind it; only the compiler reads these.</summary>
    public static Declared[] Layers { get; } =
    [
        new("Noisy", 13, [31, 7], "Dropout(0.3), Tanh, GaussianNoise(0.1)"),
        new("DerivedLayers", 13, [24, 7], "BeginResidual, PRelu, EndResidual, LayerNorm, Tanh, BatchNorm, Tanh", Loss: "", IsDifferentiable: true),
        new("Targets", 5, [8, 1], "Tanh", "StandardizeTargets"),
        new("TargetsInRows", 20, [40, 35], "Tanh", "StandardizeTargets", "Huber", HasBias: false),
    ];

    /// <summary>Each loss over rows of one vector of four, eight and sixteen lanes, and of several; only the compiler reads these.</summary>
    public static Declared[] Losses { get; } =
    [
        .. from loss in new[]
           {
               "MeanSquaredError", "SumSquaredError", "MeanAbsoluteError", "Huber", "BinaryCrossEntropy", "Hinge", "Poisson", "Quantile(0.3)", "CrossEntropy",
               "KullbackLeibler", "CrossEntropy(LabelSmoothing = 0.1f)",
           }
           let last = loss.StartsWith("CrossEntropy", StringComparison.Ordinal) || loss == "KullbackLeibler" ? "Softmax" : loss == "BinaryCrossEntropy" ? "Sigmoid" : ""
           from width in new[] { 3, 7, 12, 40 }
           select new Declared($"{loss.Split('(')[0]}{(loss.Contains("LabelSmoothing", StringComparison.Ordinal) ? "Smoothed" : "")}Of{width}", 20, [24, width], Last: last, Loss: loss),
    ];

    /// <summary>Each activation in rows and, in a tiny network, in columns; the last ones over each width. Only the compiler reads these.</summary>
    public static Declared[] Activations { get; } =
    [
        .. from activation in new[]
           {
               "Sigmoid", "Tanh", "Relu", "LeakyRelu", "Elu", "Selu", "Gelu", "Gelu(Approximation = GeluApproximation.Tanh)", "Silu", "Mish",
               "Softplus", "Softsign", "HardSigmoid", "HardTanh", "HardSwish", "Celu", "Threshold(0.5, -1)", "LogSigmoid",
               "Hardshrink", "Softshrink", "Tanhshrink",
               "PRelu", "PRelu(Shared = false)", "LayerNorm",
           }
           let name = new string([.. activation.Where(char.IsLetter)])
           from shape in new[] { (Inputs: 20, Units: new[] { 40, 24, 12 }), (Inputs: 3, Units: [6, 2]) }
           select new Declared($"{name}From{shape.Inputs}", shape.Inputs, shape.Units, activation, activation, IsDifferentiable: true),
        .. from last in new[] { "Softmax", "LogSoftmax" }
           from width in new[] { 3, 7, 12, 40 }
           select new Declared($"{last}Over{width}", 20, [24, width], "Mish", last, "", IsDifferentiable: true),
        .. from width in new[] { 3, 7, 12, 40 }
           select new Declared($"NotFused{width}", 20, [24, width], "Gelu", "Softmax"),
    ];

    public static IEnumerable<Declared> Runnable => [.. Measured, .. Common, .. Wide];

    public static IEnumerable<Declared> All => [.. Runnable, .. Equal, .. Largest];
}
