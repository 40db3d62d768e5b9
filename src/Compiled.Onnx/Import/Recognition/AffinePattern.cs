namespace Compiled.Import;

/// <summary>Constant factors and summands, and scikit-learn's Scaler.</summary>
internal static class AffinePattern
{
    public static StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        switch (node.Operator)
        {
            case "ai.onnx.ml.Scaler":
                return Scaler(node, value);
            case "Neg":
                return new StepMatch(node.Input(0), new AffineStep(value, Affine.Of([-1], [0])));
            case "Add" or "Sub" or "Mul" or "Div":
                break;
            default:
                return null;
        }

        var (left, right) = (node.Input(0), node.Input(1));
        if (left.IsConstant == right.IsConstant)
            return null;
        var isLeft = left.IsConstant;
        var rows = isLeft ? right : left;
        var constant = (isLeft ? left : right).Constant!;
        var values = weights.Vector(node, rows.IsColumn ? Columns.Flat(constant) : constant, rows.Features is null ? 2 : Math.Max(2, rows.Lead + rows.Features.Length));
        if (values.Length > 1 && !rows.IsFlat && !rows.IsColumn)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(rows.Features!)} with {Text.Number(values.Length)} constants: only one constant for all, or flat rows, are supported.");
        var constants = Array.ConvertAll(values, static number => (double)number);
        return Map(node.Operator, isLeft, constants) is { } map
            ? new StepMatch(rows, new AffineStep(value, map))
            : throw ImportProblem.With(node, "divides a constant by computed values, which no block can do.");
    }

    private static Affine? Map(string operation, bool isConstantFirst, double[] constants) => operation switch
    {
        "Add" => Affine.Of([1], constants),
        "Sub" => isConstantFirst ? Affine.Of([-1], constants) : Affine.Centred(constants, [1]),
        "Mul" => Affine.Of(constants, [0]),
        _ => isConstantFirst ? null : Affine.Of(Array.ConvertAll(constants, static number => 1 / number), [0]),
    };

    /// <summary>(x − offset) · scale.</summary>
    private static StepMatch Scaler(Node node, Value value)
    {
        var rows = node.Input(0);
        if (rows.Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}: only scalers of flat rows are supported.");
        var (offset, scale) = (node.Attributes.Floats("offset") ?? [0], node.Attributes.Floats("scale") ?? [1]);
        if (offset.Length == 0 || scale.Length == 0 || (offset.Length > 1 && scale.Length > 1 && offset.Length != scale.Length))
            throw ImportProblem.With(node, $"has {Text.Number(offset.Length)} offsets and {Text.Number(scale.Length)} scales: there must be one, or one for each value of a row.");
        if (!offset.Concat(scale).All(float.IsFinite))
            throw ImportProblem.With(node, "has an offset or a scale that is not finite.");
        return new StepMatch(rows, new AffineStep(value, Affine.Centred(Array.ConvertAll(offset, static number => (double)number), Array.ConvertAll(scale, static number => (double)number))));
    }
}
