using Compiled.Drawing;

namespace Compiled.Reports;

/// <summary>The rows that a network is judged by, with what it says of them.</summary>
/// <param name="Topology">The network's shape.</param>
/// <param name="Data">The rows, their features in the network's order.</param>
/// <param name="Evaluation">How well it does.</param>
/// <param name="Outputs">[row][output], in the unit of the targets.</param>
/// <param name="Classes">The names of the classes; empty where there are none.</param>
internal sealed record JudgedData(Topology Topology, Dataset Data, Evaluation Evaluation, float[] Outputs, IReadOnlyList<string> Classes)
{
    /// <summary>Whether an output is NaN.</summary>
    public bool HasNaN { get; } = Array.Exists(Outputs, float.IsNaN);

    /// <summary>The outputs of one row.</summary>
    public ReadOnlySpan<float> Output(int row) => Outputs.AsSpan(row * Topology.OutputSize, Topology.OutputSize);

    /// <summary>Whether outputs are probabilities of classes, so that calibration has a meaning.</summary>
    public bool AreProbabilities => OutputSection.Of(Topology) is [{ Meaning: OutputMeaning.Classes or OutputMeaning.Probabilities }];

    /// <summary>Judges.</summary>
    public static JudgedData Of<TNetwork>(ReportModel<TNetwork> model, Dataset test)
        where TNetwork : class, INetwork<TNetwork>
    {
        var topology = TNetwork.Topology;
        // Checks sizes, features and classes in words.
        var evaluation = model.Evaluate(test);
        var data = FeatureMatch.Align(topology, model.First.FeatureNames, test, "The test data", nameof(test));
        var outputs = new float[data.Count * topology.OutputSize];
        model.Predict(data.Inputs, outputs);
        var sections = OutputSection.Of(topology);
        for (var row = 0; row < data.Count; row++)
            foreach (var section in sections)
                foreach (ref var output in outputs.AsSpan(row * topology.OutputSize + section.Offset, section.Size))
                    output = section.Read(output);
        var classes = evaluation is ClassificationEvaluation classification ? classification.ClassNames : [];
        return new(topology, data, evaluation, outputs, classes);
    }
}
