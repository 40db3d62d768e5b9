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
        foreach (var node in Needed(graph))
        {
            try
            {
                if (!folding.TryFold(node))
                    Follow(node, graph);
            }
            catch (ImportProblem problem) when (!problem.NamesNode)
            {
                throw problem.At(node);
            }
        }
    }

    private static void Follow(Node node, Graph graph)
    {
        if (NumberLists.Follow(node))
            node.Outputs[0].Features = node.Obstacle is null ? RowShapes.Of(node) : null;
        else if (Passage.Of(node, graph) is { } passed)
            node.Outputs[0].Is(InShape(node, passed.Source, passed.Features));
        else
            node.Outputs[0].Features = RowShapes.Of(node);
    }

    /// <summary>The nodes that some output depends on, in order: what the others hold may be anything.</summary>
    private static List<Node> Needed(Graph graph)
    {
        var values = graph.Outputs.ToHashSet();
        List<Node> needed = [];
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!node.Outputs.Any(values.Contains))
                continue;
            needed.Add(node);
            for (var place = 0; place < node.InputCount; place++)
            {
                if (node.Optional(place) is { } input)
                    values.Add(input);
            }
        }

        needed.Reverse();
        return needed;
    }

    /// <summary>The source itself; rows of several dimensions that are flattened are another value, since what follows must see the new shape.</summary>
    private static Value InShape(Node node, Value source, int[]? features) => features switch
    {
        null => source,
        [] => new Value(node.Outputs[0].Name, node) { Features = [1], IsList = true, FlattenedFrom = source },
        _ when source.Features.AsSpan().SequenceEqual(features) => source,
        _ => new Value(node.Outputs[0].Name, node) { Features = features, FlattenedFrom = source },
    };
}
