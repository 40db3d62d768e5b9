using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>
/// A Concat of parts of one row, as scikit-learn's ColumnTransformer and the observations of an agent are put together: that row with its values in another order, scaled and clipped.
/// </summary>
internal static class Rejoining
{
    /// <summary>Null for a Concat of anything else.</summary>
    public static StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        // Wider rows than those of any network would take memory for nothing.
        if (!IsWithinRows(node) || node.InputCount < 2 || node.Outputs[0].Features![0] > Limits.MaxInputs)
            return null;
        // The nearest row that all parts are made of.
        var chains = Enumerable.Range(0, node.InputCount).Select(place => RowPart.Back(node.Input(place), weights).ToList()).ToList();
        foreach (var source in chains[0].Select(static part => part.Source).Where(static source => source is { IsRows: true, Features: [> 0] }))
        {
            var parts = chains.Select(chain => chain.Find(part => part.Source == source)).ToList();
            if (parts.Contains(null) || Joined(source, parts!) is not { } joined)
                continue;
            var steps = Steps(value, [.. joined.Parts.Select(static part => (part, part.Places!.Length))]);
            // All values in their order are no choice, and are gone later.
            steps.Add(new SelectStep(value, joined.Places, source.Features![0]));
            return new StepMatch(source, steps[0], [.. steps.Skip(1)]);
        }

        return null;
    }

    /// <summary>Whether a node concatenates flat rows within each row.</summary>
    public static bool IsWithinRows(Node node) =>
        node is { Operator: "Concat", Obstacle: null } && node.Outputs[0] is { IsRows: true, Features.Length: 1 } rows && rows.Place(node.Attributes.Int("axis", 0)) == 0;

    /// <summary>What is done to the parts of a row, the last step first.</summary>
    /// <param name="value">The row.</param>
    /// <param name="parts">Its parts, with their widths.</param>
    public static List<Step> Steps(Value value, IReadOnlyList<(RowPart Part, int Width)> parts)
    {
        var clips = parts.Select(static part => part.Part.Clip).ToList();
        List<Step> backward = [];
        if (clips.TrueForAll(static clip => clip is null))
            Add(parts.Select(static part => (part.Part.Before, part.Width)));
        else if (clips.TrueForAll(clip => clip == clips[0]))
        {
            Add(parts.Select(static part => (part.Part.After, part.Width)));
            backward.Add(new ActivationStep(value, Rectifiers.HardTanh, OnnxHardTanh.Arguments(clips[0]!.Value.Min, clips[0]!.Value.Max)));
            Add(parts.Select(static part => (part.Part.Before, part.Width)));
        }
        else
        {
            // Other bounds become -1 and 1, and values without bounds pass far within them.
            Add(parts.Select(static part => (Around(part.Part).Back.Then(part.Part.After), part.Width)));
            backward.Add(new ActivationStep(value, Rectifiers.HardTanh, OnnxHardTanh.Arguments(-1, 1)));
            Add(parts.Select(static part => (part.Part.Before.Then(Around(part.Part).There), part.Width)));
        }

        return backward;

        void Add(IEnumerable<(Affine Map, int Width)> maps)
        {
            if (maps.Any(static part => part.Map != Affine.Identity))
                backward.Add(new AffineStep(value, Affine.Joined(maps)));
        }
    }

    private static (Affine There, Affine Back) Around(RowPart part)
    {
        if (part.Clip is not var (min, max))
            return (Affine.Of([Math.ScaleB(1, RowPart.Passing)], [0]), Affine.Of([Math.ScaleB(1, -RowPart.Passing)], [0]));
        var (middle, half) = (((double)min + max) / 2, ((double)max - min) / 2);
        return (Affine.Centred([middle], [1 / half]), Affine.Of([half], [middle]));
    }

    /// <summary>The parts with their places; null where one has constants for rows of another width.</summary>
    private static (List<RowPart> Parts, int[] Places)? Joined(Value source, List<RowPart> parts)
    {
        List<RowPart> placed = [.. parts.Select(part => part.Places is null ? part with { Places = [.. Enumerable.Range(0, source.Features![0])] } : part)];
        return placed.TrueForAll(static part => new[] { part.Before, part.After }.All(map => map.Width == 1 || map.Width == part.Places!.Length))
            ? (placed, [.. placed.SelectMany(static part => part.Places!)])
            : null;
    }
}
