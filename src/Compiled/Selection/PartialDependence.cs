namespace Compiled;

/// <summary>The mean predictions of one head as a function of one feature.</summary>
/// <param name="Name">The head.</param>
/// <param name="Averages">[output][point], the outputs of the head.</param>
public sealed record HeadDependence(string Name, IReadOnlyList<IReadOnlyList<double>> Averages);

/// <summary>
/// The mean prediction as a function of one feature: for each value of a grid, every row is given that value, and the predictions are averaged (Friedman 2001; scikit-learn's
/// <c>partial_dependence</c>). Immutable.
/// </summary>
/// <remarks>It shows what the network does, not what the world does: rows with values that never occur together are part of the average.</remarks>
public sealed class PartialDependence
{
    private PartialDependence(string feature, float[] values, double[][] averages, IReadOnlyList<HeadDependence> heads) =>
        (Feature, Values, Averages, Heads) = (feature, values, averages, heads);

    /// <summary>The feature.</summary>
    public string Feature { get; }

    /// <summary>The grid, rising: the x axis.</summary>
    public IReadOnlyList<float> Values { get; }

    /// <summary>[output][point]: the mean prediction, probabilities and rates instead of their logarithms.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Averages { get; }

    /// <summary>The outputs of each head of <see cref="Averages"/>, in their order; empty without heads.</summary>
    public IReadOnlyList<HeadDependence> Heads { get; }

    /// <summary>Computes the dependence on one feature.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="data">Rows that are representative; their targets do not matter.</param>
    /// <param name="feature">The feature's name: that of the data, or of the network, or x0, x1 … without names.</param>
    /// <param name="points">
    /// Points of the grid, at least 2: the distinct values of the feature if there are at most as many, otherwise evenly spaced between its 5 % and 95 % quantiles.
    /// </param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or there is no such feature; the nearest name is in the message.</exception>
    public static PartialDependence Of<TNetwork>(TNetwork network, Dataset data, string feature, int points = 40)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Of(new Judged(TNetwork.Topology, network.FeatureNames, network.ClassNames, network.Encoder, network.PredictBatch), data, feature, points);
    }

    /// <summary>Computes the dependence of an ensemble on one feature.</summary>
    /// <param name="ensemble">The ensemble; it is not changed.</param>
    /// <param name="data">Rows that are representative.</param>
    /// <param name="feature">The feature's name.</param>
    /// <param name="points">Points of the grid, at least 2.</param>
    /// <exception cref="ArgumentException">As for a network.</exception>
    public static PartialDependence Of<TNetwork>(Ensemble<TNetwork> ensemble, Dataset data, string feature, int points = 40)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        return Of(new Judged(TNetwork.Topology, ensemble.FeatureNames, ensemble.ClassNames, ensemble.Encoder, ensemble.PredictBatch), data, feature, points);
    }

    private static PartialDependence Of(Judged model, Dataset data, string feature, int points)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var judge = new ModelJudge(model, data);
        var column = FeatureMatch.Columns(judge.Data.FeatureNames, [feature], out var missing)[0];
        if (missing.Count > 0)
            throw new ArgumentException($"The data lacks {FeatureMatch.Missing(missing, judge.Data.FeatureNames)}; its features are {Wording.List(judge.Data.FeatureNames)}.", nameof(feature));
        var (inputs, size, outputs) = (judge.Data.Inputs.ToArray(), judge.Data.InputSize, judge.Data.TargetSize);
        var values = Grid(inputs, size, column, points);
        var averages = new double[outputs][];
        for (var output = 0; output < outputs; output++)
            averages[output] = new double[values.Length];
        for (var point = 0; point < values.Length; point++)
        {
            for (var index = column; index < inputs.Length; index += size)
                inputs[index] = values[point];
            var predicted = judge.Predict(inputs);
            for (var index = 0; index < predicted.Length; index++)
                averages[index % outputs][point] += predicted[index];
            for (var output = 0; output < outputs; output++)
                averages[output][point] /= judge.Data.Count;
        }

        var heads = model.Topology.Heads.Select(head => new HeadDependence(head.Name, [.. averages.Skip(head.Offset).Take(head.Size)]));
        return new(feature, values, averages, [.. heads]);
    }

    private static float[] Grid(float[] inputs, int size, int column, int points)
    {
        var sorted = new float[inputs.Length / size];
        for (var row = 0; row < sorted.Length; row++)
            sorted[row] = inputs[row * size + column];
        Array.Sort(sorted);
        float[] distinct = [.. sorted.Distinct()];
        if (distinct.Length <= points)
            return distinct;
        var (low, high) = (Quantiles.OfSorted(sorted, 0.05), Quantiles.OfSorted(sorted, 0.95));
        // A feature that hardly ever changes has the same value at both.
        if (low == high)
            (low, high) = (sorted[0], sorted[^1]);
        var grid = new float[points];
        for (var point = 0; point < points; point++)
            grid[point] = (float)(low + (high - low) * point / (points - 1));
        return grid;
    }
}
