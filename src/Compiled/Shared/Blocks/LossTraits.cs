namespace Compiled;

/// <summary>What the outputs of a network say under its loss.</summary>
internal enum OutputMeaning
{
    /// <summary>The targets' own numbers.</summary>
    Numbers,

    /// <summary>The logarithm of each target's rate.</summary>
    LogRates,

    /// <summary>A quantile of each target.</summary>
    Quantiles,

    /// <summary>The probability that each target is 1, one by one.</summary>
    Probabilities,

    /// <summary>The log-odds of the same.</summary>
    Logits,

    /// <summary>The distance to a border; its sign decides between targets of 1 and −1.</summary>
    Margins,

    /// <summary>The probabilities of classes that exclude each other, or their logarithms: the largest decides.</summary>
    Classes,
}

/// <summary>What a loss takes as targets.</summary>
internal enum TargetDomain
{
    /// <summary>Any numbers.</summary>
    Any,

    /// <summary>From 0 to 1.</summary>
    Probability,

    /// <summary>Not negative, with a sum of 1.</summary>
    Distribution,

    /// <summary>1 and −1.</summary>
    Sign,

    /// <summary>Finite, and not negative.</summary>
    Count,
}

/// <summary>
/// What everybody outside a loss's own kernel must know of it. Checks of targets, metrics, evaluations and predictions of the tool ask here; the catalogue holds it.
/// </summary>
/// <param name="Meaning">What the outputs say, where they are not class probabilities by their last block.</param>
/// <param name="Targets">What may be a target.</param>
/// <param name="TakesLabels">Whether the number of a class may replace a row of targets.</param>
internal readonly record struct LossTraits(OutputMeaning Meaning, TargetDomain Targets, bool TakesLabels = false)
{
    /// <summary>The traits of a loss by its title; null for a network without one. A loss of the user's is about numbers: it does not say more.</summary>
    public static LossTraits Of(string? loss) => loss is null ? default : BlockCatalogue.Find(loss)?.Loss ?? default;
}
