namespace Compiled;

/// <summary>Judges networks by data.</summary>
public static class NetworkEvaluation
{
    /// <summary>
    /// Predicts every row of a dataset and compares, as the network's loss takes the outputs. A classifier (softmax, or one output with binary cross-entropy or the
    /// hinge loss), and any network on a dataset with classes, gives a <see cref="ClassificationEvaluation"/>; several outputs with binary cross-entropy or the hinge
    /// loss a <see cref="MultilabelEvaluation"/>, unless the dataset has one class per row; heads a <see cref="HeadsEvaluation"/>; everything else a
    /// <see cref="RegressionEvaluation"/>, of e^output with <c>[Poisson]</c>, whose outputs are logarithms of rates.
    /// </summary>
    /// <remarks>
    /// Classes are named by the dataset, else by the network's topology, else by their numbers (no and yes of a single output). Safe from
    /// any number of threads while nothing writes the network's parameters.
    /// </remarks>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="data">Rows of the network's sizes.</param>
    /// <exception cref="ArgumentException">The dataset's sizes are not the network's, or its classes are not those that the network declares.</exception>
    public static Evaluation Evaluate<TNetwork>(this TNetwork network, Dataset data)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return EvaluateAs(network, data, TNetwork.Topology.Classes);
    }

    /// <summary>The same for a network whose classes may be known from elsewhere than its topology.</summary>
    internal static Evaluation EvaluateAs<TNetwork>(TNetwork network, Dataset data, IReadOnlyList<string> classes)
        where TNetwork : class, INetwork<TNetwork>
    {
        var topology = TNetwork.Topology;
        DatasetChecks.FitsNetwork(topology, data, "The dataset", nameof(data), classes);

        var outputs = new float[data.Targets.Length];
        network.PredictBatch(data.Inputs, outputs);

        return new OutputJudge(topology, data).Evaluate(outputs, data, classes);
    }
}
