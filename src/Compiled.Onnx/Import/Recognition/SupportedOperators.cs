namespace Compiled.Import;

/// <summary>What to say of a node that no pattern knows.</summary>
internal static class SupportedOperators
{
    private static readonly string[] OfBlocks =
    [
        "Gemm", "MatMul", "Add", "Sub", "Mul", "Div", "Neg", "BatchNormalization", "LayerNormalization", "ai.onnx.ml.Scaler", "Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Gelu",
        "Softplus", "Softsign", "Mish", "Swish", "HardSigmoid", "HardSwish", "Clip", "Min", "Max", "Sigmoid", "Tanh", "Softmax", "LogSoftmax",
    ];

    private static readonly string[] PassedThrough = ["Identity", "Dropout", "Cast", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Expand", "Concat of heads"];

    public static ImportProblem Refuse(Node node)
    {
        if (node.Obstacle is { } obstacle)
            return ImportProblem.With(node, obstacle);
        if (node.Operator == "Transpose")
            return ImportProblem.With(node, "transposes rows, which makes columns of them: supported is a Transpose of constants, of W · xᵀ, and of the rows of a Gemm with transA.");
        if (node.Operator == "Mul")
            return ImportProblem.With(node, "multiplies two computed values in a way that is no activation: supported are Silu, Gelu, Mish and HardSwish as exporters write them.");
        if (node.Operator == "Div")
            return ImportProblem.With(node, "divides by a computed value in a way that is no block: supported are LayerNorm and Softsign as exporters write them.");
        return ImportProblem.With(
            node,
            $"is not supported. Supported are {string.Join(", ", OfBlocks)}; {string.Join(", ", PassedThrough)}; LayerNorm, Gelu, Silu, Mish, Softplus, Softsign, HardSigmoid and HardSwish written out "
            + "in simpler operators; and any Constant, Transpose or Reshape of weights. Export a network of dense blocks, norms and activations.");
    }
}
