namespace Compiled.Import;

/// <summary>All outputs of a model as one chain of steps: with a head for each, where there are several.</summary>
internal sealed class OutputRecogniser(Graph graph, OnnxReadOptions options)
{
    public RecognisedModel Recognise(string name)
    {
        var tail = ClassifierTail.Of(graph.Outputs);
        var heads = Heads(tail.Rows());
        var recogniser = new Recogniser(graph, new WeightSource(options.AllowNonFinite, graph.Budget));
        var chains = heads.Select(head => recogniser.Recognise(head.Value)).ToList();
        var steps = chains.Count == 1 ? chains[0] : HeadJoiner.Join(chains, heads);
        var input = graph.Input.Features!;
        return new RecognisedModel(steps, RowShapes.Width(input), graph.Input.Name, tail.Classes.Count > 0 ? tail.Classes : graph.Classes, name, options.AllowNonFinite) { Features = graph.Features };
    }

    /// <summary>The rows that are predicted; a Concat at the end is its parts.</summary>
    private static List<(Value Value, string Name)> Heads(List<(Value Value, string Name)> outputs)
    {
        List<(Value Value, string Name)> heads = [];
        // The joined outputs say the order of their parts, which may be outputs of their own as well.
        foreach (var (value, name) in outputs.OrderBy(static output => Scalars.IsBy(output.Value, "Concat", out _) ? 0 : 1))
        {
            foreach (var part in Parts(value, name))
            {
                if (heads.All(head => head.Value != part.Value))
                    heads.Add(part);
            }
        }

        return heads;
    }

    private static IEnumerable<(Value Value, string Name)> Parts(Value value, string name)
    {
        if (!Scalars.IsBy(value, "Concat", out var node))
            return [(value, name)];
        if (node.Attributes.Int("axis", 0) is not (1 or -1))
            throw ImportProblem.With(node, "joins rows below one another: supported is axis 1, within each row.");
        var parts = Enumerable.Range(0, node.InputCount).Select(node.Input).ToList();
        if (parts.FirstOrDefault(static part => part.IsConstant) is { } constant)
            throw ImportProblem.With(node, $"joins rows with {Text.Quoted(constant.Name)}, a constant, which no block does.");
        if (parts.Count > Limits.MaxBlocks)
            throw ImportProblem.With(node, $"joins {Text.Number(parts.Count)} values, more than a network can have heads.");
        // 1 − p and p: a classifier of two classes, whose network gives p.
        if (parts is [var no, { Features: [1] } yes] && IsComplement(no, yes))
            return [(yes, name)];
        return parts.Distinct().Count() == parts.Count
            ? parts.Select(static part => (part, part.Name))
            : throw ImportProblem.With(node, "joins a value with itself, which no block does.");
    }

    private static bool IsComplement(Value no, Value yes) =>
        Scalars.IsBy(no, "Sub", out var difference) && Scalars.Is(difference.Input(0), out var one) && one == 1 && difference.Input(1) == yes;
}
