extern alias runtime;

using System.Reflection;
using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Text;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Kinds;

/// <summary>
/// What every kind of block answers and writes, so that none of it changes unseen: many answers decide speed or advice alone. Arguments stand at both sides of what an answer depends on.
/// After a change that is meant: <c>COMPILED_UPDATE_SNAPSHOTS=1</c> writes the file again. Types of the user's have tests of their own.
/// </summary>
public sealed class BlockFileTests
{
    private static readonly string[] Activations =
    [
        "Relu", "LeakyRelu", "LeakyRelu(0.2)", "Elu(0.5)", "Selu", "HardTanh", "HardTanh(-3, 0)", "HardTanh(-3, -1)", "HardTanh(0, 2)", "HardTanh(0.5, 2)", "Relu6", "Celu(2)",
        "Threshold(0, 0)", "Threshold(-1, 0)", "Threshold(0.5, 0)", "Threshold(0.5, 1)", "Threshold(-0.5, 1)", "Threshold(0.5, -1)", "Threshold(0, 0.5)", "Threshold(-1, -1)",
        "Gelu", "Gelu(Approximation = GeluApproximation.Tanh)", "Silu", "Mish", "Softplus", "HardSwish", "LogSigmoid", "Sigmoid", "Tanh", "Softsign", "HardSigmoid", "SmoothClip(2)", "Identity",
        "Hardshrink", "Hardshrink(0)", "Hardshrink(1)", "Softshrink", "Softshrink(0)", "Softshrink(1)", "Tanhshrink", "Softmax", "LogSoftmax",
    ];

    private static readonly string[] Layers =
    [
        "LayerNorm", "LayerNorm(Affine = false)", "BatchNorm", "BatchNorm(Affine = false)", "RmsNorm", "RmsNorm(Affine = false)", "Scale", "PRelu", "PRelu(Shared = true)",
        "Dropout(0.25)", "GaussianNoise(0.1)", "StandardizeTargets",
    ];

    private static readonly string[] Losses =
    [
        "Softmax] [CrossEntropy", "LogSoftmax] [CrossEntropy(LabelSmoothing = 0.1)", "Sigmoid] [BinaryCrossEntropy", "MeanSquaredError", "SumSquaredError", "MeanAbsoluteError", "Huber(2)",
        "Quantile(0.25)", "Hinge", "Poisson", "Softmax] [KullbackLeibler",
    ];

