using System.Globalization;
using Compiled;

namespace Playground.Training;

/// <summary>What is wrong with the gradients and activations of a block, if anything.</summary>
[Flags]
public enum HealthVerdict
{
    /// <summary>Nothing.</summary>
    Healthy = 0,

    /// <summary>Hardly any gradient arrives.</summary>
    Vanishing = 1,

    /// <summary>The steps are so large that training becomes unstable.</summary>
    Exploding = 2,

    /// <summary>Units give 0 for every sample.</summary>
    Dead = 4,

    /// <summary>Units are at the ends of their range.</summary>
    Saturated = 8,

    /// <summary>Units have no gradient at all.</summary>
    Silent = 16,
}

/// <summary>The health of blocks in words.</summary>
public static class HealthWords
{
    /// <summary>What the figures of a block say.</summary>
    /// <param name="block">The block.</param>
    /// <param name="health">The whole network: gradients are compared with those of other blocks.</param>
    public static HealthVerdict Judge(BlockHealth block, TrainingHealth health)
    {
        var largest = health.Blocks.Max(static other => other.GradientNorm);
        var verdict = HealthVerdict.Healthy;
        if (block.GradientNorm < 1e-9 || (block.GradientNorm < 1e-3 * largest && block.UpdateRatio < 1e-6))
            verdict |= HealthVerdict.Vanishing;
        if (block.UpdateRatio > 0.5 || block.GradientNorm > 1e3 || !double.IsFinite(block.GradientNorm))
            verdict |= HealthVerdict.Exploding;
        if (block.DeadUnits > 0)
            verdict |= HealthVerdict.Dead;
        if (block.SaturatedShare > 0.5)
            verdict |= HealthVerdict.Saturated;
        if (block.SilentUnits > block.DeadUnits)
            verdict |= HealthVerdict.Silent;
        return verdict;
    }

    /// <summary>The verdict as a sentence for people.</summary>
    public static string Describe(BlockHealth block, HealthVerdict verdict)
    {
        List<string> sentences = [];
        if (verdict.HasFlag(HealthVerdict.Vanishing))
            sentences.Add("The gradient vanishes: hardly anything reaches this block. Try fewer blocks, Relu, a norm or a residual.");
        if (verdict.HasFlag(HealthVerdict.Exploding))
            sentences.Add("The gradient explodes: one step changes the weights too much. Try a smaller rate or clipping.");
        if (verdict.HasFlag(HealthVerdict.Dead))
        {
            var what = block.DeadUnits == 1 ? "is dead: it gives" : "are dead: they give";
            sentences.Add(Text($"{block.DeadUnits} of {block.Units} units {what} 0 for every sample of the batch. Try LeakyRelu or a smaller rate."));
        }

        if (verdict.HasFlag(HealthVerdict.Saturated))
            sentences.Add(Text($"{100 * block.SaturatedShare:0} % of the outputs are saturated: at the end of their range hardly any gradient passes. Try smaller weights or another activation."));
        if (verdict.HasFlag(HealthVerdict.Silent))
            sentences.Add(Text($"{block.SilentUnits} of {block.Units} units {(block.SilentUnits == 1 ? "has" : "have")} no gradient in this batch."));
        return sentences.Count == 0 ? "Healthy." : string.Join(' ', sentences);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
