namespace Compiled;

/// <summary>Evaluates networks on datasets.</summary>
public static class NetworkEvaluation
{
    /// <summary>
    /// Predicts every row of a dataset and compares, according to the network's loss. A classifier (softmax, or one output with binary cross-entropy or the
    /// hinge loss), and any network on a dataset with classes, gives a <see cref="ClassificationEvaluation"/>; several outputs with binary cross-entropy or the hinge
    /// loss a <see cref="MultilabelEvaluation"/>, unless the dataset has one class per row; heads a <see cref="HeadsEvaluation"/>; everything else a
    /// <see cref="RegressionEvaluation"/>, of e^output with <c>[Poisson]</c>, whose outputs are logarithms of rates.
    /// </summary>
    /// <remarks>
    /// Features are matched by their names where the network and the dataset have names: columns are reordered to match the network, extra columns are ignored. Classes are
    /// named by the dataset, or else by the network, or else by number ("no" and "yes" for a single output). Safe on
    /// any number of threads while nothing writes the network's parameters.
    /// </remarks>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="data">Rows of the network's sizes.</param>
    /// <exception cref="ArgumentException">The dataset lacks a feature of the network, its sizes do not match, or its classes are not those of the network in the same order.</exception>
    public static Evaluation Evaluate<TNetwork>(this TNetwork network, Dataset data)
        where TNetwork : class, INetwork<TNetwork> => network.Evaluate(data, new EvaluationOptions());

    /// <summary>
    /// The same with a baseline learned from the training data, further metrics, bootstrap intervals, or another threshold. With heads, each is judged with the metrics, so only those that fit all of
    /// them can be asked for.
    /// </summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="data">Rows of the network's sizes.</param>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network, a metric or the threshold does not fit its loss, the training data has other sizes, or an interval is undefined.
    /// </exception>
    public static Evaluation Evaluate<TNetwork>(this TNetwork network, Dataset data, EvaluationOptions options)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        data = FeatureMatch.Align(TNetwork.Topology, network.FeatureNames, data, "The dataset", nameof(data));
        EncoderMatch.Check(TNetwork.Topology, network.Encoder, data, "The dataset", nameof(data));
        return Evaluate(TNetwork.Topology, network.FeatureNames, network.ClassNames, network.PredictBatch, data, options);
    }

    /// <summary>Chooses the threshold of a single output that decides; use validation data, and <see cref="EvaluationOptions.Threshold"/> to apply it to the test data.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="validation">Rows that the network was not trained on.</param>
    /// <param name="rule">What is best.</param>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network, the network has not a single output that decides, all targets are on one side, or no threshold fulfils the rule.
    /// </exception>
    public static DecisionThreshold ChooseThreshold<TNetwork>(this TNetwork network, Dataset validation, ThresholdRule rule)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var topology = TNetwork.Topology;
        var outputs = Predict(network, ref validation);
        if (topology.Heads.Count > 0 || topology.OutputSize > 1)
            throw new ArgumentException($"A threshold does not fit network {topology.Name}: it has {(topology.Heads.Count > 0 ? "heads" : Wording.Count(topology.OutputSize, "output"))}, but a threshold is for a single output that decides.", nameof(network));
        var rows = new OutputJudge(topology, validation).Rows(outputs, validation, network.ClassNames);
        return rows.Judgement == Judgement.YesOrNo ? DecisionThreshold.Choose(rows.Outputs, rows.Targets, rule)
            : throw new ArgumentException($"A threshold does not fit network {topology.Name}: its output is a number and the data has no classes. Declare [Sigmoid] and [BinaryCrossEntropy].", nameof(network));
    }

    /// <summary>Judges whatever predicts rows as a topology does.</summary>
    internal static Evaluation Evaluate(
        Topology topology, IReadOnlyList<string> features, IReadOnlyList<string> classes, RowPredictor predict, Dataset data, EvaluationOptions options)
    {
        if (options.Training is { } training)
            _ = Aligned(topology, features, classes, training, "The training data");
        data = Aligned(topology, features, classes, data, "The dataset");
        var outputs = new float[data.Targets.Length];
        predict(data.Inputs, outputs);
        return new OutputJudge(topology, data).Evaluate(outputs, data, classes, options);
    }

    /// <summary>Outputs as they are, and the dataset with the network's features in their order.</summary>
    /// <exception cref="ArgumentException">The dataset does not fit.</exception>
    internal static float[] Predict<TNetwork>(TNetwork network, ref Dataset data)
        where TNetwork : class, INetwork<TNetwork>
    {
        data = Aligned(TNetwork.Topology, network.FeatureNames, network.ClassNames, data, "The dataset");
        EncoderMatch.Check(TNetwork.Topology, network.Encoder, data, "The dataset", nameof(data));
        var outputs = new float[data.Targets.Length];
        network.PredictBatch(data.Inputs, outputs);
        return outputs;
    }

    private static Dataset Aligned(Topology topology, IReadOnlyList<string> features, IReadOnlyList<string> classes, Dataset data, string what)
    {
        ArgumentNullException.ThrowIfNull(data);
        data = FeatureMatch.Align(topology, features, data, what, nameof(data));
        DatasetChecks.FitsNetwork(topology, data, what, nameof(data), classes);
        return data;
    }
}
