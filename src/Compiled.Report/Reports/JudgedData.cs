using Compiled.Drawing;

namespace Compiled.Reports;

/// <summary>The rows that a head, or a network without heads, is judged by, with what it says of them.</summary>
/// <param name="Section">What the outputs are.</param>
/// <param name="Data">The rows, their features in the network's order, with the targets of the head.</param>
/// <param name="Evaluation">How well it does.</param>
/// <param name="Outputs">[row][output], in the unit of the targets.</param>
/// <param name="Classes">The names of the classes; empty where there are none.</param>
internal sealed record JudgedData(OutputSection Section, Dataset Data, Evaluation Evaluation, float[] Outputs, IReadOnlyList<string> Classes)
{
    /// <summary>Whether an output is NaN.</summary>
    public bool HasNaN { get; } = Array.Exists(Outputs, float.IsNaN);

    /// <summary>The head; empty for a network without heads.</summary>
    public string Head => Section.Name;

    /// <summary>The outputs of a row.</summary>
    public int OutputSize => Section.Size;

    /// <summary>The outputs of one row.</summary>
    public ReadOnlySpan<float> Output(int row) => Outputs.AsSpan(row * OutputSize, OutputSize);

    /// <summary>Whether outputs are probabilities of classes, so that calibration has a meaning.</summary>
    public bool AreProbabilities => Section.Meaning is OutputMeaning.Classes or OutputMeaning.Probabilities;

    /// <summary>The parts of an evaluation, one for each head, or one.</summary>
    /// <param name="model">The network or the ensemble.</param>
    /// <param name="data">The rows, their features in the network's order.</param>
    /// <param name="evaluation">How well it does on them.</param>
    public static JudgedData[] Of<TNetwork>(ReportModel<TNetwork> model, Dataset data, Evaluation evaluation)
        where TNetwork : class, INetwork<TNetwork>
    {
        var size = TNetwork.Topology.OutputSize;
        var outputs = new float[data.Count * size];
        model.Predict(data.Inputs, outputs);
        var sections = OutputSection.Of(TNetwork.Topology);
        var judged = new JudgedData[sections.Count];
        for (var index = 0; index < judged.Length; index++)
        {
            var section = sections[index];
            var own = Columns(outputs, section, size);
            foreach (ref var output in own.AsSpan())
                output = section.Read(output);
            var part = evaluation is HeadsEvaluation heads ? heads.Heads[index].Evaluation : evaluation;
            judged[index] = new(section, DataOf(section, data), part, own, part is ClassificationEvaluation classification ? classification.ClassNames : []);
        }

        return judged;
    }

    private static Dataset DataOf(OutputSection section, Dataset data) => section.Size == data.TargetSize ? data
        : Dataset.FromMemory(
            data.Inputs, Columns(data.Targets, section, data.TargetSize), data.InputSize, section.Size, data.FeatureNames, [.. data.TargetNames.Skip(section.Offset).Take(section.Size)]);

    private static float[] Columns(ReadOnlySpan<float> rows, OutputSection section, int size)
    {
        var columns = new float[rows.Length / size * section.Size];
        for (var row = 0; row < rows.Length / size; row++)
            rows.Slice(row * size + section.Offset, section.Size).CopyTo(columns.AsSpan(row * section.Size));
        return columns;
    }
}
