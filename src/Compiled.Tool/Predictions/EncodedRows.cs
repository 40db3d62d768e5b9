using Compiled.Runtime;
using Compiled.Tables;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Predictions;

/// <summary>Raw columns of a file as the inputs of a network that keeps its encoder.</summary>
internal static class EncodedRows
{
    private const int MostShown = 3;

    /// <summary>Reads the columns of the encoder, and the right answers where they are there.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="targets">The columns of the right answers; none where the file has none.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="note">Takes what the user should know.</param>
    public static (float[] Inputs, int Count, Dataset? Compared) Read(ModelShape network, string path, IReadOnlyList<string> targets, CsvOptions options, Action<string> note)
    {
        var encoder = network.Encoder!;
        var answers = AnswersOf(network, targets);
        var kinds = encoder.Columns.ToDictionary(static column => column.Name, static column => column.Kind, StringComparer.Ordinal);
        if (answers.Classes.Count == 0)
        {
            foreach (var target in targets)
                kinds.Add(target, ColumnKind.Numeric);
        }
        else if (!answers.Classes.All(AreWrittenAsRead))
        {
            kinds.Add(targets[0], ColumnKind.Text);
        }

        var table = Table.FromCsv(path, options with { Features = [.. encoder.Columns.Select(static column => column.Name), .. targets], Kinds = kinds });
        try
        {
            var inputs = encoder.EncodeFeatures(table);
            Note(encoder, table, note);
            if (targets.Count == 0)
                return (inputs.Inputs.ToArray(), table.Count, null);
            var right = RowEncoding.Targets(TableEncoder.Of(encoder.Columns, encoder.FeatureNames, answers), table);
            // Without names of features: the columns are in their places already.
            var names = answers.Classes.Count > 0 && !answers.IsBinary ? null : targets;
            var compared = Dataset.FromMemory(
                inputs.Inputs, right, encoder.InputSize, right.Length / table.Count, null, names, answers.Classes.Count > 0 ? answers.Classes : null);
            return (inputs.Inputs.ToArray(), table.Count, compared);
        }
        catch (ArgumentException exception)
        {
            throw new ToolException($"{Path.GetFileName(path)}: {ErrorText.Of(exception)}", exception);
        }
    }

    private static TargetEncoding AnswersOf(ModelShape network, IReadOnlyList<string> targets)
    {
        var topology = network.Topology;
        if (targets.Count != 1 || !(topology.IsClassifier || topology.IsBinaryClassifier))
            return new(targets, [], IsBinary: false);
        IReadOnlyList<string> classes = network.Classes.Count > 0 ? network.Classes : [.. Enumerable.Range(0, Math.Max(2, topology.OutputSize)).Select(static label => Figures.Digits(label))];
        return new(targets, classes, topology.IsBinaryClassifier);
    }

    /// <summary>Whether a class is a number as a table writes it: then the cells may write it otherwise, as in 1.0 for 1.</summary>
    private static bool AreWrittenAsRead(string name) =>
        float.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var number) && number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) == name;

    /// <summary>Says how many rows have a category that training did not have, or hardly.</summary>
    private static void Note(TableEncoder encoder, Table table, Action<string> note)
    {
        var isUnknown = new bool[table.Count];
        List<string> examples = [];
        foreach (var encoding in encoder.Columns.Where(static column => column.Kind == ColumnKind.Text))
        {
            var column = table[encoding.Name];
            var unknown = column.Categories.Select(text => !encoding.Categories.Contains(text)).ToArray();
            for (var row = 0; row < table.Count; row++)
                isUnknown[row] |= column.Codes[row] is >= 0 and var code && unknown[code];
            if (column.Categories.Where((_, code) => unknown[code]).ToList() is { Count: > 0 } texts)
            {
                var more = texts.Count > MostShown ? $" and {Figures.Digits(texts.Count - MostShown)} more" : "";
                examples.Add($"{encoding.Name}: {string.Join(", ", texts.Take(MostShown).Select(static text => $"'{Storage.ModelText.Clip(text)}'"))}{more}");
            }
        }

        var rows = isUnknown.Count(static unknown => unknown);
        if (rows > 0)
            note($"{Figures.Count(rows, "row has", "rows have")} a category that the training rows did not have, or too rarely to learn from; it is taken as \"other\" ({string.Join("; ", examples)}).");
    }
}
