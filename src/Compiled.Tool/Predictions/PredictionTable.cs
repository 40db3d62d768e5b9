using System.Text;
using Compiled.Dynamic;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Predictions;

/// <summary>Predictions as CSV text: a header, then a row for each row of the data, in its order.</summary>
internal static class PredictionTable
{
    /// <summary>
    /// Of a classifier: the class, and the probability of each class; of several labels, a yes or no for each and its probability; otherwise the outputs in the unit of the targets (rates and
    /// probabilities, never their logarithms). With right answers they are in the last columns.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">The network's outputs for them.</param>
    /// <param name="targets">The columns of the right answers; none where there are none.</param>
    /// <param name="trained">What the outputs were trained to predict; empty where nobody knows.</param>
    public static string Write(DynamicNetwork network, PredictionRows rows, ReadOnlySpan<float> outputs, IReadOnlyList<string> targets, IReadOnlyList<string> trained)
    {
        var topology = network.Topology;
        var sections = OutputSection.Of(topology);
        var classes = Classes(network);
        var text = new StringBuilder();
        var labels = Labels(network, targets);
        List<string> header = labels.Count > 0 ? [.. labels.Select(static name => $"prediction_{name}"), .. labels.Select(static name => $"probability_{name}")] : classes.Count > 0
            ? ["prediction", .. topology.OutputSize == 1 ? [$"probability_{classes[1]}"] : classes.Select(static name => $"probability_{name}")]
            : [.. OutputNames(topology, targets.Count == 0 && trained.Count > 1 ? trained : targets)];
        header.AddRange(rows.Compared is null ? [] : targets.Select(static target => $"actual_{target}"));
        AppendRow(text, header);

        for (var row = 0; row < rows.Count; row++)
        {
            var values = outputs.Slice(row * topology.OutputSize, topology.OutputSize);
            List<string> cells = classes.Count > 0 ? [classes[Decision.Of(values)]] : [];
            for (var label = 0; label < labels.Count; label++)
                cells.Add(values[label] > 0.5f ? "1" : "0");
            foreach (var value in OutputSection.Read(sections, values))
                cells.Add(Figures.Exact(value));
            if (rows.Compared is { } data)
            {
                if (classes.Count > 0)
                    cells.Add(classes[data.Label(row)]);
                else
                    foreach (var value in data.Target(row))
                        cells.Add(Figures.Exact(value));
            }

            AppendRow(text, cells);
        }

        return text.ToString();
    }

    /// <summary>What each of several outputs says yes or no to, any number of which may be a yes; nothing for other networks.</summary>
    private static IReadOnlyList<string> Labels(DynamicNetwork network, IReadOnlyList<string> targets)
    {
        var topology = network.Topology;
        if (topology.OutputSize < 2 || topology.Heads.Count > 0 || LossTraits.Of(topology.Loss).Meaning != OutputMeaning.Probabilities || !topology.Blocks[^1].Has(BlockTraits.BinaryProbability))
            return [];
        return network.Classes.Count == topology.OutputSize ? network.Classes : targets.Count == topology.OutputSize ? targets
            : [.. Enumerable.Range(0, topology.OutputSize).Select(static index => Figures.Digits(index))];
    }

    /// <summary>The names of the classes; their numbers where they have none; nothing for other networks.</summary>
    private static IReadOnlyList<string> Classes(DynamicNetwork network)
    {
        var topology = network.Topology;
        if (!topology.IsClassifier && !topology.IsBinaryClassifier)
            return [];
        if (network.Classes.Count > 0)
            return network.Classes;
        return topology.IsBinaryClassifier ? ["no", "yes"] : [.. Enumerable.Range(0, topology.OutputSize).Select(static label => Figures.Digits(label))];
    }

    private static IEnumerable<string> OutputNames(Topology topology, IReadOnlyList<string> targets)
    {
        if (topology.Heads.Count > 0)
            return topology.Heads.SelectMany(static head => Enumerable.Range(0, head.Size).Select(index => head.Size == 1 ? head.Name : $"{head.Name}_{Figures.Digits(index)}"));
        return targets.Count == topology.OutputSize ? targets : topology.OutputSize == 1 ? ["prediction"]
            : Enumerable.Range(0, topology.OutputSize).Select(static index => $"y{Figures.Digits(index)}");
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append('\n');

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") || cell != cell.Trim() ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
