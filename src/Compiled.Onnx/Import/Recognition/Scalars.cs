namespace Compiled.Import;

/// <summary>Single numbers of the graph, and values as y = p x + q of others.</summary>
internal static class Scalars
{
    /// <summary>Chains that exporters write are at most four nodes long.</summary>
    private const int LongestChain = 8;

    /// <summary>A constant of one float, or of one integer.</summary>
    public static bool Is(Value? value, out double number)
    {
        number = 0;
        if (value is not { IsConstant: true, Constant: { Count: 1, Shape.Length: <= 2 } constant } || constant.Texts is not null)
            return false;
        number = constant.Floats is { } floats ? floats[0] : constant.Integers![0];
        return true;
    }

    /// <summary>True where the number is the irrational one that exporters write, rounded to any width: 16 bits have three digits.</summary>
    public static bool IsClose(double actual, double expected) => Math.Abs(actual - expected) <= 1e-3 * Math.Max(Math.Abs(expected), 1e-3);

    /// <summary>
    /// True where the number is this one, which every width of float holds, but for what its own arithmetic rounds. A factor that was learned may be as near to 1 as 1.0008: it
    /// is no rounding.
    /// </summary>
    public static bool IsExactly(double actual, double expected) => Math.Abs(actual - expected) <= 1e-6;

    /// <summary>The same for a fraction that no float holds, rounded to 32 bits or to 16.</summary>
    public static bool IsRounded(double actual, double expected) => IsExactly(actual, expected) || actual == (double)(Half)expected;

    /// <summary>The value as y = p x + q, for each x on its way back that is reached by constant numbers alone; the first is the value itself.</summary>
    public static IEnumerable<(Value X, double P, double Q)> Chain(Value value)
    {
        var (p, q) = (1.0, 0.0);
        for (var length = 0; length < LongestChain; length++)
        {
            yield return (value, p, q);
            if (value.Producer is not { Obstacle: null } node || value.FlattenedFrom is not null || value.IsConstant)
                yield break;
            if (node.Operator == "Neg")
            {
                (value, p) = (node.Input(0), -p);
                continue;
            }

            if (node.Operator is not ("Add" or "Sub" or "Mul" or "Div") || node.InputCount < 2)
                yield break;
            var isLeft = Is(node.Input(0), out var left);
            var isRight = Is(node.Input(1), out var right);
            if (isLeft == isRight || (isLeft && node.Operator == "Div"))
                yield break;
            var constant = isLeft ? left : right;
            (p, q) = node.Operator switch
            {
                "Add" => (p, q + (p * constant)),
                "Sub" => isLeft ? (-p, q + (p * constant)) : (p, q - (p * constant)),
                "Mul" => (p * constant, q),
                _ => (p / constant, q),
            };
            value = node.Input(isLeft ? 1 : 0);
        }
    }

    /// <summary>The node that computes a value, if it is of that operator.</summary>
    public static bool IsBy(Value value, string operation, out Node node)
    {
        node = value.Producer!;
        return !value.IsConstant && value.FlattenedFrom is null && node is { Obstacle: null } && node.Operator == operation && value == node.Outputs[0];
    }
}
