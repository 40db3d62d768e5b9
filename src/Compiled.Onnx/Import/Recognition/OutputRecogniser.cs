using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>All outputs of a model as one chain of steps: with a head for each, where there are several.</summary>
internal sealed class OutputRecogniser(Graph graph, OnnxReadOptions options)
{
    private readonly List<string> _notes = [.. graph.Notes];

    public RecognisedModel Recognise(string name)
    {
        var tail = ClassifierTail.Of(graph.Outputs);
        var heads = Heads(tail.Rows());
        if (options.Outputs is null)
            heads = WithoutLogits(heads);
        heads = Logarithms.Of(heads, _notes);
        var recogniser = new Recogniser(graph, new WeightSource(options.AllowNonFinite, graph.Budget));
        var chains = heads.Select(head => Chain(recogniser, head, heads.Count)).ToList();
        var steps = chains.Count == 1 ? chains[0] : HeadJoiner.Join(chains, heads);
        var input = graph.Input.Features!;
        // Before memory is taken for each of them.
        if (RowShapes.Width(input) > Limits.MaxInputs)
            throw new ImportProblem($"The input {Text.Quoted(graph.Input.Name)} has {Text.Number(RowShapes.Width(input))} values, but a network has at most {Text.Number(Limits.MaxInputs)} inputs.");
        return new RecognisedModel(steps, RowShapes.Width(input), graph.InputNames, tail.Classes.Count > 0 ? tail.Classes : graph.Classes, name, options.AllowNonFinite)
        {
            // A classifier that gives the probability of a yes, for one label or for each of several, is trained on nothing else.
            Loss = chains.Count == 1 && tail.IsClassifier && steps is [.., ActivationStep last] && last.Kind.Traits.Has(BlockTraits.BinaryProbability)
                ? BlockCatalogue.LossAfter(last.Kind.Traits).Name : null,
            Notes = _notes,
            Features = graph.Features,
            Encoder = graph.Encoder,
        };
    }

    private List<Step> Chain(Recogniser recogniser, (Value Value, string Name) head, int heads)
    {
        try
        {
            return recogniser.Recognise(head.Value);
        }
        catch (ImportProblem problem) when (graph.IsRowMade)
        {
            throw problem.And(InputJoiner.Apart(graph.Inputs));
        }
        catch (ImportProblem problem) when (heads > 1 && options.Outputs is null)
        {
            throw problem.And($"The output {Text.Quoted(head.Name)} needs it; choose other outputs of the model with OnnxReadOptions.Outputs.");
        }
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
                if (heads.All(head => head.Value.Unshaped != part.Value.Unshaped))
                    heads.Add(part);
            }
        }

        return heads;
    }

    /// <summary>Logits and their softmax or sigmoid are one network, and so are a softmax and its logarithm: the probabilities are kept.</summary>
    private List<(Value Value, string Name)> WithoutLogits(List<(Value Value, string Name)> heads)
    {
        var kept = heads.ToList();
        foreach (var (value, name) in heads)
        {
            if (Logits(value) is not { } logits)
                continue;
            foreach (var other in heads.Where(other => other.Value != value && kept.Contains(other)))
            {
                var isTwin = Logits(other.Value)?.Unshaped == logits.Unshaped
                    && (OnnxBlocks.ProducerOf(other.Value.Unshaped, BlockTraits.LogProbabilities) is not null || heads.IndexOf(other) > heads.IndexOf((value, name)))
                    && OnnxBlocks.ProducerOf(value.Unshaped, BlockTraits.LogProbabilities) is null;
                if (other.Value.Unshaped != logits.Unshaped && !isTwin)
                    continue;
                _ = kept.Remove(other);
                _notes.Add(
                    $"The output {Text.Quoted(other.Name)} is ignored: {Text.Quoted(name)} is {(isTwin ? "computed from the same values" : "computed from it")}. Choose another one with OnnxReadOptions.Outputs.");
            }
        }

        return kept;
    }

    /// <summary>What a value is the probabilities of.</summary>
    private static Value? Logits(Value value) =>
        OnnxBlocks.ProducerOf(value.Unshaped, BlockTraits.Classes | BlockTraits.BinaryProbability)?.Input(0);

    private static IEnumerable<(Value Value, string Name)> Parts(Value value, string name)
    {
        if (!Scalars.IsBy(value, "Concat", out var node))
            return [(value, name)];
        var axis = node.Attributes.Int("axis", 0);
        if (value.Features is null ? axis is not (1 or -1) : value.Place(axis) != 0)
            throw ImportProblem.With(node, "concatenates rows vertically: only axis 1, within each row, is supported.");
        var parts = Enumerable.Range(0, node.InputCount).Select(node.Input).ToList();
        if (parts.FirstOrDefault(static part => part.IsConstant) is { } constant)
            throw ImportProblem.With(node, $"concatenates rows with {Text.Quoted(constant.Name)}, a constant, which no block can do.");
        if (parts.Count > Limits.MaxBlocks)
            throw ImportProblem.With(node, $"concatenates {Text.Number(parts.Count)} values, more than a network can have heads.");
        // 1 − p and p: a classifier of two classes, whose network gives p.
        if (parts is [var no, { Features: [1] } yes] && IsComplement(no, yes))
            return [(yes, name)];
        return parts.Distinct().Count() == parts.Count
            ? parts.Select(static part => (part, part.Name))
            : throw ImportProblem.With(node, "concatenates a value with itself, which no block can do.");
    }

    /// <summary>Whether a value is 1 − p and p.</summary>
    public static bool IsBothOfTwo(Value value) => Scalars.IsBy(value, "Concat", out var node) && node.InputCount == 2 && node.Input(1) is { Features: [1] } yes && IsComplement(node.Input(0), yes);

    private static bool IsComplement(Value no, Value yes) =>
        Scalars.IsBy(no, "Sub", out var difference) && Scalars.Is(difference.Input(0), out var one) && one == 1 && difference.Input(1) == yes;
}
