namespace Compiled.Import;

/// <summary>Heads are known by their names where both sides have the same ones: then the model's order does not matter. Where they have none in common, the order says it.</summary>
internal static class HeadOrder
{
    /// <summary>Where only some names are the same, their order would be a guess: each head that has no counterpart is a difference.</summary>
    public static IEnumerable<string> Differences(Topology topology, RecognisedModel model)
    {
        var names = model.Steps.OfType<HeadStep>().Select(static head => head.Name).ToList();
        var missing = topology.Heads.Where(head => !names.Contains(head.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        return missing.Count < topology.Heads.Count
            ? missing.Select(head => $"{topology.Name} has the head {head.Name}, but the model has {string.Join(", ", names)}: use the same names for all of them, or for none.")
            : [];
    }

    public static RecognisedModel As(Topology topology, RecognisedModel model)
    {
        var first = model.Steps.TakeWhile(static step => step is not HeadStep).Count();
        var heads = new Dictionary<string, List<Step>>(StringComparer.OrdinalIgnoreCase);
        List<Step> current = [];
        foreach (var step in model.Steps.Skip(first))
        {
            if (step is HeadStep head)
                heads.Add(head.Name, current = []);
            current.Add(step);
        }

        if (heads.Count < 2 || heads.Count != topology.Heads.Count || !topology.Heads.All(head => heads.ContainsKey(head.Name)))
            return model;
        return model with { Steps = [.. model.Steps.Take(first), .. topology.Heads.SelectMany(head => heads[head.Name])] };
    }
}
