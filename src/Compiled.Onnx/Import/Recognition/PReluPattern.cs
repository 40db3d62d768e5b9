namespace Compiled.Import;

/// <summary>PRelu with constant slopes.</summary>
internal static class PReluPattern
{
    public static StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "PRelu")
            return null;
        var slopes = node.Input(1).Constant ?? throw ImportProblem.With(node, $"has the computed slopes {Text.Quoted(node.Input(1).Name)}: supported are constants.");
        var values = weights.Vector(node, slopes);
        if (values.Length > 1 && node.Input(0).Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}: supported are slopes of flat rows.");
        return new StepMatch(node.Input(0), new SlopesStep(value, values));
    }
}
