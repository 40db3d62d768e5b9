using System.Globalization;

namespace Compiled.Reports;

/// <summary>The permutation importance of the features, for each head.</summary>
internal static class ImportanceSection
{
    /// <summary>With more features, a picture shows too few of them to be worth the time.</summary>
    private const int MostFeatures = 256;

    /// <summary>Rows that the means are precise enough with.</summary>
    private const int MostRows = 2000;

    /// <summary>Left out where it says nothing.</summary>
    public static void Write<TNetwork>(HtmlPage page, ReportModel<TNetwork> model, Dataset data, ReportOptions options)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (options.ImportanceRepeats == 0 || data.InputSize > MostFeatures || data.Count < 2)
            return;
        var rows = data.Count <= MostRows ? data : data.Subset([.. Enumerable.Range(0, MostRows).Select(row => (int)((long)row * data.Count / MostRows))]);
        var heads = model.Importance(rows, new PermutationOptions { Repeats = options.ImportanceRepeats, Seed = options.Seed });
        page.Section("importance", "Importance of the features");
        var measured = rows.Count < data.Count ? string.Create(CultureInfo.InvariantCulture, $" Measured on {rows.Count:#,##0} rows.") : "";
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"How much worse the metric becomes when the values of one feature are shuffled among the rows: the mean of {options.ImportanceRepeats} shuffles, and their standard deviation. Features that say the same share their importance.{measured}"));
        foreach (var head in heads)
        {
            if (head.Name.Length > 0)
                page.Heading($"Head {head.Name}");
            page.Pictures(PictureOf(head.Importance));
        }
    }

    private static Plot PictureOf(PermutationImportance importance)
    {
        var metric = importance.Metric;
        return Plot.Importance(
            [.. importance.Features.Select(static feature => feature.Name)],
            [.. importance.Features.Select(static feature => feature.Mean)],
            [.. importance.Features.Select(static feature => feature.StandardDeviation)],
            string.Create(CultureInfo.InvariantCulture, $"{(metric.HigherIsBetter ? "loss" : "rise")} of {metric.Name}, which is {importance.Value:0.0000}"));
    }
}
