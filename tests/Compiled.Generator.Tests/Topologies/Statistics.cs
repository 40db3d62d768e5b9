extern alias runtime;

using Compiled.Oracle;
using runtime::Compiled;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>The figures beside the parameters of a random network: those of Standardize, of StandardizeTargets and of BatchNorm, which have views of their own.</summary>
internal static class Statistics
{
    private delegate void Fit(ReadOnlySpan<float> rows);

    /// <summary>Fits the inputs' figures, mostly, and gives norms some that they might have after a few steps.</summary>
    public static void Draw(object network, int inputs, TopologyData data)
    {
        if (Views<StandardizeStatistics>(network, "Standardize").Any() && data.Index(4) > 0)
            network.GetType().GetMethod("FitStandardization", [typeof(ReadOnlySpan<float>)])!.CreateDelegate<Fit>(network)(data.Uniforms(7 * inputs, 1.5f));
        foreach (var targets in Views<TargetStatistics>(network, "StandardizeTargets"))
        {
            var (means, scales) = (data.Uniforms(targets.Means.Length, 0.5f), data.Uniforms(targets.Means.Length, 0.5f));
            for (var index = 0; index < means.Length; index++)
                (targets.Means[index], targets.Scales[index]) = (means[index], 1 + scales[index]);
        }

        foreach (var norm in Views<BatchNormParameters>(network, "BatchNorm"))
        {
            var (means, variances) = (data.Uniforms(norm.RunningMeans.Length, 0.5f), data.Uniforms(norm.RunningMeans.Length, 0.5f));
            for (var index = 0; index < means.Length; index++)
                (norm.RunningMeans[index], norm.RunningVariances[index]) = (means[index], 1 + variances[index]);
        }
    }

    /// <summary>Gives the oracle those that the network has now.</summary>
    public static void CopyTo(OracleNetwork oracle, object network)
    {
        foreach (var (block, view) in oracle.Parts.OfType<OracleStandardize>().Zip(Views<StandardizeStatistics>(network, "Standardize")))
            block.SetStatistics(Values(view.Means), Values(view.Factors));
        foreach (var (block, view) in oracle.Parts.OfType<OracleStandardizeTargets>().Zip(Views<TargetStatistics>(network, "StandardizeTargets")))
            block.SetStatistics(Values(view.Means), Values(view.Scales));
        foreach (var (block, view) in oracle.Parts.OfType<OracleBatchNorm>().Zip(Views<BatchNormParameters>(network, "BatchNorm")))
            block.SetStatistics(Values(view.RunningMeans), Values(view.RunningVariances));
    }

    /// <summary>All of them, one behind the other.</summary>
    public static float[] Of(object network) =>
    [
        .. Views<StandardizeStatistics>(network, "Standardize").SelectMany(view => new[] { view.Means, view.Factors })
            .Concat(Views<TargetStatistics>(network, "StandardizeTargets").SelectMany(view => new[] { view.Means, view.Scales }))
            .Concat(Views<BatchNormParameters>(network, "BatchNorm").SelectMany(view => new[] { view.RunningMeans, view.RunningVariances }))
            .SelectMany(vector => Values(vector)).Select(value => (float)value),
    ];

    private static IEnumerable<T> Views<T>(object network, string kind)
    {
        for (var number = 0; network.GetType().GetProperty(kind + DrawnBlocks.Number(number)) is { } property; number++)
            yield return (T)property.GetValue(network)!;
    }

    private static double[] Values(StatisticsVector vector) => [.. Enumerable.Range(0, vector.Length).Select(index => (double)vector[index])];
}
