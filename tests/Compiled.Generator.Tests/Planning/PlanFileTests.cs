using Compiled.Generator.Parsing;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Planning;

/// <summary>
/// The plans of many networks, so that no decision changes unseen: many of them decide speed and memory alone, which no other test tells from an accident.
/// After a change that is meant: <c>COMPILED_UPDATE_SNAPSHOTS=1</c> writes the file again.
/// </summary>
public sealed class PlanFileTests
{
    private static readonly (string Name, string Blocks)[] Structured =
    [
        ("Folded", "[Network(20)] [Standardize] [Dense(40, Bias = false), BatchNorm, Relu] [Dropout(0.2)] [Dense(24), BatchNorm, Scale, Tanh] [BatchNorm] [Dense(3), Softmax] [CrossEntropy]"),
        ("FoldedNowhere", "[Network(12)] [BeginResidual] [Dense(12), Gelu] [EndResidual] [BatchNorm] [BeginResidual] [Dense(12), PRelu] [EndResidual] [LayerNorm] [Dense(1)] [Huber]"),
        ("Residuals", "[Network(30)] [Dense(48), Relu] [BeginResidual] [Dense(48), Silu] [BeginResidual, Dense(48), Tanh, EndResidual] [EndResidual] [Dense(4)] [MeanSquaredError]"),
        ("Heads", "[Network(17)] [Standardize] [Dense(33), Tanh] [Head(\"a\")] [Dense(3), Softmax] [CrossEntropy] [Head(\"b\")] [BeginResidual, Dense(33), EndResidual] [Dense(2), StandardizeTargets] [Huber] [Head(\"c\")] [Dense(1), Sigmoid] [BinaryCrossEntropy]"),
        ("HeadsAtInputs", "[Network(9)] [Head(\"a\")] [Dense(3)] [MeanSquaredError] [Head(\"b\")] [Dense(70), Relu] [Dense(1)] [MeanAbsoluteError]"),
        ("Noisy", "[Network(13)] [GaussianNoise(0.1)] [Dense(31), Dropout(0.3), Tanh] [Dense(7), GaussianNoise(0.1)] [MeanSquaredError]"),
        ("Targets", "[Network(5)] [Dense(8), Tanh] [Dense(1), StandardizeTargets] [MeanSquaredError]"),
        ("TargetsInRows", "[Network(20)] [Dense(40, Bias = false), Tanh] [Dense(35, Bias = false), StandardizeTargets] [Huber]"),
        ("Derived", "[Network(13)] [Standardize] [Dense(24), LayerNorm, Tanh] [BeginResidual, Dense(24), PRelu, EndResidual] [Dense(7), BatchNorm, Tanh] [Differentiable]"),
        ("Normed", "[Network(6)] [RmsNorm] [Dense(10), LayerNorm, Mish] [Dense(2), LogSoftmax] [CrossEntropy]"),
        ("Wide", "[Network(300)] [Dense(1200), Relu] [Dense(1100), Gelu] [Dense(600), Relu] [Dense(2), Softmax] [CrossEntropy]"),
    ];

    [Fact]
    public void Every_plan_is_as_it_was()
    {
        var declared = (Declared[])[.. Shapes.Measured, .. Shapes.SampleSteps, .. Shapes.Common, .. Shapes.Equal, .. Shapes.Wide];
        var lines = declared.Select(static shape => $"{shape.Name}: {PlanText.Line(NetworkPipeline.Plan(shape.Spec))}\n")
            .Concat(Structured.Select(static network => $"{network.Name} (structured): {PlanText.Line(Planned(network.Name, network.Blocks))}\n"))
            .Concat(BorderShapes.All.Select(static shape => $"{shape.Name}: {PlanText.Digits(PlanText.Line(NetworkPipeline.Plan(shape.Spec)))}\n"))
            .Concat(BorderShapes.Structured.Select(static network => $"{network.Name} (structured): {PlanText.Line(Planned(network.Name, network.Blocks))}\n"));
        var (path, actual) = (Path.Combine(Repository.Root, "tests/Compiled.Generator.Tests/Snapshots/Plans.txt"), string.Concat(lines));
        if (Environment.GetEnvironmentVariable("COMPILED_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'), actual.Split('\n'));
    }

    private static Generator.Planning.NetworkPlan Planned(string name, string blocks)
    {
        var network = GeneratorHarness.Compile($"using Compiled; {blocks} partial class {name};").GetTypeByMetadataName(name)!;
        var read = NetworkPipeline.Read(network, new SourceMap(network), TestContext.Current.CancellationToken);
        Assert.False(read.IsRejected, string.Join("; ", read.Errors));
        return NetworkPipeline.Plan(read.Spec!);
    }
}
