namespace Compiled;

/// <summary>A classifier's probabilities of a dataset, and checks of probabilities that a caller has.</summary>
internal static class ProbabilityRows
{
    /// <exception cref="ArgumentException">The dataset does not fit the network, or its outputs are not the probabilities of classes.</exception>
    public static JudgedRows Of<TNetwork>(TNetwork network, Dataset data, string what)
        where TNetwork : class, INetwork<TNetwork>
    {
        var topology = TNetwork.Topology;
        var outputs = NetworkEvaluation.Predict(network, ref data);
        var rows = topology.Heads.Count > 0 ? null : new OutputJudge(topology, data).Rows(outputs, data, network.ClassNames);
        return rows is { AreProbabilities: true, Judgement: Judgement.Classes or Judgement.YesOrNo } ? rows
            : throw new ArgumentException($"{what} needs the probabilities of classes, which network {topology.Name} does not have: end it with Softmax or LogSoftmax, or with one Sigmoid and BinaryCrossEntropy, and without heads.", nameof(network));
    }

    /// <summary>From 0 to 1; NaN is not.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static void Check(ReadOnlySpan<float> probabilities, int classCount)
    {
        for (var index = 0; index < probabilities.Length; index++)
            if (!(probabilities[index] is >= 0 and <= 1))
                throw new ArgumentException(
                    Wording.Of($"Row {index / classCount} has the probability {probabilities[index]}, but probabilities are from 0 to 1: pass the outputs of Softmax or Sigmoid."), nameof(probabilities));
    }
}
