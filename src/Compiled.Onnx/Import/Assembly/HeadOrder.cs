namespace Compiled.Import;

/// <summary>Heads are known by their names where both sides have the same ones: then the model's order does not matter.</summary>
internal static class HeadOrder
{
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
