namespace Compiled.Import;

/// <summary>Values as polynomials of another: 0.044715 x³ + x, however it is written.</summary>
internal static class Polynomial
{
    private const int Degree = 3;
    private const int Deepest = 8;

    /// <summary>True when the value is c₀ + c₁ x + c₂ x² + c₃ x³ with about these coefficients.</summary>
    public static bool Is(Value value, Value x, double c0, double c1, double c2 = 0, double c3 = 0) =>
        Of(value, x, 0) is { } actual && actual.Zip([c0, c1, c2, c3]).All(static pair => Scalars.IsClose(pair.First, pair.Second));

    /// <summary>The coefficients, from that of 1 to that of x³; null when it is no such polynomial.</summary>
    public static double[]? Of(Value value, Value x) => Of(value, x, 0);

    private static double[]? Of(Value value, Value x, int depth)
    {
        if (value == x)
            return [0, 1, 0, 0];
        if (Scalars.Is(value, out var number))
            return [number, 0, 0, 0];
        if (depth == Deepest || value.IsConstant || value.Producer is not { InputCount: 1 or 2, Obstacle: null } node || value.FlattenedFrom is not null)
            return null;
        if (node.Operator is not ("Add" or "Sub" or "Mul" or "Div" or "Pow" or "Neg") || Of(node.Input(0), x, depth + 1) is not { } left)
            return null;
        if (node.Operator == "Neg")
            return Array.ConvertAll(left, static coefficient => -coefficient);
        if (node.Operator is "Pow" or "Div")
        {
            if (!Scalars.Is(node.Input(1), out var right))
                return null;
            if (node.Operator == "Div")
                return Array.ConvertAll(left, coefficient => coefficient / right);
            return right switch { 2 => Product(left, left), 3 => Product(left, left) is { } square ? Product(square, left) : null, _ => null };
        }

        if (Of(node.Input(1), x, depth + 1) is not { } second)
            return null;
        return node.Operator switch
        {
            "Add" => [.. left.Zip(second, static (a, b) => a + b)],
            "Sub" => [.. left.Zip(second, static (a, b) => a - b)],
            _ => Product(left, second),
        };
    }

    private static double[]? Product(double[] left, double[] right)
    {
        var result = new double[Degree + 1];
        for (var first = 0; first <= Degree; first++)
            for (var second = 0; second <= Degree; second++)
            {
                var coefficient = left[first] * right[second];
                if (first + second <= Degree)
                    result[first + second] += coefficient;
                else if (coefficient != 0)
                    return null;
            }

        return result;
    }
}
