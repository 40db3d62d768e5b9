namespace Compiled.Import;

/// <summary>Values between two bounds: Clip, or Min and Max with constants, as exporters write clipping without its operator.</summary>
internal static class Bounds
{
    /// <summary>What a value is clipped from, and the bounds; infinities where there is none. Null for a value that is not clipped.</summary>
    /// <exception cref="ImportProblem">A bound is computed.</exception>
    public static (Value X, float Min, float Max)? Of(Value value)
    {
        if (Scalars.IsBy(value, "Clip", out var clip))
            return (clip.Input(0), Bound(clip, 1, "min", float.NegativeInfinity), Bound(clip, 2, "max", float.PositiveInfinity));
        if (Scalars.IsBy(value, "Relu", out var relu))
            return (relu.Input(0), 0, float.PositiveInfinity);
        if (!(Scalars.IsBy(value, "Max", out var node) || Scalars.IsBy(value, "Min", out node)) || node.InputCount != 2)
            return null;
        var isLeft = Scalars.Is(node.Input(0), out var left);
        if (isLeft == Scalars.Is(node.Input(1), out var right))
            return null;
        var (x, bound) = (node.Input(isLeft ? 1 : 0), (float)(isLeft ? left : right));
        if (x.IsConstant)
            return null;
        var (min, max) = node.Operator == "Max" ? (bound, float.PositiveInfinity) : (float.NegativeInfinity, bound);
        // The other bound, where the two are within each other and neither hides the other.
        var other = node.Operator == "Max" ? "Min" : "Max";
        if ((Scalars.IsBy(x, other, out _) || (other == "Max" && Scalars.IsBy(x, "Relu", out _))) && Of(x) is var (inner, least, most) && Math.Max(min, least) < Math.Min(max, most))
            return (inner, Math.Max(min, least), Math.Min(max, most));
        return (x, min, max);
    }

    /// <summary>Attributes until opset 10, inputs since.</summary>
    private static float Bound(Node node, int place, string name, float otherwise)
    {
        if (node.Optional(place) is { } input)
            return Scalars.Is(input, out var number) ? (float)number : throw ImportProblem.With(node, $"has the computed bound {Text.Quoted(input.Name)}: only constants are supported.");
        return node.Attributes.Float(name, otherwise);
    }
}
