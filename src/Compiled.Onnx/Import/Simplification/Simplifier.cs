namespace Compiled.Import;

/// <summary>
/// Goes through the graph once, from the input on: computes what is constant, passes through what changes nothing, and follows how wide the rows are. What it cannot pass
/// through stays for the recognition to refuse, if an output needs it.
/// </summary>
internal static class Simplifier
{
    public static void Simplify(Graph graph)
    {
        var folding = new ConstantFolding(graph);
        foreach (var node in graph.Nodes)
        {
            if (node.Outputs.Length == 0 || folding.TryFold(node))
                continue;
            if (Passage.Of(node, graph) is { } passed)
                node.Outputs[0].Is(InShape(node, passed.Source, passed.Features));
            else
                node.Outputs[0].Features = RowShapes.Of(node);
        }
    }

    /// <summary>The source itself; rows of several dimensions that are flattened are another value, since what follows must see the new shape.</summary>
    private static Value InShape(Node node, Value source, int[]? features) => features is null || source.Features.AsSpan().SequenceEqual(features)
        ? source
        : new Value(node.Outputs[0].Name, node) { Features = features, FlattenedFrom = source };
}
