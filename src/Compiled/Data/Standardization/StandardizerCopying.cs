namespace Compiled;

/// <summary>Brings the figures of a <see cref="Standardizer"/> into a network.</summary>
public static class StandardizerCopying
{
    /// <summary>Takes over the figures of a standardiser, rounded to float.</summary>
    /// <param name="statistics">The figures of the network's block.</param>
    /// <param name="standardizer">Where they come from.</param>
    /// <exception cref="ArgumentException">It has another number of features, or a figure is beyond what float holds; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public static void CopyFrom(this StandardizeStatistics statistics, Standardizer standardizer)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(standardizer);
        statistics.ThrowIfFrozen();
        var (features, inputs) = (standardizer.Means.Length, statistics.Means.Length);
        if (features != inputs)
        {
            throw new ArgumentException(
                Wording.Of($"The standardiser has {Wording.Count(features, "feature")}, but {statistics.Name} has {Wording.Count(inputs, "input")}: fit it to data of this network."), nameof(standardizer));
        }

        statistics.CopyFrom(standardizer.Means, standardizer.Scales);
    }
}
