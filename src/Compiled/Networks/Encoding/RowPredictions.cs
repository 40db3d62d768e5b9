using System.Diagnostics.CodeAnalysis;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>Predictions over rows of raw values, as members of every network: <c>var row = network.CreateRow(); row["age"] = 41; network.Predict(row, output);</c>.</summary>
public static class RowPredictions
{
    extension<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        /// <summary>
        /// What turns raw columns into the network's inputs: learned by <c>Fit</c> from the first dataset that a <see cref="TableEncoder"/> has encoded, read from a file, or set; null where
        /// there is none. It is part of every file and of every copy.
        /// </summary>
        /// <remarks>Setting it names the network's features. Must not be set while another thread uses the network for anything but predictions.</remarks>
        /// <exception cref="ArgumentException">It gives another number of features, or other ones than the network has; nothing is changed.</exception>
        /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
        public TableEncoder? Encoder
        {
            get => Naming.StoreOf(network)?.Names.Encoder;
            set => Naming.SetEncoder(TNetwork.Topology, network.Parameters, value);
        }

        /// <summary>
        /// A row that takes raw values by the names of columns: those of the <c>Encoder</c>, or, without one, numbers by the network's feature names. Not thread-safe: create
        /// one per thread, and use it for any number of predictions.
        /// </summary>
        /// <exception cref="InvalidOperationException">The network has neither an encoder nor names of its features.</exception>
        public TableRow CreateRow()
        {
            if (network.Encoder is { } encoder)
                return encoder.CreateRow();
            var names = network.FeatureNames;
            return names.Count > 0 ? TableEncoder.OfNumbers(names).CreateRow() : throw new InvalidOperationException(
                $"{TNetwork.Topology.Name} has neither an encoder nor feature names, so its inputs cannot be given by name: train it on named data, or declare [Features].");
        }

        /// <summary>Encodes a row and computes the outputs. Allocates nothing.</summary>
        /// <param name="row">A row of this network or of its encoder, every column of which was set.</param>
        /// <param name="output">Exactly as many floats as the network has outputs.</param>
        /// <exception cref="InvalidOperationException">A column of the row was not set: all of them are listed.</exception>
        /// <exception cref="ArgumentException">The row is of another network, or the span has the wrong length.</exception>
        public void Predict(TableRow row, Span<float> output)
        {
            CheckRow(network, row);
            network.Predict(row.Inputs(), output);
        }

        /// <summary>The same for a network with one output.</summary>
        /// <exception cref="InvalidOperationException">A column of the row was not set, or the network has several outputs.</exception>
        /// <exception cref="ArgumentException">The row is of another network.</exception>
        public float Predict(TableRow row)
        {
            CheckRow(network, row);
            if (TNetwork.OutputSize != 1)
                throw new InvalidOperationException(Wording.Of($"{TNetwork.Topology.Name} has {Wording.Count(TNetwork.OutputSize, "output")}: pass a span for them, Predict(row, output)."));
            var output = row.Outputs(1);
            network.Predict(row.Inputs(), output);
            return output[0];
        }

        /// <summary>The class of a row: the index of the largest output, the lowest of equal ones; of a single output 1 above one half, otherwise 0.</summary>
        /// <exception cref="InvalidOperationException">A column of the row was not set, or the network is not a classifier.</exception>
        /// <exception cref="ArgumentException">The row is of another network.</exception>
        public int Classify(TableRow row)
        {
            CheckRow(network, row);
            if (!TNetwork.Topology.IsClassifier && !TNetwork.Topology.IsBinaryClassifier)
                throw new InvalidOperationException($"{TNetwork.Topology.Name} is not a classifier: Predict(row, output) gives its outputs.");
            var outputs = row.Outputs(TNetwork.OutputSize);
            network.Predict(row.Inputs(), outputs);
            if (outputs.Length == 1)
                return outputs[0] > 0.5f ? 1 : 0;
            var best = 0;
            for (var index = 1; index < outputs.Length; index++)
            {
                if (outputs[index] > outputs[best])
                    best = index;
            }

            return best;
        }
    }

    private static void CheckRow<TNetwork>(TNetwork network, TableRow row)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(row);
        var encoder = Naming.StoreOf(network)?.Names.Encoder;
        if (ReferenceEquals(encoder, row.Encoder))
            return;
        if (encoder is null ? !Fits(network.FeatureNames, row.Encoder) : !encoder.Equals(row.Encoder))
            ThrowOther(TNetwork.Topology, row, encoder);
    }

    /// <summary>Whether numbers of these names are what the row gives.</summary>
    private static bool Fits(IReadOnlyList<string> features, TableEncoder encoder)
    {
        var names = encoder.FeatureNames;
        if (features.Count != names.Count)
            return false;
        for (var index = 0; index < names.Count; index++)
        {
            if (features[index] != names[index])
                return false;
        }

        return true;
    }

    [DoesNotReturn]
    private static void ThrowOther(Topology topology, TableRow row, TableEncoder? encoder) => throw new ArgumentException(
        encoder is null
            ? $"The row encodes the features {Wording.List(row.Encoder.FeatureNames.Select(static name => ModelText.Clip(name)))}, which {topology.Name} does not have in this order: create it with network.CreateRow()."
            : $"The row is of another encoder than that of {topology.Name}: create it with network.CreateRow(), after the network was trained or loaded.",
        nameof(row));
}
