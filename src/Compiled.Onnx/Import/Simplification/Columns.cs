using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>Models that compute W · x of a column x, [features, 1]: a row that lies on its side. What comes of it are columns again.</summary>
internal static class Columns
{
    /// <summary>Takes the input as a column where a model has constant weights on the left of it and nowhere turns it round.</summary>
    public static void Recognise(Graph graph)
    {
        if (graph.Inputs.Count != 1 || graph.Input is not { Lead: 1, Features: [0 or 1] } input || graph.FixedRows is <= 1 or > int.MaxValue)
            return;
        HashSet<Value> computed = [input];
        var isColumn = false;
        foreach (var node in graph.Nodes)
        {
            if (!node.Inputs.Any(computed.Contains))
                continue;
            computed.UnionWith(node.Outputs);
            if (node.Operator == "Transpose")
                return;
            if (node.Operator is not ("MatMul" or "Gemm"))
                continue;
            if (computed.Contains(node.Inputs.First()) || node.Attributes.Int("transB", 0) != 0)
                return;
            isColumn = true;
        }

        if (!isColumn)
            return;
        (input.Features, input.Lead, input.IsColumn) = ([(int)graph.FixedRows, 1], 0, true);
        graph.FixedRows = 1;
    }

    /// <summary>True when the node gives a column: of a product, or value by value.</summary>
    public static bool Follow(Node node)
    {
        var output = node.Outputs[0];
        if (DensePattern.IsOfColumn(node) && node.Input(1).IsColumn)
        {
            var shape = node.Input(0).Constant!.Shape;
            output.Features = [node.Operator == "Gemm" && node.Attributes.Int("transA", 0) != 0 ? shape[1] : shape[0], 1];
        }
        else if (Enumerable.Range(0, node.InputCount).Select(node.Optional).FirstOrDefault(static input => input is { IsColumn: true }) is { } column
            && (NumberLists.IsElementwise(node) || OnnxBlocks.IsOperatorOf(node.Operator, BlockTraits.Classes)))
        {
            output.Features = column.Features;
            if (Enumerable.Range(0, node.InputCount).Select(node.Optional).Any(input => input is { IsConstant: true } && !Suits(input.Constant!, column)))
                node.Obstacle = $"works on a column of {Text.Shape(column.Features!)}, but has constants of another shape: only one number, or a column of the same shape, is supported.";
        }
        else
        {
            return false;
        }

        (output.Lead, output.IsColumn) = (0, true);
        return true;
    }

    /// <summary>A column of constants as a list, one for each value of a row.</summary>
    public static Constant Flat(Constant constant) => constant.Shape is [> 1, 1] ? constant.Reshaped([constant.Count]) : constant;

    private static bool Suits(Constant constant, Value column) => (constant.Count == 1 && constant.Shape.Length <= 2) || constant.Shape.AsSpan().SequenceEqual(column.Features);
}
