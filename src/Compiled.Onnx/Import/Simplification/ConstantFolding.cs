namespace Compiled.Import;

/// <summary>Computes what does not depend on the input: exporters write weights transposed, cast and reshaped, and shapes as sums of pieces.</summary>
internal sealed class ConstantFolding(Graph graph)
{
    private double _stepsLeft = ConstantArithmetic.MostSteps;

    /// <summary>True when the node is constant now.</summary>
    public bool TryFold(Node node)
    {
        if (node.Operator == "Constant")
        {
            // Read where it is needed, so that what it cannot be is said of the node that needs it.
            node.Outputs[0].Lazy = () => Literal(node);
            return true;
        }

        if (node.Operator == "Shape")
            return Give(node, Shape(node));
        if (node.InputCount == 0 || !Enumerable.Range(0, node.InputCount).All(place => node.Optional(place) is null or { IsConstant: true }) || node.Optional(0) is null)
            return false;
        // Dropout and such of a constant: training_mode matters to nobody but the rows.
        var result = node.Operator switch
        {
            "Identity" => node.Input(0).Constant,
            "Cast" => Cast(node, node.Input(0).Constant!),
            "Transpose" => Transpose(node, node.Input(0).Constant!),
            "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" => ConstantShapes.Reshape(node, node.Input(0).Constant!, graph.Opset),
            "Concat" => ConstantShapes.Concat(node, graph.Budget),
            "Gather" => ConstantShapes.Gather(node),
            "Slice" => ConstantShapes.Slice(node, graph.Opset, graph.Budget),
            "MatMul" => ConstantArithmetic.Product(node, graph.Budget, ref _stepsLeft),
            "ConstantOfShape" => ConstantArithmetic.Filled(node, graph.Tensors, graph.Budget),
            "Neg" or "Sqrt" or "Reciprocal" or "Abs" => ConstantArithmetic.Unary(node, graph.Budget),
            "Add" or "Sub" or "Mul" or "Div" or "Pow" or "Max" or "Min" => ConstantArithmetic.Binary(node, graph.Budget),
            _ => null,
        };
        return Give(node, result);
    }

    private static bool Give(Node node, Constant? constant)
    {
        node.Outputs[0].Constant = constant;
        return constant is not null;
    }

    private Constant Literal(Node node)
    {
        var name = node.Outputs[0].Name;
        if (node.Attributes.Tensor("value") is { } tensor)
            return graph.Tensors.Read(tensor, name);
        if (node.Attributes.Has("value_float"))
            return new Constant(name, [], [node.Attributes.Float("value_float", 0)]);
        if (node.Attributes.Floats("value_floats") is { } floats)
            return new Constant(name, [floats.Length], floats);
        if (node.Attributes.Has("value_int"))
            return new Constant(name, [], [node.Attributes.Int("value_int", 0)]);
        if (node.Attributes.Ints("value_ints") is { } integers)
            return new Constant(name, [integers.Length], integers);
        if (node.Attributes.String("value_string") is { } text)
            return new Constant(name, [], [text]);
        return node.Attributes.Strings("value_strings") is { } texts
            ? new Constant(name, [texts.Length], texts)
            : throw ImportProblem.With(node, "has no supported value: only a tensor, floats, integers or strings are supported.");
    }

    private static Constant? Shape(Node node)
    {
        if (node.Attributes.Has("start") || node.Attributes.Has("end"))
            return null;
        if (node.Input(0).IsConstant)
        {
            var constant = node.Input(0).Constant!;
            return new Constant(node.Outputs[0].Name, [constant.Shape.Length], Array.ConvertAll(constant.Shape, static size => (long)size));
        }

        return node.Input(0) is { IsRows: true, IsList: false, Features: { } features } && !features.Contains(0)
            ? new Constant(node.Outputs[0].Name, [node.Input(0).Lead + features.Length], [.. Leading(node.Input(0).Lead), .. features.Select(static size => (long)size)])
            : null;
    }

    /// <summary>The rows, with axes of size 1 before them.</summary>
    private static IEnumerable<long> Leading(int count) => count == 0 ? [] : [.. Enumerable.Repeat(1L, count - 1), Constant.Rows];

    private Constant? Cast(Node node, Constant constant)
    {
        switch (node.Attributes.Int("to", 0))
        {
            case 1 or 10 or 11 or 16 when constant.Floats is not null:
                return constant;
            case 1 or 10 or 11 or 16 when constant.Integers is { } integers && !integers.Contains(Constant.Rows):
                graph.Budget.Take(integers.Length, sizeof(float), constant.Name);
                return new Constant(constant.Name, constant.Shape, Array.ConvertAll(integers, static value => (float)value));
            case 6 or 7 when constant.Integers is not null:
                return constant;
            case 6 or 7 when constant.Floats is { } floats && floats.All(static value => Math.Abs(value) < 1L << 62):
                graph.Budget.Take(floats.Length, sizeof(long), constant.Name);
                return new Constant(constant.Name, constant.Shape, Array.ConvertAll(floats, static value => (long)value));
            default:
                return null;
        }
    }

    private Constant? Transpose(Node node, Constant constant)
    {
        var rank = constant.Shape.Length;
        var order = node.Attributes.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(static axis => (long)axis)];
        if (order.Length != rank || !order.Order().SequenceEqual(Enumerable.Range(0, rank).Select(static axis => (long)axis)))
            throw ImportProblem.With(node, $"permutes the axes {Text.Shape(order)} of a tensor with {Text.Number(rank)}: each must appear exactly once.");
        if (rank < 2)
            return constant;
        if (rank > 2)
            return null;
        if (order[0] == 0)
            return constant;
        graph.Budget.Take(constant.Count, 2 * sizeof(float), constant.Name);
        var (rows, columns) = (constant.Shape[0], constant.Shape[1]);
        var places = new int[constant.Count];
        for (var column = 0; column < columns; column++)
            for (var row = 0; row < rows; row++)
                places[(column * rows) + row] = (row * columns) + column;
        return constant.Picked([columns, rows], places);
    }
}
