using System.Globalization;
using Compiled.Drawing;

namespace Compiled.Reports;

/// <summary>The rows that the network does worst on: of classes those whose class it gave the least, of numbers those with the largest error.</summary>
internal static class WorstRowsSection
{
    private const int MostFeatures = 12;

    /// <summary>Those of each head.</summary>
    public static void Write(HtmlPage page, IReadOnlyList<JudgedData> heads, int most)
    {
        if (most == 0)
            return;
        page.Section("worst", "Worst rows");
        foreach (var head in heads)
        {
            if (head.Head.Length > 0)
                page.Heading($"Head {head.Head}");
            Write(page, head, most);
        }
    }

    private static void Write(HtmlPage page, JudgedData judged, int most)
    {
        var badness = Enumerable.Range(0, judged.Data.Count).Select(row => Badness(judged, row)).ToArray();
        var worst = Enumerable.Range(0, badness.Length).OrderByDescending(row => badness[row]).Take(most).ToArray();
        var isClasses = judged.Evaluation is ClassificationEvaluation;
        page.Paragraph(isClasses
            ? "Rows of the test data, counted from 0, whose actual class the network thought the least likely."
            : "Rows of the test data, counted from 0, with the largest errors.");
        var features = Math.Min(judged.Data.InputSize, MostFeatures);
        if (features < judged.Data.InputSize)
            page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The first {features} of {judged.Data.InputSize:#,##0} features."));
        string[] head = ["row", .. isClasses ? ["actual", "predicted", Strength(judged)] : Targets(judged), .. judged.Data.FeatureNames.Take(features)];
        page.Table(head, worst.Select(row => (IReadOnlyList<string>)
        [
            row.ToString(CultureInfo.InvariantCulture),
            .. isClasses ? OfClass(judged, row) : OfNumbers(judged, row),
            .. judged.Data.Input(row)[..features].ToArray().Select(static value => Ticks.Format(value)),
        ]), numbersFrom: isClasses ? 3 : 1);
    }

    private static string Strength(JudgedData judged) => judged.AreProbabilities ? "probability of the actual class" : "score of the actual class";

    private static IEnumerable<string> Targets(JudgedData judged) => judged.Data.TargetNames.Take(4).SelectMany(static name => new[] { $"actual {name}", $"predicted {name}" });

    private static IEnumerable<string> OfClass(JudgedData judged, int row)
    {
        var label = judged.Data.Label(row);
        var outputs = judged.Output(row);
        var predicted = outputs.Length > 1 ? Decision.ArgMax(outputs) : outputs[0] > judged.Section.ThresholdFor(judged.Data.Targets) ? 1 : 0;
        return [judged.Classes[label], judged.Classes[predicted], Ticks.Format(Math.Round(Of(judged, row), 6))];
    }

    private static IEnumerable<string> OfNumbers(JudgedData judged, int row)
    {
        List<string> cells = [];
        for (var output = 0; output < Math.Min(4, judged.OutputSize); output++)
            cells.AddRange([Ticks.Format(judged.Data.Target(row)[output]), Ticks.Format(judged.Output(row)[output])]);
        return cells;
    }

    /// <summary>What the network gave the actual class.</summary>
    private static double Of(JudgedData judged, int row)
    {
        var label = judged.Data.Label(row);
        var outputs = judged.Output(row);
        if (outputs.Length > 1)
            return outputs[label];
        return judged.AreProbabilities ? (label == 1 ? outputs[0] : 1 - (double)outputs[0]) : label == 1 ? outputs[0] : -outputs[0];
    }

    /// <summary>The larger the worse; what is NaN is worst.</summary>
    private static double Badness(JudgedData judged, int row)
    {
        if (judged.Evaluation is ClassificationEvaluation)
            return Of(judged, row) is var given && double.IsNaN(given) ? double.PositiveInfinity : -given;
        var sum = 0.0;
        for (var output = 0; output < judged.OutputSize; output++)
        {
            var error = (double)judged.Output(row)[output] - judged.Data.Target(row)[output];
            sum += error * error;
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }
}
