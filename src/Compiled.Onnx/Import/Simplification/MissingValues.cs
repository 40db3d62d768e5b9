namespace Compiled.Import;

/// <summary>Imputers: they replace NaN, for which a network promises nothing. The rows pass, and a note says what is to be done before a prediction.</summary>
internal static class MissingValues
{
    private const int MostShown = 8;

    /// <summary>Null for a node that replaces other values, or does something else.</summary>
    public static Passed? Of(Node node, Graph graph) => node.Operator == "Where" ? Selected(node, graph) : Imputer(node, graph);

    /// <summary>scikit-learn's SimpleImputer.</summary>
    private static Passed? Imputer(Node node, Graph graph)
    {
        if (node.Input(0) is not { IsRows: true } source)
            return null;
        var (replaced, values) = (node.Attributes.Float("replaced_value_float", 0), node.Attributes.Floats("imputed_value_floats") ?? []);
        if (!float.IsNaN(replaced) || values.Length == 0)
        {
            var what = values.Length > 0 ? $"replaces every {Text.Value(replaced)} by {Shown(values)}" : "replaces whole numbers by others";
            return Passage.Refuse(node, $"{what}, which no block does: replace such values before predicting, and begin after it, with {Text.Quoted(node.Outputs[0].Name)} in OnnxReadOptions.Inputs.");
        }

        if (values.Length > 1 && source.Features is [> 0 and var width] && width != values.Length)
            throw ImportProblem.With(node, $"has {Text.Number(values.Length)} values for rows of {Text.Number(width)} floats.");
        return Through(node, source, values, graph);
    }

    /// <summary>Where(IsNaN(x), c, x).</summary>
    private static Passed? Selected(Node node, Graph graph)
    {
        if (node.InputCount != 3 || node.Optional(0) is not { } mask || !Scalars.IsBy(mask, "IsNaN", out var test) || node.Optional(2) is not { IsRows: true } source || test.Input(0) != source
            || node.Optional(1)?.Constant is not { Floats: { Length: > 0 } values } constant || constant.Shape.SkipLast(1).Any(static size => size != 1))
            return null;
        if (constant.Shape.Length > source.Lead + source.Features!.Length || (values.Length > 1 && (source.Features is not [var width] || width != values.Length)))
            return Passage.Refuse(node, $"replaces NaN by constants of {Text.Shape(constant.Shape)}, which are not one for each value of a row.");
        return Through(node, source, values, graph);
    }

    private static Passed Through(Node node, Value source, float[] values, Graph graph)
    {
        graph.Notes = [.. graph.Notes, $"Node {node.Title} replaces missing values (NaN) by {Shown(values)}: no block does, so do it before predicting. NaN among the inputs gives NaN."];
        return new(source);
    }

    private static string Shown(float[] values) =>
        string.Join(", ", values.Take(MostShown).Select(static value => Text.Value(value))) + (values.Length > MostShown ? ", …" : "") + (values.Length > 1 ? ", one for each value of a row" : "");
}
