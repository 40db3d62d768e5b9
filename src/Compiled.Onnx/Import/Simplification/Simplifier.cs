using Compiled.Blocks;

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
                ElementTypes.Follow(node);
                if (folding.TryFold(node))
                    continue;
                OldOpset.Check(node, graph.Opset);
                if (node.Obstacle is null)
                    Follow(node, graph);
                else
                    (node.Outputs[0].Features, node.Outputs[0].Lead) = (RowShapes.Of(node), RowShapes.LeadOf(node));
            }
            catch (ImportProblem problem) when (!problem.NamesNode)
            {
                throw problem.At(node);
            }
        }
    }

    private static void Follow(Node node, Graph graph)
    {
        // Until opset 12, no axis means 1, which a single row without an axis of rows does not have.
        if (OnnxBlocks.IsOperatorOf(node.Operator, BlockTraits.Classes) && graph.Opset < 13 && !node.Attributes.Has("axis") && node.Optional(0) is { Features: not null, Lead: not 1 })
            node.Obstacle = "works along axis 1, which is not an axis of its row: export the model with the axis of the values.";
        if (NumberLists.Follow(node))
            node.Outputs[0].Features = node.Obstacle is null ? RowShapes.Of(node) : null;
        else if (Columns.Follow(node))
            return;
        else if (Selection.Of(node, graph.Opset, graph.Budget) is { } selected)
            Select(node, selected);
        else if (Passage.Of(node, graph) is { } passed)
            node.Outputs[0].Is(InShape(node, passed));
        else
        {
            node.Outputs[0].Features = RowShapes.Of(node);
            RowMeans.Follow(node, graph.FixedRows);
        }

        // Of what was passed through, the value that it is a copy of says it.
        if (node.Selected is null)
            node.Outputs[0].Lead = RowShapes.LeadOf(node);
        if (node.Outputs[0].Resolved == node.Outputs[0] && node.Selected is null)
            Decompositions.Join(node);
    }

    private static void Select(Node node, int[][] selected)
    {
        var source = node.Input(0);
        node.Selected = selected;
        for (var place = 0; place < selected.Length; place++)
        {
            var output = node.Outputs[place];
            (output.Features, output.Lead) = ([selected[place].Length], source.Lead);
            // One place without an axis: a list of numbers, one for each row.
            output.IsList = node is { Operator: "Gather" } && node.Input(1).Constant!.Shape.Length == 0;
        }

        if (!node.Outputs[0].IsList && selected.Length == 1 && selected[0].SequenceEqual(Enumerable.Range(0, source.Features![0])))
            node.Outputs[0].Is(source);
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
    private static Value InShape(Node node, Passed passed) => passed.Features switch
    {
        null => passed.Source,
        [] => new Value(node.Outputs[0].Name, node) { Features = [1], IsList = true, FlattenedFrom = passed.Source },
        var features when !passed.Source.IsList && passed.Source.Lead == passed.Lead && passed.Source.Features.AsSpan().SequenceEqual(features) => passed.Source,
        var features => new Value(node.Outputs[0].Name, node) { Features = features, Lead = passed.Lead, FlattenedFrom = passed.Source },
    };
}
