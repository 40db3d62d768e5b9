using Compiled.Csv;

namespace Compiled.Tool.Predictions;

/// <summary>The rows of a CSV file as a network's inputs, and the right answers where they are there.</summary>
internal sealed class PredictionRows
{
    private readonly float[] _inputs;

    private PredictionRows(float[] inputs, int count, Dataset? compared) => (_inputs, Count, Compared) = (inputs, count, compared);

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The rows with their right answers, or null where there are none.</summary>
    public Dataset? Compared { get; }

    /// <summary>What the user should know about how columns were taken; empty where it goes without saying.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Reads a file, and finds the network's inputs in it: by their names where the network has names, otherwise by their place.</summary>
    /// <remarks>An empty row between others is an error, with answers and an encoder too: its prediction would be missing.</remarks>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="targets">The columns of the right answers; none where the file has none.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="note">Takes what the user should know.</param>
    public static PredictionRows Read(ModelShape network, string path, IReadOnlyList<string> targets, CsvOptions options, Action<string> note)
    {
        options = options with { RefusesEmptyRows = true };
        var columns = InputColumns.Of(network, path, targets, options);
        if (network.Encoder is not null)
        {
            var (inputs, count, compared) = EncodedRows.Read(network, path, targets, columns.Options, note);
            return new(inputs, count, compared) { Notes = columns.Notes([]) };
        }

        if (targets.Count == 0)
        {
            _ = CsvOptionChecks.Check([], columns.Options);
            using var source = CsvFile.Open(path, columns.Options);
            var table = CsvTable.Read(source, [], columns.Options, TargetKind.Numeric);
            CheckColumns(network, path, table.FeatureNames, hasTargets: false);
            return new(table.Inputs, table.Count, null) { Notes = columns.Notes(table.FeatureNames) };
        }

        var data = ReadTargets(network, path, targets, columns.Options, note);
        CheckColumns(network, path, data.FeatureNames, hasTargets: true);
        // The columns are in their places already; the user's own choice of them overrides the names.
        return new(data.Inputs.ToArray(), data.Count, data.WithFeatureNames(null)) { Notes = columns.Notes(data.FeatureNames) };
    }

    /// <summary>All rows through the network.</summary>
    public float[] Predict(PredictionModel model)
    {
        var outputs = new float[Count * model.Network.OutputSize];
        model.PredictBatch(_inputs, outputs);
        return outputs;
    }

    private static Dataset ReadTargets(ModelShape network, string path, IReadOnlyList<string> targets, CsvOptions options, Action<string> note)
    {
        var topology = network.Topology;
        if (targets.Count > 1)
            return Dataset.FromCsv(path, targets, options);
        if (topology.IsBinaryClassifier)
            return ClassTarget.Read(path, targets[0], options with { Target = TargetKind.Binary }, network.Classes.Count == 2 ? network.Classes : [], note);
        return !topology.IsClassifier ? Dataset.FromCsv(path, targets[0], options with { Target = TargetKind.Numeric })
            : ClassTarget.Read(path, targets[0], options with { Target = TargetKind.Categorical }, network.Classes, note);
    }

    private static void CheckColumns(ModelShape network, string path, IReadOnlyList<string> features, bool hasTargets)
    {
        if (features.Count == network.InputSize)
            return;
        var name = Path.GetFileName(path);
        var remedy = features.Count < network.InputSize ? "give a file with all inputs." : hasTargets ? "exclude columns with --ignore." : "exclude columns with --ignore, or name the column with the correct answers with --target.";
        throw new ToolException(
            $"{name} has {Terminal.Figures.Count(features.Count, "input column")} ({Wording.List(features)}), but {network.Topology.Name} takes {Terminal.Figures.Count(network.InputSize, "input")}: {remedy}");
    }
}
