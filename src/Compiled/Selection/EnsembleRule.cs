namespace Compiled;

/// <summary>How the members of an <see cref="Ensemble{TNetwork}"/> become one answer.</summary>
public enum EnsembleRule
{
    /// <summary>The mean of the outputs; of probabilities and rates themselves where the outputs are their logarithms.</summary>
    Mean,

    /// <summary>Every member has one vote: the output of a class is its share of the votes.</summary>
    Vote,
}
