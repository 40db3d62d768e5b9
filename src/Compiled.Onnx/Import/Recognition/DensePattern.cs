namespace Compiled.Import;

/// <summary>Gemm and MatMul: y = α W x + β b. What is added behind a MatMul is an affine map, which the dense block takes over.</summary>
internal static class DensePattern
{
    public static StepMatch? Match(Node node, Value value, WeightSource weights) => node.Operator switch
    {
        "Gemm" => Gemm(node, value, weights),
        "MatMul" => MatMul(node, value, weights),
        _ => null,
    };

    private static StepMatch Gemm(Node node, Value value, WeightSource weights)
    {
        var rows = Rows(node);
        if (node.Attributes.Int("transA", 0) != 0)
            throw ImportProblem.With(node, "transposes its rows (transA), which mixes them with one another: supported is transA of 0.");
        var (matrix, first, second) = weights.Matrix(node, 1);
        var isTransposed = node.Attributes.Int("transB", 0) != 0;
        var (inputs, outputs) = isTransposed ? (second, first) : (first, second);
        var alpha = node.Attributes.Float("alpha", 1);
        var scaled = Scaled(isTransposed ? matrix : Transposed(matrix, inputs, outputs), alpha);
        return new StepMatch(rows, new DenseStep(value, scaled, inputs, outputs, Biases(node, outputs, weights)));
    }

    private static float[]? Biases(Node node, int outputs, WeightSource weights)
    {
        if (node.Optional(2) is not { } summand)
            return null;
        if (!summand.IsConstant)
            throw ImportProblem.With(node, $"adds {Text.Quoted(summand.Name)}, which is computed: supported are constant biases.");
        var biases = weights.Vector(node, summand.Constant!);
        if (biases.Length != 1 && biases.Length != outputs)
            throw ImportProblem.With(node, $"has {Text.Number(biases.Length)} biases ({Text.Quoted(summand.Constant!.Name)}) for {Text.Number(outputs)} outputs.");
        var spread = biases.Length == outputs ? biases : [.. Enumerable.Repeat(biases[0], outputs)];
        return Scaled(spread, node.Attributes.Float("beta", 1));
    }

    private static StepMatch MatMul(Node node, Value value, WeightSource weights)
    {
        var rows = Rows(node);
        var (matrix, inputs, outputs) = weights.Matrix(node, 1);
        return new StepMatch(rows, new DenseStep(value, Transposed(matrix, inputs, outputs), inputs, outputs, null));
    }

    /// <summary>The operand that is computed, which must be the first.</summary>
    private static Value Rows(Node node)
    {
        var (left, right) = (node.Input(0), node.Input(1));
        if (left.IsConstant)
            throw ImportProblem.With(node, $"has its weights {Text.Quoted(left.Name)} on the left, W · x, where rows are columns: supported is x · W. Export the model for rows of inputs, [batch, features].");
        if (!right.IsConstant)
            throw ImportProblem.With(node, "multiplies two computed matrices, which no block does: supported are constant weights on the right.");
        if (left.Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}, of which it would multiply the last dimension alone: flatten the rows before it.");
        return left;
    }

    private static float[] Scaled(float[] values, float factor) => factor == 1 ? values : Array.ConvertAll(values, value => factor * value);

    /// <summary>[in, out] as [out, in].</summary>
    private static float[] Transposed(float[] values, int inputs, int outputs)
    {
        var result = new float[values.Length];
        for (var output = 0; output < outputs; output++)
        for (var input = 0; input < inputs; input++)
            result[(output * inputs) + input] = values[(input * outputs) + output];
        return result;
    }
}
