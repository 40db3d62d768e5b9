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
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        var topology = TNetwork.Topology;
        var classes = network.ClassNames;
        data = FeatureMatch.Align(topology, network.FeatureNames, data, "The dataset", nameof(data));
        EncoderMatch.Check(topology, network.Encoder, data, "The dataset", nameof(data));
        DatasetChecks.FitsNetwork(topology, data, "The dataset", nameof(data), classes);

        var outputs = new float[data.Targets.Length];
        network.PredictBatch(data.Inputs, outputs);

        return new OutputJudge(topology, data).Evaluate(outputs, data, classes);
    }
}