    [Fact]
    public void Every_block_answers_and_writes_what_it_did()
    {
        var (path, actual) = (Path.Combine(Repository.Root, "tests/Compiled.Generator.Tests/Snapshots/Blocks.txt"), string.Join('\n', [.. Lines(), ""]));
        if (Environment.GetEnvironmentVariable("COMPILED_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'), actual.Split('\n'));
    }

    [Fact]
    public void Every_kind_is_among_them()
    {
        var told = Lines().Where(static line => line.StartsWith("# ", StringComparison.Ordinal)).Select(static line => line[2..].Split('(', '*')[0]).ToHashSet();
        Assert.Equal(["Dense", "Activation", "BeginResidual", "EndResidual", "Head", "Loss"], BlockTable.All.Select(static block => block.Kind).Where(kind => !told.Contains(kind)));
    }

    private static IEnumerable<string> Lines() =>
    [
        .. Activations.SelectMany(static activation => OfActivation(activation, Plan($"[Dense(24), {activation}]"))),
        .. Layers.SelectMany(static layer => OfLayer(layer, Plan(layer == "StandardizeTargets" ? $"[Dense(24), {layer}]" : $"[Dense(24), {layer}] [Dense(24), {layer}] [Dense(3)]"))),
        // Their weights are the first of all parameters.
        .. new[] { "LayerNorm", "BatchNorm", "RmsNorm" }.SelectMany(static norm => OfLayer($"{norm}* first", Plan($"[{norm}] [Dense(24)]"))),
        .. OfLayer("Standardize", Plan("[Standardize] [Dense(24)]")),
        .. OfLayer("Standardize* with samples in the lanes", Plan("[Standardize] [Dense(2)]")),
        .. Losses.SelectMany(static loss => OfLoss(loss[(loss.IndexOf('[', StringComparison.Ordinal) + 1)..], Plan("[Dense(24), Relu] [Dense(3)]", loss).Spec.Loss!)),
        .. Initializers(),
    ];

    private static IEnumerable<string> OfActivation(string title, NetworkPlan plan)
    {
        var spec = plan.Spec.Blocks.OfType<ActivationSpec>().Single();
        var (block, before, after) = (BlockTable.Activation(spec.Kind), new Value("before", 24, 32), new Value("after", 24, 32));
        var border = block.SaturatedBeyond(spec) is { } ends ? Inv($"{ends.Low} and {ends.High}") : "nothing";
        return
        [
            $"# {title}", Answers(block),
            $"saturated beyond {border}, may die {block.MayDie(spec)}, positive at zero {block.IsPositiveAtZero(spec)}, {block.Kernel(spec).New}",
            .. Written(code => block.WriteForward(code, spec, after, "rows")), .. Written(code => block.WriteForward(code, spec, after, "1")),
            .. Written(code => block.WriteBackward(code, spec, before, after, "gradient", "rows")),
        ];
    }

    private static IEnumerable<string> OfLayer(string title, NetworkPlan plan)
    {
        var kind = title.Split('(', '*')[0];
        var block = BlockTable.Layer(kind);
        yield return $"# {title}";
        yield return Answers(block);
        // Values of one name would hide which of them is meant.
        var declared = plan.Declared.Concat(plan.Training!.Stages).OfType<LayerStage>().Last(stage => stage.Spec.Kind == kind);
        var stage = declared with { Input = declared.Input with { Name = "before" }, Output = declared.Output with { Name = "after" } };
        var spec = stage.Spec;
        yield return $"{spec.Name}: {spec.Weights} weights, bias {spec.HasBias}, statistics {spec.HasStatistics}, first weight {Inv($"{spec.WeightsStart}")}, idle {block.IsIdle(spec)}";
        Action<CodeWriter>[] texts =
        [
            code => block.WriteForward(code, stage, "rows"), code => block.WriteEvaluation(code, stage, "rows"), code => block.WriteTrainingForward(code, stage, "rows"),
            code => block.WriteColumns(code, stage), code => block.WriteBackward(code, stage, new BackwardScope("gradient")), code => block.WriteInputGradient(code, stage, "gradient", "rows"),
        ];
        foreach (var line in texts.SelectMany(Written))
            yield return line;
    }

    private static IEnumerable<string> OfLoss(string title, LossSpec spec)
    {
        var block = BlockTable.Loss(spec.Kind);
        return [$"# {title}", Answers(block), $"fuses {string.Join(", ", BlockTable.All.Select(static other => other.Kind).Where(block.Fuses))}; {block.Kernel(spec)}"];
    }

    private static IEnumerable<string> Initializers() =>
        from initializer in Enum.GetValues<Initializer>()
        from block in BlockTable.All.OfType<INonlinearBlock>()
        let misfit = InitializerFit.Misfit(initializer, block)
        where misfit is not null
        select $"{initializer} ({InitializerFit.Counterpart(initializer.ToString())}) before {block.Kind}: {misfit}";

    /// <summary>All that a block answers without being asked about arguments.</summary>
    private static string Answers(Block block) => string.Join(", ",
        from property in block.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.Name is not (nameof(Block.Row) or nameof(Block.Kind))
        orderby property.Name
        let value = property.GetValue(block)
        where value is not (null or false)
        select value is true ? property.Name : Inv($"{property.Name} {value}"));

    private static IEnumerable<string> Written(Action<CodeWriter> write)
    {
        var code = new CodeWriter();
        try
        {
            write(code);
        }
        catch (NotSupportedException exception)
        {
            return [$"    ({exception.Message})"];
        }

        return code.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(static line => "    " + line);
    }

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);

    private static NetworkPlan Plan(string blocks, string loss = "MeanSquaredError")
    {
        var network = GeneratorHarness.Compile($"using Compiled; [Network(20)] {blocks} [{loss}] partial class Net;").GetTypeByMetadataName("Net")!;
        var read = NetworkPipeline.Read(network, new SourceMap(network), TestContext.Current.CancellationToken);
        Assert.True(read.Spec is not null, $"{blocks} [{loss}]: {string.Join("; ", read.Errors)}");
        return NetworkPipeline.Plan(read.Spec);
    }
}
