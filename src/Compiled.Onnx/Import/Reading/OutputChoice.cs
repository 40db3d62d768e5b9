namespace Compiled.Import;

/// <summary>Which of a model's outputs are predicted: those that the caller names, or all that are computed from an input.</summary>
internal static class OutputChoice
{
    /// <summary>The outputs, and what was left out, a sentence each.</summary>
    /// <param name="outputs">The model's own.</param>
    /// <param name="wanted">The names that the caller gives; null for none.</param>
    /// <param name="find">Finds any value of the graph by its name.</param>
    /// <param name="nodes">All nodes, in order.</param>
    /// <param name="inputs">The model's inputs.</param>
    /// <exception cref="ImportProblem">A name is not that of a computed value.</exception>
    public static (List<Value> Outputs, List<string> Notes) Choose(
        List<Value> outputs, IReadOnlyList<string>? wanted, Func<string, Value?> find, IReadOnlyList<Node> nodes, IReadOnlyCollection<Value> inputs)
    {
        if (wanted is not null)
            return ([.. wanted.Select(name => Named(name, find, outputs))], []);
        var computed = Computed(nodes, inputs);
        var drawn = Drawn(nodes);
        var chosen = outputs.Where(output => computed.Contains(output) && !IsPassedOn(output, inputs) && !drawn.Contains(output)).ToList();
        // Where nothing is left, what is wrong with the outputs is said of the outputs.
        if (chosen.Count == 0 || chosen.Count == outputs.Count)
            return (outputs, []);
        return (chosen, [.. outputs.Except(chosen).Select(output =>
            $"The output {Text.Quoted(output.Name)} is ignored: it is {(drawn.Contains(output) ? "computed from random numbers, as a policy does that explores" : computed.Contains(output) ? "an input that is passed through" : "a constant")}.")]);
    }

    /// <summary>The inputs that the outputs depend on.</summary>
    public static List<Value> InputsOf(IReadOnlyList<Value> outputs, IReadOnlyList<Node> nodes, IReadOnlyCollection<Value> inputs)
    {
        var needed = outputs.ToHashSet();
        foreach (var node in nodes.Reverse())
        {
            if (node.Outputs.Any(needed.Contains))
                needed.UnionWith(node.Inputs);
        }

        return [.. inputs.Where(needed.Contains)];
    }

    private static Value Named(string name, Func<string, Value?> find, List<Value> outputs)
    {
        if (find(name) is { } value && (value.Producer is not null || outputs.Contains(value)))
            return value;
        throw new ImportProblem(
            $"OnnxReadOptions.Outputs has {Text.Quoted(name)}, but no node of the model computes a value with that name; the model's outputs are {string.Join(", ", outputs.Take(20).Select(static output => Text.Quoted(output.Name)))}.");
    }

    /// <summary>Everything that depends on an input.</summary>
    private static HashSet<Value> Computed(IReadOnlyList<Node> nodes, IReadOnlyCollection<Value> inputs)
    {
        var computed = inputs.ToHashSet();
        foreach (var node in nodes)
        {
            // The number of rows says nothing about their values: a constant that is repeated for each row stays a constant.
            if (node.Operator is not ("Shape" or "Size") && node.Inputs.Any(computed.Contains))
                computed.UnionWith(node.Outputs);
        }

        return computed;
    }

    /// <summary>Everything that depends on random numbers: no network gives it, but the actions of a policy without them are often an output too.</summary>
    private static HashSet<Value> Drawn(IReadOnlyList<Node> nodes)
    {
        HashSet<Value> drawn = [];
        foreach (var node in nodes)
        {
            if (SupportedOperators.DrawsNumbers(node) || node.Inputs.Any(drawn.Contains))
                drawn.UnionWith(node.Outputs);
        }

        return drawn;
    }

    /// <summary>Such as the state of a recurrent network, which one without a state hands on.</summary>
    private static bool IsPassedOn(Value output, IReadOnlyCollection<Value> inputs)
    {
        var value = output;
        while (value.Producer is { Operator: "Identity" } node && node.Optional(0) is { } source)
            value = source;
        return inputs.Contains(value);
    }
}
