using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>What to say of a node that no pattern knows.</summary>
internal static class SupportedOperators
{
    /// <summary>Scaling and shifting by constants, which become part of a block.</summary>
    private static readonly string[] OfConstants = ["Add", "Sub", "Mul", "Div", "Neg"];

    private static readonly string[] PassedThrough =
    [
        "Identity", "Dropout", "Cast", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Expand", "Slice, Gather and Split of values at constant places", "Concat of heads, of parts of a row and of branches", "Sum, Mean, ReduceSum and ReduceMean of what comes from one row",
    ];

    private static readonly string[] Random = ["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"];

    /// <summary>What operators are for that no block computes, and never will: more of a help than the list of those that are supported.</summary>
    private static readonly (string[] Operators, string What)[] Foreign =
    [
        (["Conv", "ConvTranspose", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "Pad", "Resize", "Upsample"], "works on images, as part of a convolutional network"),
        (["LSTM", "GRU", "RNN", "Scan", "Loop"], "keeps a state from step to step, as part of a recurrent network"),
        (["Attention", "MultiHeadAttention", "Einsum"], "relates rows to one another, as part of a transformer"),
        (["QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "QLinearMatMul", "MatMulInteger", "QGemm"], "works on whole numbers of 8 bits: the model is quantised, and the one that it was made from may be available as well"),
        (["ai.onnx.ml.TreeEnsembleClassifier", "ai.onnx.ml.TreeEnsembleRegressor", "TreeEnsemble"], "is a set of decision trees, not a network"),
        (["ai.onnx.ml.SVMClassifier", "ai.onnx.ml.SVMRegressor"], "is a support vector machine, not a network"),
        (Random, "draws random numbers, as a policy does that explores: its means or logits may be among the model's other values"),
        (["Exp"], "computes an exponential, which no block does: choose the value that goes into it, and take the exponential of the predictions"),
    ];

    /// <summary>What everybody who has only the file can do.</summary>
    private const string WayOut =
        "To use a part of the model, name the values where it begins and ends in OnnxReadOptions.Inputs and OnnxReadOptions.Outputs; ONNX Runtime runs the whole of it.";

    /// <summary>Whether a node gives other numbers each time.</summary>
    public static bool DrawsNumbers(Node node) => Random.Contains(node.Operator);

    public static ImportProblem Refuse(Node node)
    {
        if (node.Obstacle is { } obstacle)
            return ImportProblem.With(node, obstacle);
        if (Foreign.FirstOrDefault(foreign => foreign.Operators?.Contains(node.Operator) == true) is { What: { } what })
            return ImportProblem.With(node, $"{what}. A network has dense blocks, norms and activations. {WayOut}");
        if (node.Operator is "ai.onnx.ml.LinearClassifier" or "ai.onnx.ml.LinearRegressor")
            return ImportProblem.With(node, "is not supported in this form: only post_transform NONE, SOFTMAX and LOGISTIC with as many coefficients as features for each output, and at least two classes (one row of coefficients for two with LOGISTIC), are supported.");
        if (node.Operator == "ai.onnx.ml." + Categories.Encoder)
            return ImportProblem.With(node, Categories.Obstacle(node));
        if (node.Operator == "ai.onnx.ml.Normalizer")
            return ImportProblem.With(node, $"is not supported: it divides each row by its norm, which no block does; only norm L1 after the probabilities of all classes, which changes nothing, is supported. {WayOut}");
        if (node.Operator == "Transpose")
            return ImportProblem.With(node, "transposes rows into columns: only a Transpose of constants, of W · xᵀ, and of the rows of a Gemm with transA is supported.");
        if (node.Operator == "Mul")
            return ImportProblem.With(node, "multiplies two computed values in a way that is not an activation: only "
                + Names(static block => block is OnnxGate) + " in the form that exporters write are supported.");
        if (node.Operator == "Div")
            return ImportProblem.With(node, "divides by a computed value in a way that is not a block: only LayerNorm and Softsign in the form that exporters write are supported.");
        return ImportProblem.With(
            node,
            $"is not supported. The supported operators are {string.Join(", ", OnnxBlocks.All.SelectMany(static block => block.Operators).Concat(OfConstants).Distinct())}; {string.Join(", ", PassedThrough)}; "
            + Names(static block => block.IsWrittenOut) + $" decomposed into simpler operators; and any Constant, Transpose or Reshape of weights. {WayOut}");
    }

    private static string Names(Func<OnnxBlock, bool> isMeant)
    {
        var names = OnnxBlocks.All.Where(isMeant).Select(static block => block.Kind.Name).ToList();
        return $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }
}
