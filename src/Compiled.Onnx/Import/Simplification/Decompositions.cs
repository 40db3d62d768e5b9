using Compiled.Blocks;
using global::Onnx;
using AttributeType = global::Onnx.AttributeProto.Types.AttributeType;

namespace Compiled.Import;

/// <summary>
/// Functions that exporters write out although ONNX has an operator for them: 1 / (1 + e⁻ˣ), ln(1 + eˣ), max(x, 0.01 x). The last node of such a group becomes the operator, which the patterns of
/// blocks know.
/// </summary>
internal static class Decompositions
{
    /// <summary>Replaces what a node gives by the operator that it is the end of.</summary>
    public static void Join(Node node)
    {
        if (node.Obstacle is not null || node.Outputs is not [{ IsConstant: false, IsColumn: false } output] || Find(node) is not var (operation, inputs, attributes))
            return;
        var joined = new Node(node.Index, node.Title, operation, "", inputs, new NodeAttributes(node.Title, attributes));
        var value = new Value(output.Name, joined) { Type = output.Type, IsList = output.IsList };
        joined.Outputs = [value];
        value.Features = output.Features ?? RowShapes.Of(joined);
        value.Lead = RowShapes.LeadOf(joined);
        output.Is(value);
    }

    private static (string Operation, Value[] Inputs, AttributeProto[] Attributes)? Find(Node node) => node.Operator switch
    {
        "Div" => Quotient(node),
        "Reciprocal" when OnePlusExp(node.Input(0)) is (var x, -1) => (Sigmoids.Sigmoid.Name, [x], []),
        "Log" => Logarithm(node),
        "Max" or "Where" or "Add" or "Sub" => Slopes(node),
        "Einsum" => Product(node),
        _ => null,
    };

    private static (string, Value[], AttributeProto[])? Quotient(Node node)
    {
        var (above, below) = (node.Input(0), node.Input(1));
        if (OnePlusExp(below) is (var x, -1))
        {
            // 1 / (1 + e⁻ˣ) and x / (1 + e⁻ˣ).
            return Scalars.Is(above, out var one) && one == 1 ? (Sigmoids.Sigmoid.Name, [x], []) : above == x ? ("Swish", [x], []) : null;
        }

        if (!Scalars.IsBy(above, "Exp", out var exponential))
            return null;
        // eˣ / (1 + eˣ).
        if (OnePlusExp(below) is (var same, 1) && same == exponential.Input(0))
            return (Sigmoids.Sigmoid.Name, [same], []);
        // eˣ / Σ eˣ, x with or without its maximum taken away, which changes nothing.
        if (!Scalars.IsBy(below, "ReduceSum", out var sum) || sum.Input(0) != above || !IsOverRow(sum))
            return null;
        var exponent = exponential.Input(0);
        var logits = Scalars.IsBy(exponent, "Sub", out var difference) && Scalars.IsBy(difference.Input(1), "ReduceMax", out var most) && most.Input(0) == difference.Input(0) && IsOverRow(most)
            ? difference.Input(0) : exponent;
        return (ClassOutputs.Softmax.Name, [logits], [Integer("axis", -1)]);
    }

    private static (string, Value[], AttributeProto[])? Logarithm(Node node)
    {
        if (OnePlusExp(node.Input(0)) is (var x, 1))
            return (Bends.Softplus.Name, [x], []);
        return Scalars.IsBy(node.Input(0), ClassOutputs.Softmax.Name, out var softmax)
            ? (ClassOutputs.LogSoftmax.Name, [softmax.Input(0)], softmax.Attributes.Has("axis") ? [Integer("axis", softmax.Attributes.Int("axis", -1))] : []) : null;
    }

    /// <summary>x where it is positive, a · x or a (eˣ − 1) elsewhere.</summary>
    private static (string, Value[], AttributeProto[])? Slopes(Node node)
    {
        switch (node.Operator)
        {
            case "Max" when node.InputCount == 2:
                return Leaky(node.Input(0), node.Input(1)) ?? Leaky(node.Input(1), node.Input(0));
            case "Where" when IsPositive(node.Input(0), node.Input(1)):
                return Leaky(node.Input(1), node.Input(2)) ?? Elu(node.Input(1), node.Input(2));
            case "Add" or "Sub" when !node.Input(0).IsConstant && !node.Input(1).IsConstant:
                return Slopes(node.Input(0), node.Input(1), node.Operator == "Sub") ?? (node.Operator == "Add" ? Slopes(node.Input(1), node.Input(0), false) : null);
            default:
                return null;
        }
    }

