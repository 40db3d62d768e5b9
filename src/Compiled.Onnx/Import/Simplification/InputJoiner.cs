namespace Compiled.Import;

/// <summary>Several inputs as one row: the observations of an agent, which its model concatenates before the first block, each perhaps scaled and clipped before.</summary>
internal static class InputJoiner
{
    /// <exception cref="ImportProblem">The inputs are not concatenated once, all of them.</exception>
    public static void Join(Graph graph, WeightSource weights)
    {
        if (graph.Inputs.Count == 1)
            return;
        (Node Node, List<RowPart> Parts)? first = null;
        var inputs = graph.Inputs.ToHashSet();
        foreach (var node in graph.Nodes)
        {
            if (node.InputCount != inputs.Count || Parts(node, inputs, weights) is not { } parts || parts.Select(static part => part.Source).Distinct().Count() != parts.Count)
                continue;
            if (first is null)
                first = (node, parts);
            else if (Enumerable.Range(0, node.InputCount).All(place => node.Input(place) == first.Value.Node.Input(place)))
                // An actor and its critic may each join them.
                node.Outputs[0].Is(first.Value.Node.Outputs[0]);
        }

        if (first is not var (joint, joined))
        {
            MakeRow(graph);
            return;
        }

        if (joined.FirstOrDefault(static part => RowShapes.Width(part.Source.Features!) == 0)?.Source is { } open)
            throw new ImportProblem($"The model does not define the width of its input {Text.Quoted(open.Name)}, which is one of several that are concatenated: the widths of all of them are needed.");
        if (joined.Sum(static part => (long)RowShapes.Width(part.Source.Features!)) is > Limits.MaxInputs and var width)
            throw new ImportProblem($"The inputs that the model concatenates have {Text.Number(width)} values, but a network has at most {Text.Number(Limits.MaxInputs)} inputs.");
        graph.Input = joint.Outputs[0];
        graph.InputNames = [.. joined.Select(static part => part.Source.Name)];
        if (joined.TrueForAll(static part => part.IsWhole))
        {
            graph.InputPlaces = Places([.. joined.Select(static part => part.Source)]);
            return;
        }

        graph.InputParts = [.. joined.Select(static part => (part, RowShapes.Width(part.Source.Features!)))];
        if (joined.Exists(static part => part.Clip is null) && joined.Exists(static part => part.Clip is not null))
            graph.Notes = [.. graph.Notes, $"Some of the inputs are clipped before they are joined, but not {string.Join(", ", joined.Where(static part => part.Clip is null).Select(static part => Text.Quoted(part.Source.Name)))}: they pass the clip at a fraction of 2^{RowPart.Passing} of their size, which changes no value below 1E+19."];
    }

    /// <summary>What to say of inputs that are not simply concatenated.</summary>
    public static string Apart(IReadOnlyList<Value> inputs) =>
        $"The outputs depend on the inputs {string.Join(", ", inputs.Take(5).Select(static input => Text.Quoted(input.Name)))}{(inputs.Count > 5 ? ", …" : "")}, "
        + "which the model does not simply concatenate: a network has one row of floats as its input. Choose outputs that depend on only one input with OnnxReadOptions.Outputs, or begin where they are joined, with the name of that value in OnnxReadOptions.Inputs.";

    /// <summary>One row of all inputs, in the model's order: each is a part of it, and what adds or joins them later works on parts.</summary>
    private static void MakeRow(Graph graph)
    {
        if (!graph.Inputs.All(static input => input is { Lead: 1, IsColumn: false, Features: { } features } && RowShapes.Width(features) > 0)
            || graph.Inputs.Sum(static input => (long)RowShapes.Width(input.Features!)) is not (<= int.MaxValue and var width))
            throw new ImportProblem(Apart(graph.Inputs));
        graph.Input = new Value("row", null) { Features = [(int)width] };
        graph.InputNames = [.. graph.Inputs.Select(static input => input.Name)];
        graph.InputPlaces = Places(graph.Inputs);
        graph.IsRowMade = true;
    }

    private static Dictionary<Value, int[]> Places(IReadOnlyList<Value> parts)
    {
        Dictionary<Value, int[]> places = [];
        var first = 0;
        foreach (var part in parts)
        {
            var width = RowShapes.Width(part.Features!);
            places.Add(part, [.. Enumerable.Range(first, width)]);
            first += width;
        }

        return places;
    }

    /// <summary>The inputs that a node concatenates within each row, whole ones; null when it is another node.</summary>
    private static List<RowPart>? Parts(Node node, HashSet<Value> inputs, WeightSource weights)
    {
        if (!Rejoining.IsWithinRows(node))
            return null;
        var parts = Enumerable.Range(0, node.InputCount).Select(place => RowPart.Back(node.Input(place), weights).FirstOrDefault(part => inputs.Contains(part.Source))).ToList();
        return parts.All(static part => part is { Places: null }) ? [.. parts.OfType<RowPart>()] : null;
    }
}
