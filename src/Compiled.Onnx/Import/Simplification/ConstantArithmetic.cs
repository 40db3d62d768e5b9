namespace Compiled.Import;

/// <summary>Sums and products of constants: scales that exporters compute from two tensors, and sizes.</summary>
internal static class ConstantArithmetic
{
    /// <summary>How many multiplications products of matrices may take: a fraction of a second. A small file can ask for hours.</summary>
    public const double MostSteps = 1 << 28;

    /// <summary>Two matrices, in double precision; null where they are none, or take more multiplications than are left.</summary>
    public static Constant? Product(Node node, ByteBudget budget, ref double stepsLeft)
    {
        var (left, right) = (node.Input(0).Constant!, node.Input(1).Constant!);
        if (left is not { Floats: { } first, Shape: [var rows, var inner] } || right is not { Floats: { } second, Shape: [var height, var columns] } || inner != height)
            return null;
        var steps = (double)rows * columns * Math.Max(1, inner);
        if (steps > stepsLeft)
            return null;
        stepsLeft -= steps;
        budget.Take((long)rows * columns, sizeof(float), left.Name);
        var result = new float[rows * columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var sum = 0.0;
                for (var place = 0; place < inner; place++)
                    sum += (double)first[(row * inner) + place] * second[(place * columns) + column];
                result[(row * columns) + column] = (float)sum;
            }

        return new Constant(node.Outputs[0].Name, [rows, columns], result);
    }

    public static Constant? Unary(Node node, ByteBudget budget)
    {
        var constant = node.Input(0).Constant!;
        if (constant.Floats is not { } values)
            return null;
        budget.Take(values.Length, sizeof(float), constant.Name);
        return new Constant(constant.Name, constant.Shape, node.Operator switch
        {
            "Neg" => Array.ConvertAll(values, static value => -value),
            "Abs" => Array.ConvertAll(values, MathF.Abs),
            "Sqrt" => Array.ConvertAll(values, MathF.Sqrt),
            _ => Array.ConvertAll(values, static value => 1 / value),
        });
    }

    /// <summary>One value in all places: what ConstantOfShape gives, zeros unless it says another.</summary>
    public static Constant? Filled(Node node, TensorReader tensors, ByteBudget budget)
    {
        if (node.Input(0).Constant is not { Integers: { } sizes, Shape.Length: 1 } || sizes.Any(static size => size is < 0 or > int.MaxValue) || sizes.Length > RowShapes.MostAxes)
            return null;
        var count = sizes.Aggregate(1.0, static (product, size) => product * size);
        if (count > MostSteps)
            throw ImportProblem.With(node, $"fills {Text.Shape(sizes)} with one value, more than any network has.");
        var (name, shape) = (node.Outputs[0].Name, Array.ConvertAll(sizes, static size => (int)size));
        budget.Take((long)count, sizeof(long), name);
        var value = node.Attributes.Tensor("value") is { } tensor ? tensors.Read(tensor, name) : new Constant(name, [1], [0f]);
        return value switch
        {
            { Floats: [var number] } => new Constant(name, shape, Enumerable.Repeat(number, (int)count).ToArray()),
            { Integers: [var number] } => new Constant(name, shape, Enumerable.Repeat(number, (int)count).ToArray()),
            _ => null,
        };
    }

    public static Constant? Binary(Node node, ByteBudget budget)
    {
        if (node.InputCount != 2)
            return null;
        var (left, right) = (node.Input(0).Constant!, node.Input(1).Constant!);
        // The larger one's shape, where the other is a number or of the same shape.
        var isSame = left.Shape.AsSpan().SequenceEqual(right.Shape);
        if (!isSame && (left.Count != 1 || left.Shape.Length > right.Shape.Length) && (right.Count != 1 || right.Shape.Length > left.Shape.Length))
            return null;
        var larger = isSame || right.Count == 1 ? left : right;
        if (left.Floats is not { } first || right.Floats is not { } second || (node.Operator == "Pow" && second is not [2] and not [0.5f]))
            return null;
        budget.Take(larger.Count, sizeof(float), larger.Name);
        var result = new float[larger.Count];
        for (var index = 0; index < result.Length; index++)
        {
            var (a, b) = (first[first.Length == 1 ? 0 : index], second[second.Length == 1 ? 0 : index]);
            result[index] = node.Operator switch
            {
                "Add" => a + b,
                "Sub" => a - b,
                "Mul" => a * b,
                "Div" => a / b,
                "Max" => MathF.Max(a, b),
                "Min" => MathF.Min(a, b),
                _ when b == 2 => a * a,
                _ => MathF.Sqrt(a),
            };
        }

        return new Constant(larger.Name, larger.Shape, result);
    }
}
