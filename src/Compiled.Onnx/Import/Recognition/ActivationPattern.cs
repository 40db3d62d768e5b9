namespace Compiled.Import;

/// <summary>Activations that are one operator, with the settings that blocks have.</summary>
internal static class ActivationPattern
{
    public static StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        var attributes = node.Attributes;
        return node.Operator switch
        {
            "Relu" or "Sigmoid" or "Tanh" or "Softsign" or "Mish" or "HardSwish" => Give(node, value, node.Operator),
            "LeakyRelu" => LeakyRelu(node, value),
            "Elu" => Elu(node, value),
            "Selu" => Fixed(node, value, ("alpha", 1.67326324, 1.67326324), ("gamma", 1.05070102, 1.05070102)),
            "HardSigmoid" => HardSigmoidPattern.Whole(node, value),
            "Gelu" => Give(node, value, "Gelu", (attributes.String("approximate") ?? "none") switch
            {
                "none" => "",
                "tanh" => GatedPattern.TanhGelu,
                var other => throw ImportProblem.With(node, $"has approximate = {Text.Quoted(other)}: supported are none and tanh."),
            }),
            "Swish" => Fixed(node, value, "Silu", ("alpha", 1, 1)),
            "Clip" or "Min" or "Max" when Bounds.Of(value) is not null => Clip(node, value),
            "Softmax" or "LogSoftmax" => Softmax(node, value),
            // Softplus of one β, unless the pattern behind it finds another.
            "Softplus" => Give(node, value, "Softplus", SoftplusPattern.Arguments(1, SoftplusPattern.StandardThreshold)),
            _ => null,
        };
    }

    private static StepMatch Give(Node node, Value value, string kind, string arguments = "") => new(node.Input(0), new ActivationStep(value, kind, arguments));

    /// <summary>Operators whose settings our blocks do not have: they must be the usual ones, which ONNX's own defaults are not always.</summary>
    private static StepMatch Fixed(Node node, Value value, params (string Name, double Default, double Expected)[] settings) => Fixed(node, value, node.Operator, settings);

    private static StepMatch Fixed(Node node, Value value, string kind, params (string Name, double Default, double Expected)[] settings)
    {
        foreach (var (name, otherwise, expected) in settings)
        {
            var actual = node.Attributes.Float(name, (float)otherwise);
            if (Math.Abs(actual - expected) > 1e-5)
                throw ImportProblem.With(node, $"has {name} = {Text.Value(actual)}: supported is {Text.Value((float)expected)}, as in PyTorch.");
        }

        return Give(node, value, kind);
    }

    private static StepMatch LeakyRelu(Node node, Value value)
    {
        var slope = node.Attributes.Float("alpha", 0.01f);
        return slope is >= 0 and < 1
            ? Give(node, value, "LeakyRelu", $"slope: {Text.Argument(slope)}")
            : throw ImportProblem.With(node, $"has the slope {Text.Value(slope)}: supported are 0 to below 1.");
    }

    private static StepMatch Elu(Node node, Value value)
    {
        var alpha = node.Attributes.Float("alpha", 1);
        return alpha is >= 0 and <= float.MaxValue
            ? Give(node, value, "Elu", $"alpha: {Text.Argument(alpha)}")
            : throw ImportProblem.With(node, $"has alpha = {Text.Value(alpha)}: supported are finite values from 0 on.");
    }

    /// <summary>Two bounds are a HardTanh, a lower one of 0 alone is a Relu.</summary>
    private static StepMatch Clip(Node node, Value value)
    {
        var (x, min, max) = Bounds.Of(value)!.Value;
        // What older exporters write for none.
        if (min == 0 && max >= float.MaxValue)
            return new StepMatch(x, new ActivationStep(value, "Relu"));
        return min < max && min >= float.MinValue && max <= float.MaxValue
            ? new StepMatch(x, new ActivationStep(value, "HardTanh", $"min: {Text.Argument(min)}, max: {Text.Argument(max)}"))
            : throw ImportProblem.With(node, $"clips to {Text.Value(min)} … {Text.Value(max)}: supported are two finite bounds, the first below the second, or 0 alone.");
    }

    /// <summary>Over the row: the last axis, or the one behind the rows.</summary>
    private static StepMatch Softmax(Node node, Value value)
    {
        // −1 is the default since opset 13, 1 before: the same for flat rows.
        var axis = node.Attributes.Int("axis", -1);
        if (node.Input(0).Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}: supported are flat rows.");
        return (node.Input(0).Features is null ? axis is -1 or 1 : node.Input(0).Place(axis) == 0)
            ? Give(node, value, node.Operator)
            : throw ImportProblem.With(node, $"works along axis {Text.Number(axis)}, which mixes rows with one another: supported are -1 and {Text.Number(node.Input(0).Lead)}.");
    }
}
