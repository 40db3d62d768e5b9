using Compiled.Dynamic;
using Compiled.Tool.Formats;

namespace Compiled.Tool.Tests.Harness;

/// <summary>Networks with blocks of every kind that has tensors, or that files could lose.</summary>
internal static class Models
{
    /// <summary>The classic: classes with names.</summary>
    public const string Classic = "[Network(inputs: 4)] [Dense(8), Relu] [Dense(3), Softmax] [CrossEntropy]";

    /// <summary>Norms, slopes, a residual, two heads, scaling of inputs and targets.</summary>
    public const string Everything =
        """
        [Network(inputs: 6)]
        [Standardize]
        [Dense(10), BatchNorm(Epsilon = 0.0001), LeakyRelu(slope: 0.2), Dropout(rate: 0.1)]
        [BeginResidual]
        [Dense(10, Bias = false), LayerNorm, PRelu]
        [EndResidual]
        [Head("Kind")]
        [Dense(3), LogSoftmax]
        [CrossEntropy]
        [Head("Amount", Weight = 0.25)]
        [Dense(2), StandardizeTargets]
        [MeanSquaredError]
        """;

    /// <summary>A network whose every value is drawn, statistics and scaling too.</summary>
    public static DynamicNetwork Create(string topology, string name = "SomeNet", params string[] classes)
    {
        var declaration = NetworkDeclaration.Parse(topology).WithName(name);
        var network = NetworkCompiler.Compile(classes.Length > 0 ? declaration.WithClasses(classes) : declaration, TestContext.Current.CancellationToken).Create(7);
        var random = new Random(5);
        foreach (var tensor in network.Tensors)
        {
            var isPositive = tensor.Name.EndsWith("factors", StringComparison.Ordinal)
                || tensor.Name.EndsWith("running_var", StringComparison.Ordinal) || tensor.Name.EndsWith("scales", StringComparison.Ordinal);
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Length).Select(_ => random.NextSingle() * 2 - (isPositive ? 0 : 1) + (isPositive ? 0.1f : 0))]);
        }

        return network;
    }

    /// <summary>Writes a network.</summary>
    public static string Save(DynamicNetwork network, string path)
    {
        ModelFormat.Of(path).Save(network, path);
        return path;
    }

    /// <summary>Reads the network that a file says.</summary>
    public static DynamicNetwork Load(string path, string? topology = null) => ModelLoader.Load(
        path, topology, null, new ReadChoices(), new ToolContext(new Terminal.Screen(TextWriter.Null, TextWriter.Null), TestContext.Current.CancellationToken, static () => { }));

    /// <summary>The bits of every parameter and statistic, by name.</summary>
    public static IReadOnlyDictionary<string, int[]> Bits(DynamicNetwork network) => network.Tensors.ToDictionary(static tensor => tensor.Name, static tensor =>
    {
        var values = new float[tensor.Length];
        tensor.CopyTo(values);
        return Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
    });

    /// <summary>The outputs for some rows of inputs.</summary>
    public static float[] Outputs(DynamicNetwork network)
    {
        var random = new Random(3);
        var inputs = Enumerable.Range(0, 5 * network.InputSize).Select(_ => random.NextSingle() * 4 - 2).ToArray();
        var outputs = new float[5 * network.OutputSize];
        network.PredictBatch(inputs, outputs);
        return outputs;
    }
}
