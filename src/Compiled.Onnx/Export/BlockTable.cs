namespace Compiled.Export;

/// <summary>The kinds of blocks that become nodes, and how.</summary>
internal static class BlockTable
{
    /// <summary>Each gives the name of its result.</summary>
    private static readonly Dictionary<string, Func<BlockWriter, string>> Kinds = new(StringComparer.Ordinal)
    {
        ["Dense"] = LayerNodes.Dense,
        ["Standardize"] = LayerNodes.Standardize,
        ["StandardizeTargets"] = LayerNodes.StandardizeTargets,
        ["BatchNorm"] = LayerNodes.BatchNorm,
        ["LayerNorm"] = LayerNodes.LayerNorm,
        ["PRelu"] = LayerNodes.PRelu,
        ["Relu"] = static block => block.Result("Relu"),
        ["LeakyRelu"] = ActivationNodes.LeakyRelu,
        ["Elu"] = ActivationNodes.Elu,
        ["Selu"] = ActivationNodes.Selu,
        ["Gelu"] = ActivationNodes.Gelu,
        ["Silu"] = ActivationNodes.Silu,
        ["Mish"] = ActivationNodes.Mish,
        ["Softplus"] = ActivationNodes.Softplus,
        ["Softsign"] = static block => block.Result("Softsign"),
        ["Sigmoid"] = static block => block.Result("Sigmoid"),
        ["Tanh"] = static block => block.Result("Tanh"),
        ["HardSigmoid"] = ActivationNodes.HardSigmoid,
        ["HardTanh"] = ActivationNodes.HardTanh,
        ["HardSwish"] = ActivationNodes.HardSwish,
        ["Softmax"] = static block => block.Result("Softmax", Attributes.Int("axis", -1)),
        ["LogSoftmax"] = static block => block.Result("LogSoftmax", Attributes.Int("axis", -1)),
        // What predictions pass through.
        ["Identity"] = static block => block.Input,
        ["Dropout"] = static block => block.Input,
        ["GaussianNoise"] = static block => block.Input,
    };

    /// <summary>The kinds that can be written, in order.</summary>
    public static IEnumerable<string> Supported => Kinds.Keys.Order(StringComparer.Ordinal);

    /// <summary>Writes a block.</summary>
    /// <exception cref="NotSupportedException">Its kind has no counterpart in ONNX.</exception>
    public static string Write(BlockWriter block, string network, int place) =>
        Kinds.TryGetValue(block.Block.Kind, out var write) ? write(block) : throw Unsupported(block.Block, network, place);

    private static NotSupportedException Unsupported(TopologyBlock block, string network, int place)
    {
        var arguments = block.Arguments.Replace("global::", "", StringComparison.Ordinal);
        var attribute = arguments.Length == 0 ? block.Kind : $"{block.Kind}({arguments})";
        var cause = block.Kind == "Activation" ? "ONNX has no operator for a formula of one's own, and nothing like it is put in its place" : "it has no counterpart in ONNX";
        var number = place.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new NotSupportedException(
            $"[{attribute}], block {number} of {network}, cannot be written as ONNX: {cause}. Supported are {string.Join(", ", Supported)}; residuals and heads are too. "
            + "Train and export a network with one of these in its place.");
    }
}
