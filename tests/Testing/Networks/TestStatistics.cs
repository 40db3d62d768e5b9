namespace Compiled.Tests.Networks;

/// <summary>The statistics that declared networks get, which a topology does not tell: the cases set them, and the oracle knows them.</summary>
public static class TestStatistics
{
    /// <summary>That of every BatchNorm of a declared network.</summary>
    public const double Epsilon = 1e-3;

    public static float Mean(int index) => (index * 37 % 11 - 5) / 4f;

    /// <summary>Always above 0.</summary>
    public static float Scale(int index) => 0.25f + index * 29 % 7 / 4f;

    public static T Prepared<T>(T network, Action<T>? prepare)
    {
        prepare?.Invoke(network);
        return network;
    }

    public static void Set(StandardizeStatistics statistics)
    {
        for (var index = 0; index < statistics.Means.Length; index++)
        {
            statistics.Means[index] = Mean(index);
            statistics.Factors[index] = Scale(index);
        }
    }

    public static void Set(params TargetStatistics[] targets)
    {
        foreach (var statistics in targets)
            for (var index = 0; index < statistics.Means.Length; index++)
            {
                statistics.Means[index] = Mean(index);
                statistics.Scales[index] = Scale(index);
            }
    }

    public static void Set(params BatchNormParameters[] norms)
    {
        foreach (var norm in norms)
            for (var index = 0; index < norm.RunningMeans.Length; index++)
            {
                norm.RunningMeans[index] = Mean(index);
                norm.RunningVariances[index] = Scale(index);
            }
    }
}
