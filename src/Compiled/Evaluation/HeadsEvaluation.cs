using System.Globalization;

namespace Compiled;

/// <summary>How well one head does.</summary>
/// <param name="Name">The head.</param>
/// <param name="Evaluation">Its evaluation, according to its loss.</param>
public sealed record HeadScore(string Name, Evaluation Evaluation);

/// <summary>How well a network with heads does: each head is judged separately, according to its own loss, with its own metrics and baseline.</summary>
public sealed class HeadsEvaluation : Evaluation
{
    internal HeadsEvaluation(int count, IReadOnlyList<HeadScore> heads)
        : base(count)
    {
        Heads = [.. heads];
        if (Heads.All(static head => head.Evaluation.Baseline is not null))
            Baseline = new("the constant answer of each head", new HeadsEvaluation(count, [.. Heads.Select(static head => new HeadScore(head.Name, head.Evaluation.Baseline!.Evaluation))]));
    }

    /// <summary>The heads, in the order of their outputs.</summary>
    public IReadOnlyList<HeadScore> Heads { get; }

    /// <summary>The average of the heads' scores, each the accuracy of its decisions or its R².</summary>
    public override double Score => Heads.Average(static head => head.Evaluation.Score);

    /// <summary>The reports of the heads, one after the other.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"score {Score:F4}, the average of {Heads.Count} heads\n\n")
        + string.Join("\n\n", Heads.Select(static head => $"{head.Name}: {head.Evaluation}"));
}