    private static (string, Value[], AttributeProto[])? Leaky(Value x, Value scaled)
    {
        if (x.IsConstant || scaled.IsConstant || Scalars.Chain(scaled).FirstOrDefault(link => link.X == x) is not { X: not null, Q: 0, P: > 0 and < 1 and var slope })
            return null;
        return (Rectifiers.LeakyRelu.Name, [x], [Float("alpha", slope)]);
    }

    private static (string, Value[], AttributeProto[])? Elu(Value x, Value curve)
    {
        foreach (var (inner, p, q) in Scalars.Chain(curve))
        {
            if (Scalars.IsBy(inner, "Exp", out var exponential) && exponential.Input(0) == x && p > 0 && q == -p)
                return (Rectifiers.Elu.Name, [x], [Float("alpha", p)]);
        }

        return null;
    }

    /// <summary>max(0, x) + c · max(0, −x), as Keras writes PReLU: the slopes are −c.</summary>
    private static (string, Value[], AttributeProto[])? Slopes(Value positive, Value other, bool isDifference)
    {
        if (!Scalars.IsBy(positive, Rectifiers.Relu.Name, out var relu) || !Scalars.IsBy(other, "Mul", out var product))
            return null;
        var place = product.Input(0).IsConstant ? 0 : 1;
        if (product.Input(place) is not { IsConstant: true, Constant: { Floats: { } factors } constant } || !Scalars.IsBy(product.Input(1 - place), Rectifiers.Relu.Name, out var negative)
            || Scalars.Chain(negative.Input(0)).FirstOrDefault(link => link.X == relu.Input(0)) is not { X: not null, P: -1, Q: 0 })
            return null;
        var values = isDifference ? factors : Array.ConvertAll(factors, static factor => -factor);
        var slopes = new Value(constant.Name, null) { Constant = new Constant(constant.Name, constant.Shape, values), Type = product.Input(place).Type };
        return (Rectifiers.PRelu.Name, [relu.Input(0), slopes], []);
    }

    /// <summary>Rows times a matrix of constants, as JAX and Keras write it: "bi,io-&gt;bo".</summary>
    private static (string, Value[], AttributeProto[])? Product(Node node)
    {
        if (node.InputCount != 2 || node.Input(0) is not { IsRows: true, Features.Length: 1 } rows || node.Input(1) is not { IsConstant: true, Constant.Shape.Length: 2 } matrix)
            return null;
        var terms = (node.Attributes.String("equation") ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("...", "*", StringComparison.Ordinal).Split("->");
        if (terms is not [var left, [var batch, var to]] || left.Split(',') is not [[var first, var from], [var one, var two]] || first != batch || from == to || batch == from || batch == to)
            return null;
        var isTransposed = (one, two) == (to, from);
        return isTransposed || (one, two) == (from, to) ? ("Gemm", [rows, matrix], [Integer("transB", isTransposed ? 1 : 0)]) : null;
    }

    /// <summary>The x of 1 + eˣ or of 1 + e⁻ˣ, and the sign; null for anything else.</summary>
    private static (Value X, int Sign)? OnePlusExp(Value value)
    {
        if (Scalars.Chain(value).FirstOrDefault(static link => Scalars.IsBy(link.X, "Exp", out _)) is not { X: { } inner, P: 1, Q: 1 })
            return null;
        var exponent = inner.Producer!.Input(0);
        return Scalars.Chain(exponent).FirstOrDefault(static link => link.P == -1 && link.Q == 0) is { X: { } x } ? (x, -1) : (exponent, 1);
    }

    private static bool IsPositive(Value condition, Value x)
    {
        condition = Comparisons.Uncast(condition);
        if (Comparisons.IsAbove(condition, x, out var threshold))
            return threshold == 0;
        // At 0 both sides are 0.
        return Scalars.IsBy(condition, "GreaterOrEqual", out var node) && node.Input(0) == x && Comparisons.IsZero(node.Input(1));
    }

    private static bool IsOverRow(Node node) =>
        node.Attributes.Int("keepdims", 1) == 1 && node.Input(0) is { IsRows: true, Features.Length: 1 } rows
        && (node.Attributes.Ints("axes") ?? node.Optional(1)?.Constant?.Integers) is [var axis] && rows.Place(axis) == 0;

    private static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    private static AttributeProto Float(string name, double value) => new() { Name = name, Type = AttributeType.Float, F = (float)value };
}
