using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>Gemm and MatMul: y = α W x + β b. What is added behind a MatMul is an affine map, which the dense block takes over.</summary>
internal static class DensePattern
{
    public static StepMatch? Match(Node node, Value value, WeightSource weights) => node.Operator switch
    {
        "Gemm" => Gemm(node, value, weights),
        "MatMul" => MatMul(node, value, weights),
        "Transpose" => Columns(node, value, weights),
        _ => null,
    };

    private static StepMatch Gemm(Node node, Value value, WeightSource weights)
    {
        if (IsOfColumn(node))
            return OfColumn(node, value, node.Input(1), weights);
        var isTransposedRows = node.Attributes.Int("transA", 0) != 0;
        // What was transposed before is rows again.
        var unturned = isTransposedRows ? Unturned(node.Input(0)) : null;
        var rows = Rows(node, unturned ?? node.Input(0));
        if (isTransposedRows && unturned is null)
            throw ImportProblem.With(node, "transposes its rows (transA), which mixes them: only transA = 0, or 1 after a Transpose of the rows, is supported.");
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
            throw ImportProblem.With(node, $"adds {Text.Quoted(summand.Name)}, which is computed: only constant biases are supported.");
        // As columns, [n, 1].
        var biases = weights.Vector(node, summand.Constant is { Shape: [> 1, 1] } column && node.Input(0).IsConstant ? column.Reshaped([column.Count]) : summand.Constant!);
        if (biases.Length != 1 && biases.Length != outputs)
            throw ImportProblem.With(node, $"has {Text.Number(biases.Length)} biases ({Text.Quoted(summand.Constant!.Name)}) for {Text.Number(outputs)} outputs.");
        var spread = biases.Length == outputs ? biases : [.. Enumerable.Repeat(biases[0], outputs)];
        return Scaled(spread, node.Attributes.Float("beta", 1));
    }

    /// <summary>W · x of a single row without an axis of rows: x is a column, and so is the result.</summary>
    public static bool IsOfColumn(Node node) => node.Optional(0) is { IsConstant: true, Constant.Shape.Length: 2 } && node.Operator switch
    {
        "MatMul" => node.Optional(1) is { IsRows: true, Lead: 0, Features.Length: 1 } or { IsColumn: true },
        "Gemm" => node.Optional(1) is { IsColumn: true } && node.Attributes.Int("transB", 0) == 0,
        _ => false,
    };

    private static StepMatch MatMul(Node node, Value value, WeightSource weights)
    {
        if (IsOfColumn(node))
            return OfColumn(node, value, node.Input(1), weights);
        var rows = Rows(node, node.Input(0));
        var (matrix, inputs, outputs) = weights.Matrix(node, 1);
        return new StepMatch(rows, new DenseStep(value, Transposed(matrix, inputs, outputs), inputs, outputs, null));
    }

    /// <summary>The operand that is computed, which must be the first.</summary>
    private static Value Rows(Node node, Value left)
    {
        var right = node.Input(1);
        if (left.IsConstant && right.IsConstant)
            throw ImportProblem.With(node, $"multiplies two constants, {Text.Quoted(left.Name)} and {Text.Quoted(right.Name)}, in a way that cannot be folded: only a MatMul of two float matrices is supported. Export the model with its constants folded.");
        if (left.IsConstant)
            throw ImportProblem.With(node, $"has its weights {Text.Quoted(left.Name)} on the left, W · x, where rows are columns: only x · W, W · x of a column [features, 1], or a Transpose directly after W · xᵀ, is supported. Begin after this node, with the name of a value in OnnxReadOptions.Inputs, or export the model for rows of inputs, [batch, features].");
        if (!right.IsConstant)
            throw ImportProblem.With(node, "multiplies two computed matrices, which no block can do: only constant weights on the right are supported.");
        if (left.Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}, but would multiply only the last dimension: flatten the rows before it.");
        return left;
    }

    /// <summary>How wide the rows are that a Transpose gives behind W · xᵀ; null when it is another one.</summary>
    public static int? ColumnsBehind(Node transpose)
    {
        if (Product(transpose) is not ({ } product, _) || product.Input(0).Constant is not { Shape: [var first, var second] })
            return null;
        return product.Operator == "Gemm" && product.Attributes.Int("transA", 0) != 0 ? second : first;
    }

    /// <summary>(W · xᵀ)ᵀ is x · Wᵀ.</summary>
    private static StepMatch? Columns(Node node, Value value, WeightSource weights)
    {
        if (Product(node) is not ({ } product, { } rows))
            return null;
        if (rows.Features is { Length: > 1 } features)
            throw ImportProblem.With(product, $"works on rows of {Text.Shape(features)}, but must work on flat rows: flatten them before it.");
        return OfColumn(product, value, rows, weights);
    }

    /// <summary>W · x, with x as a column.</summary>
    private static StepMatch OfColumn(Node product, Value value, Value rows, WeightSource weights)
    {
        var (matrix, first, second) = weights.Matrix(product, 0);
        if (product.Operator == "MatMul")
            return new StepMatch(rows, new DenseStep(value, matrix, second, first, null));
        var isTransposed = product.Attributes.Int("transA", 0) != 0;
        var (inputs, outputs) = isTransposed ? (first, second) : (second, first);
        var scaled = Scaled(isTransposed ? Transposed(matrix, inputs, outputs) : matrix, product.Attributes.Float("alpha", 1));
        return new StepMatch(rows, new DenseStep(value, scaled, inputs, outputs, ColumnBiases(product, outputs, weights)));
    }

    /// <summary>Biases are a column here: a row of them would be one for each row of x.</summary>
    private static float[]? ColumnBiases(Node product, int outputs, WeightSource weights)
    {
        if (product.Optional(2) is { IsConstant: true, Constant: { } constant } && constant.Count != 1 && !constant.Shape.AsSpan().SequenceEqual([outputs, 1]))
            throw ImportProblem.With(product, $"has biases {Text.Quoted(constant.Name)} of {Text.Shape(constant.Shape)}, but its rows are columns: they must be [{Text.Number(outputs)}, 1].");
        return Biases(product, outputs, weights);
    }

    /// <summary>The product W · xᵀ that a node transposes, and its rows x.</summary>
    private static (Node Product, Value Rows)? Product(Node transpose)
    {
        if (!IsTurn(transpose) || !(Scalars.IsBy(transpose.Input(0), "Gemm", out var node) || Scalars.IsBy(transpose.Input(0), "MatMul", out node)) || !node.Input(0).IsConstant)
            return null;
        var right = node.Input(1);
        var rows = node.Operator == "Gemm" && node.Attributes.Int("transB", 0) != 0 ? right : Unturned(right);
        return rows is { IsConstant: false } ? (node, rows) : null;
    }

    /// <summary>The rows that a value has as its columns.</summary>
    private static Value? Unturned(Value value) => Scalars.IsBy(value, "Transpose", out var node) && IsTurn(node) && !node.Input(0).IsConstant ? node.Input(0) : null;

    private static bool IsTurn(Node node) => node.Operator == "Transpose" && (node.Attributes.Ints("perm") is null or [1, 0]);

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
