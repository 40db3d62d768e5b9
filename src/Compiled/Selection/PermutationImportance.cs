using System.Globalization;
using System.Text;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// How much a metric suffers when the values of one feature are put in random order among the rows: what the network loses without the feature (Breiman 2001; scikit-learn's
/// <c>permutation_importance</c>). Immutable.
/// </summary>
/// <remarks>
/// Measure it on rows that the network was not trained on. Features that say the same replace each other, so that each alone seems unimportant: put them into a <see cref="FeatureGroup"/>.
/// The network predicts (groups · repeats + 1) times; the memory is that of one copy of the data.
/// </remarks>
public sealed class PermutationImportance
{
    private PermutationImportance(Metric metric, double value, IReadOnlyList<FeatureImportance> features) => (Metric, Value, Features) = (metric, value, features);

    /// <summary>The metric.</summary>
    public Metric Metric { get; }

    /// <summary>Its name.</summary>
    public string MetricName => Metric.Name;

    /// <summary>The metric with all features as they are.</summary>
    public double Value { get; }

    /// <summary>Each feature, or group, in the order of the network.</summary>
    public IReadOnlyList<FeatureImportance> Features { get; }

    /// <summary>The features, the most important first.</summary>
    public IEnumerable<FeatureImportance> Ranked => Features.OrderByDescending(static feature => feature.Mean);

    /// <summary>Measures every feature.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="data">Rows with targets; features are matched by name where both sides have names.</param>
    /// <param name="metric">The metric; null for accuracy, or R² of numbers, or the pinball loss of quantiles.</param>
    /// <param name="options">Repeats, seed and groups; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network, it has heads (see <see cref="OfHeads{TNetwork}(TNetwork, Dataset, Metric?, PermutationOptions?)"/>), the metric does not fit its loss or is undefined for
    /// the rows, or a group has a feature that does not exist.
    /// </exception>
    public static PermutationImportance Of<TNetwork>(TNetwork network, Dataset data, Metric? metric = null, PermutationOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return OfOne(JudgedOf(network), data, metric, options);
    }

    /// <summary>Measures every feature of an ensemble.</summary>
    /// <param name="ensemble">The ensemble; it is not changed.</param>
    /// <param name="data">Rows with targets.</param>
    /// <param name="metric">The metric; null for the usual one.</param>
    /// <param name="options">Repeats, seed and groups; null for the defaults.</param>
    /// <exception cref="ArgumentException">As for a network.</exception>
    public static PermutationImportance Of<TNetwork>(Ensemble<TNetwork> ensemble, Dataset data, Metric? metric = null, PermutationOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        return OfOne(JudgedOf(ensemble), data, metric, options);
    }

    /// <summary>Measures every feature for each head of a network, with the same permutations and one prediction for all heads.</summary>
    /// <param name="network">The network; it is not changed. Without heads the result has one entry without a name.</param>
    /// <param name="data">Rows with targets of all heads.</param>
    /// <param name="metric">A metric that fits every head; null for the usual one of each: accuracy, R², or the pinball loss.</param>
    /// <param name="options">Repeats, seed and groups; null for the defaults.</param>
    /// <returns>One entry for each head, in the order of the outputs.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network, the metric does not fit a head's loss (the message names it) or is undefined for the rows, or a group has a feature that does not exist.
    /// </exception>
    public static IReadOnlyList<HeadImportance> OfHeads<TNetwork>(TNetwork network, Dataset data, Metric? metric = null, PermutationOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return OfEach(JudgedOf(network), data, metric, options);
    }

    /// <summary>Measures every feature for each head of an ensemble.</summary>
    /// <param name="ensemble">The ensemble; it is not changed.</param>
    /// <param name="data">Rows with targets of all heads.</param>
    /// <param name="metric">A metric that fits every head; null for the usual one of each.</param>
    /// <param name="options">Repeats, seed and groups; null for the defaults.</param>
    /// <exception cref="ArgumentException">As for a network.</exception>
    public static IReadOnlyList<HeadImportance> OfHeads<TNetwork>(Ensemble<TNetwork> ensemble, Dataset data, Metric? metric = null, PermutationOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        return OfEach(JudgedOf(ensemble), data, metric, options);
    }

    /// <summary>A table, the most important feature first.</summary>
    public override string ToString()
    {
        var width = Math.Max("feature".Length, Features.Max(static feature => feature.Name.Length));
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{MetricName} {Value:F4}\n\n{"feature".PadRight(width)}  importance  deviation");
        foreach (var feature in Ranked)
            text.Append(CultureInfo.InvariantCulture, $"\n{feature.Name.PadRight(width)}  {feature.Mean,10:F4}  {feature.StandardDeviation,9:F4}");
        return text.ToString();
    }

