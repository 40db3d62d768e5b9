using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>A part of a row that is joined from several: some values of another row, scaled, clipped, and scaled again.</summary>
/// <param name="Source">The other row.</param>
/// <param name="Places">Which of its values, in order; null for all.</param>
/// <param name="Before">What is done to them first.</param>
/// <param name="Clip">Between which bounds they are held then; null for none.</param>
/// <param name="After">What is done to them last.</param>
internal sealed record RowPart(Value Source, int[]? Places, Affine Before, (float Min, float Max)? Clip, Affine After)
{
    /// <summary>Values that are not clipped pass a clip of others at this fraction of their size, as a power of two: their bits stay.</summary>
    public const int Passing = -64;

    /// <summary>Scaling before parts are joined takes two nodes, rarely four; a long chain would only take time.</summary>
    private const int MostSteps = 16;

    /// <summary>Whether nothing is done to it.</summary>
    public bool IsWhole => Places is null && Clip is null && Before == Affine.Identity && After == Affine.Identity;

    /// <summary>A value as what is made of others, from itself back to the first that is computed in another way.</summary>
    public static IEnumerable<RowPart> Back(Value value, WeightSource weights)
    {
        var part = new RowPart(value, null, Affine.Identity, null, Affine.Identity);
        for (var step = 0; step <= MostSteps; step++)
        {
            part = part with { Source = part.Source.Unshaped };
            yield return part;
            if (part.Source is not { IsConstant: false, Producer: { Obstacle: null } node } || part.MadeOf(node, weights) is not { } earlier)
                yield break;
            part = earlier;
        }
    }

    /// <summary>The same as a part of what a node works on; null for a node that does more.</summary>
    private RowPart? MadeOf(Node node, WeightSource weights)
    {
        if (node.Selected is { } selected && Array.IndexOf(node.Outputs, Source) is >= 0 and var output)
            return this with { Source = node.Input(0), Places = Places is null ? selected[output] : [.. Places.Select(place => selected[output][place])] };
        if (Source != node.Outputs[0])
            return null;
        if (AffinePattern.Match(node, Source, weights) is { Step: AffineStep { Map: var map } } match)
        {
            if (Places is not null && map.Width > 1 && Places.Any(place => place >= map.Width))
                return null;
            var own = Places is null ? map : map.At(Places);
            return this with { Source = match.From, Before = Before == Affine.Identity ? own : own.Then(Before) };
        }

        // What was before is after the clip now.
        return Clip is null && node.Operator is "Clip" or "Min" or "Max" && Bounds.Of(Source) is var (x, min, max) && min < max && min >= float.MinValue && max <= float.MaxValue
            ? this with { Source = x, Clip = (min, max), After = Before, Before = Affine.Identity }
            : null;
    }
}
