namespace Compiled.Import;

/// <summary>Several inputs as one row: the observations of an agent, which its model concatenates before the first block, each perhaps scaled before.</summary>
internal static class InputJoiner
{
    /// <summary>Scaling before the inputs are joined takes two nodes, rarely four; a long chain would only take time.</summary>
    private const int MostSteps = 16;

    /// <exception cref="ImportProblem">The inputs are not concatenated once, all of them.</exception>
    public static void Join(Graph graph, WeightSource weights)
    {
        if (graph.Inputs.Count == 1)
            return;
        (Node Node, List<(Value Input, Affine Map)> Parts)? first = null;
        var inputs = graph.Inputs.ToHashSet();
        foreach (var node in graph.Nodes)
        {
            if (node.InputCount != inputs.Count || Parts(node, inputs, weights) is not { } parts || parts.Select(static part => part.Input).Distinct().Count() != parts.Count)
                continue;
            if (first is null)
                first = (node, parts);
            else if (Enumerable.Range(0, node.InputCount).All(place => node.Input(place) == first.Value.Node.Input(place)))
                // An actor and its critic may each join them.
                node.Outputs[0].Is(first.Value.Node.Outputs[0]);
        }

        if (first is not var (joint, joined))
            throw Apart(graph);
        if (joined.FirstOrDefault(static part => RowShapes.Width(part.Input.Features!) == 0).Input is { } open)
            throw new ImportProblem($"The model does not define the width of its input {Text.Quoted(open.Name)}, which is one of several that are concatenated: the widths of all of them are needed.");
        graph.Input = joint.Outputs[0];
        graph.InputNames = [.. joined.Select(static part => part.Input.Name)];
        if (joined.Any(static part => part.Map != Affine.Identity))
            graph.InputScaling = Affine.Joined(joined.Select(static part => (part.Map, RowShapes.Width(part.Input.Features!))));
    }

    private static ImportProblem Apart(Graph graph) => new(
        $"The outputs depend on the inputs {string.Join(", ", graph.Inputs.Take(5).Select(static input => Text.Quoted(input.Name)))}{(graph.Inputs.Count > 5 ? ", …" : "")}, "
        + "which the model does not simply concatenate: a network has one row of floats as its input. Choose outputs that depend on only one input with OnnxReadOptions.Outputs, or begin where they are joined, with the name of that value in OnnxReadOptions.Inputs.");

    /// <summary>The inputs that a node concatenates within each row; null when it is another node.</summary>
    private static List<(Value Input, Affine Map)>? Parts(Node node, HashSet<Value> inputs, WeightSource weights)
    {
        if (node.Operator != "Concat" || node.Outputs[0] is not { IsRows: true, Features.Length: 1 } rows || rows.Place(node.Attributes.Int("axis", 0)) != 0)
            return null;
        List<(Value, Affine)> parts = [];
        for (var place = 0; place < node.InputCount; place++)
        {
            if (Origin(node.Input(place), inputs, weights) is not { } part)
                return null;
            parts.Add(part);
        }

        return parts;
    }

    /// <summary>The input that a value is, but for its shape, factors and summands.</summary>
    private static (Value Input, Affine Map)? Origin(Value value, HashSet<Value> inputs, WeightSource weights)
    {
        var map = Affine.Identity;
        for (var step = 0; step <= MostSteps; step++)
        {
            value = value.Unshaped;
            if (inputs.Contains(value))
                return (value, map);
            if (value.IsConstant || value.Producer is not { Obstacle: null } node || value != node.Outputs[0] || AffinePattern.Match(node, value, weights) is not { Step: AffineStep scaling } match)
                return null;
            (map, value) = (map == Affine.Identity ? scaling.Map : scaling.Map.Then(map), match.From);
        }

        return null;
    }
}
