namespace Compiled;

/// <summary>How much one feature, or one group of them, matters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mean">The mean over the repeats of how much worse the metric becomes without it; about 0 if it does not matter.</param>
/// <param name="StandardDeviation">The standard deviation over the repeats.</param>
/// <param name="Values">Each repeat.</param>
public sealed record FeatureImportance(string Name, double Mean, double StandardDeviation, IReadOnlyList<double> Values)
{
    /// <summary>From the loss of each repeat.</summary>
    internal static FeatureImportance Of(string name, double[] losses)
    {
        var mean = losses.Average();
        return new(name, mean, Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / losses.Length), losses);
    }
}

/// <summary>How much each feature matters to one head.</summary>
/// <param name="Name">The head; empty for a network without heads.</param>
/// <param name="Importance">Its features.</param>
public sealed record HeadImportance(string Name, PermutationImportance Importance);

/// <summary>Columns that belong together, such as the one-hot columns of one category: they are permuted together.</summary>
/// <param name="Name">Its name in the result.</param>
/// <param name="Features">The names of the features.</param>
public sealed record FeatureGroup(string Name, IReadOnlyList<string> Features);
