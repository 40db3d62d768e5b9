namespace Compiled.Import;

/// <summary>Constants as weights: of the right shape, and finite unless anything goes.</summary>
internal sealed class WeightSource(bool allowNonFinite, ByteBudget budget)
{
    /// <summary>What all tensors of the model may take.</summary>
    public ByteBudget Budget => budget;

    /// <summary>A matrix of a node.</summary>
    public (float[] Values, int Rows, int Columns) Matrix(Node node, int place)
    {
        var constant = node.Input(place).Constant!;
        if (constant.Shape is not [var rows, var columns] || rows == 0 || columns == 0)
            throw ImportProblem.With(node, $"has weights {Text.Quoted(constant.Name)} of {Text.Shape(constant.Shape)}, but must have a matrix.");
        // Each block may need a copy in another order; one tensor may serve many blocks.
        budget.Take(constant.Count, sizeof(float), constant.Name);
        return (Checked(constant), rows, columns);
    }

    /// <summary>A vector of a node, or a single number: all dimensions but the last are 1, so that it means the same for each row.</summary>
    /// <param name="node">The node that needs it.</param>
    /// <param name="constant">The vector.</param>
    /// <param name="mostAxes">How many dimensions it may have without adding any to the rows.</param>
    public float[] Vector(Node node, Constant constant, int mostAxes = 2)
    {
        if (constant.Count == 0 || constant.Shape.Length > mostAxes || constant.Shape.SkipLast(1).Any(static size => size != 1))
        {
            // A number is a number, however many dimensions of size 1 it has; but they would add dimensions to the rows.
            throw ImportProblem.With(node, $"has the constant {Text.Quoted(constant.Name)} of {Text.Shape(constant.Shape)}, but it must be [n] or [1, n]: one value for each value of a row.");
        }

        return Checked(constant);
    }

    private float[] Checked(Constant constant)
    {
        var values = constant.AsFloats();
        for (var index = 0; index < values.Length && !allowNonFinite; index++)
        {
            if (!float.IsFinite(values[index]))
            {
                throw new ImportProblem(
                    $"Tensor {Text.Quoted(constant.Name)} holds {values[index].ToString(System.Globalization.CultureInfo.InvariantCulture)} at index {Text.Number(index)}: the training diverged, or a value exceeds the range of float. Set OnnxReadOptions.AllowNonFinite to load it anyway.");
            }
        }

        return values;
    }
}
