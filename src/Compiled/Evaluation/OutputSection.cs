using Compiled.Numerics;

namespace Compiled;

/// <summary>The outputs that one loss sees, a head's or all, and what they say. Made from a topology; the topology's loss decides, and its last block where that says more.</summary>
/// <param name="Name">The head's name; empty without heads.</param>
/// <param name="Offset">The first output.</param>
/// <param name="Size">Number of outputs.</param>
/// <param name="Meaning">What they say.</param>
/// <param name="AreLogarithms">Whether they are logarithms of what they say.</param>
/// <param name="Quantile">τ, where they are quantiles.</param>
internal sealed record OutputSection(string Name, int Offset, int Size, OutputMeaning Meaning, bool AreLogarithms, float Quantile)
{
    /// <summary>The sections of a row, in order.</summary>
    public static IReadOnlyList<OutputSection> Of(Topology topology)
    {
        if (topology.Heads.Count == 0)
        {
            var whole = Of("", 0, topology.OutputSize, Last(topology.Blocks), topology.Loss, topology.LossArguments);
            // Also without a loss: a network that only predicts, with two classes.
            return [topology.IsBinaryClassifier ? whole with { Meaning = OutputMeaning.Probabilities } : whole];
        }

        return [.. topology.Heads.Select(head => Of(head.Name, head.Offset, head.Size, Last(BlocksOf(topology, head)), head.Loss, head.LossArguments))];
    }

    /// <summary>Whether one or several decisions are made, rather than a number estimated.</summary>
    public bool Decides => Meaning is OutputMeaning.Classes or OutputMeaning.Probabilities or OutputMeaning.Logits or OutputMeaning.Margins;

    /// <summary>Above it an output, as <see cref="Read(float)"/> gives it, is a yes. Margins and log-odds change sides at 0, probabilities at one half.</summary>
    public float Threshold => Meaning is OutputMeaning.Margins or OutputMeaning.Logits ? 0 : 0.5f;

    /// <summary>Outputs in the unit of the targets: the rate in place of its logarithm, the probability in place of its logarithm. Other outputs stay as they are.</summary>
    public float Read(float output) => AreLogarithms ? (float)ScalarMath.Exp(output) : output;

    /// <summary>A whole row, as <see cref="Read(float)"/> gives it.</summary>
    public static float[] Read(IReadOnlyList<OutputSection> sections, ReadOnlySpan<float> outputs)
    {
        var read = outputs.ToArray();
        foreach (var section in sections)
            foreach (ref var output in read.AsSpan(section.Offset, section.Size))
                output = section.Read(output);
        return read;
    }

    /// <summary>
    /// Above it an output of a network that estimates numbers is a yes, on data with two classes: half way between its two targets, 0 and 1, or −1 and 1.
    /// </summary>
    public float ThresholdFor(ReadOnlySpan<float> targets) => Decides || !targets.ContainsAnyInRange(float.NegativeInfinity, -float.Epsilon) ? Threshold : 0;

    private static OutputSection Of(string name, int offset, int size, BlockTraits last, string? loss, string arguments)
    {
        var meaning = LossTraits.Of(loss).Meaning;
        if (last.Has(BlockTraits.Classes))
            meaning = OutputMeaning.Classes;
        // The compiler asks for the sigmoid; a topology of another origin may leave it to the loss.
        else if (meaning == OutputMeaning.Probabilities && !last.Has(BlockTraits.BinaryProbability))
            meaning = OutputMeaning.Logits;
        // A single class leaves nothing to decide.
        if (meaning == OutputMeaning.Classes && size == 1)
            meaning = OutputMeaning.Numbers;
        var isLogarithm = meaning == OutputMeaning.LogRates || meaning == OutputMeaning.Classes && last.Has(BlockTraits.LogProbabilities);
        return new(name, offset, size, meaning, isLogarithm, meaning == OutputMeaning.Quantiles ? TauOf(loss!, arguments) : 0);
    }

    /// <summary>The median unless it is said.</summary>
    private static float TauOf(string loss, string arguments) => TopologyArguments.Find(arguments, Losses.Tau) is null ? 0.5f : TopologyArguments.Number(arguments, Losses.Tau, loss);

    private static BlockTraits Last(IEnumerable<TopologyBlock> blocks) => blocks.LastOrDefault()?.Traits ?? BlockTraits.None;

    private static IEnumerable<TopologyBlock> BlocksOf(Topology topology, TopologyHead head) =>
        topology.Blocks.SkipWhile(block => !block.Has(BlockTraits.BeginsHead) || block.Name != head.Name).Skip(1).TakeWhile(static block => !block.Has(BlockTraits.BeginsHead));
}