    private static Judged JudgedOf<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => new(TNetwork.Topology, network.FeatureNames, network.ClassNames, network.Encoder, network.PredictBatch);

    private static Judged JudgedOf<TNetwork>(Ensemble<TNetwork> ensemble)
        where TNetwork : class, INetwork<TNetwork> => new(TNetwork.Topology, ensemble.FeatureNames, ensemble.ClassNames, ensemble.Encoder, ensemble.PredictBatch);

    private static PermutationImportance OfOne(Judged model, Dataset data, Metric? metric, PermutationOptions? options) => model.Topology.Heads.Count == 0
        ? OfEach(model, data, metric, options)[0].Importance
        : throw new ArgumentException(
            $"Network {model.Topology.Name} has the heads {Wording.List([.. model.Topology.Heads.Select(static head => head.Name)])}, which no single metric judges: use PermutationImportance.OfHeads.",
            nameof(model));

    private static HeadImportance[] OfEach(Judged model, Dataset data, Metric? metric, PermutationOptions? options)
    {
        options ??= new PermutationOptions();
        var judge = new ModelJudge(model, data);
        var heads = judge.Heads;
        var metrics = heads.Select(head => metric ?? ModelJudge.UsualMetric(head)).ToArray();
        for (var head = 0; head < metrics.Length; head++)
            heads[head].CheckFits(metrics[head]);
        var values = new double[metrics.Length];
        Compute(judge, metrics, judge.Data.Inputs, values);
        var groups = Groups(judge.Data.FeatureNames, options.Groups);

        var (size, rows) = (judge.Data.InputSize, judge.Data.Count);
        var (inputs, order, permuted) = (judge.Data.Inputs.ToArray(), new int[rows], new double[metrics.Length]);
        var random = new SeededRandom(options.Seed);
        var features = heads.Select(_ => new FeatureImportance[groups.Count]).ToArray();
        for (var group = 0; group < groups.Count; group++)
        {
            var losses = heads.Select(_ => new double[options.Repeats]).ToArray();
            for (var repeat = 0; repeat < options.Repeats; repeat++)
            {
                for (var row = 0; row < rows; row++)
                    order[row] = row;
                random.Reseed(options.Seed, (long)group * options.Repeats + repeat);
                random.Shuffle(order);
                foreach (var column in groups[group].Columns)
                    for (var row = 0; row < rows; row++)
                        inputs[row * size + column] = judge.Data.Inputs[order[row] * size + column];
                Compute(judge, metrics, inputs, permuted);
                for (var head = 0; head < metrics.Length; head++)
                    losses[head][repeat] = metrics[head].HigherIsBetter ? values[head] - permuted[head] : permuted[head] - values[head];
            }

            foreach (var column in groups[group].Columns)
                for (var row = 0; row < rows; row++)
                    inputs[row * size + column] = judge.Data.Inputs[row * size + column];
            for (var head = 0; head < metrics.Length; head++)
                features[head][group] = FeatureImportance.Of(groups[group].Name, losses[head]);
        }

        return [.. heads.Select((head, index) => new HeadImportance(head.Section.Name, new(metrics[index], values[index], features[index])))];
    }

    /// <summary>The metric of each head for some inputs.</summary>
    private static void Compute(ModelJudge judge, Metric[] metrics, ReadOnlySpan<float> inputs, double[] values)
    {
        _ = judge.Predict(inputs);
        for (var head = 0; head < metrics.Length; head++)
            values[head] = metrics[head].Compute(judge.Heads[head].Rows());
    }

    /// <summary>The groups, then every feature in none of them.</summary>
    private static List<(string Name, int[] Columns)> Groups(IReadOnlyList<string> names, IReadOnlyList<FeatureGroup> groups)
    {
        var result = new List<(string Name, int[] Columns)>();
        var taken = new HashSet<int>();
        foreach (var group in groups)
        {
            var columns = FeatureMatch.Columns(names, group.Features, out var missing);
            if (missing.Count > 0)
                throw new ArgumentException($"The group '{group.Name}' names {FeatureMatch.Missing(missing, names)}, but the features are {Wording.List(names)}.", nameof(groups));
            foreach (var column in columns)
                if (!taken.Add(column))
                    throw new ArgumentException($"The feature '{names[column]}' is in two groups, or in '{group.Name}' twice: name each feature once.", nameof(groups));
            result.Add((group.Name, columns));
        }

        for (var column = 0; column < names.Count; column++)
            if (!taken.Contains(column))
                result.Add((names[column], [column]));
        return result;
    }
}
