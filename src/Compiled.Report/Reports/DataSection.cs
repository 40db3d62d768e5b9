using System.Globalization;
using Compiled.Drawing;

namespace Compiled.Reports;

/// <summary>Rows, columns and classes.</summary>
internal static class DataSection
{
    private const int MostColumns = 200;
    private const int MostClasses = 200;

    public static void Write(HtmlPage page, Dataset? training, Dataset? validation, Dataset test)
    {
        page.Section("data", "Data");
        var parts = new List<(string Name, Dataset Data)>();
        if (training is not null)
            parts.Add(("training", training));
        if (validation is not null)
            parts.Add(("validation", validation));
        parts.Add(("test", test));
        page.Table(
            ["part", "rows", "features", "targets"],
            parts.Select(static part => (IReadOnlyList<string>)[part.Name, Whole(part.Data.Count), Whole(part.Data.InputSize), Whole(part.Data.TargetSize)]));
        WriteClasses(page, parts);
        WriteColumns(page, parts[0].Name, parts[0].Data);
    }

    private static void WriteClasses(HtmlPage page, List<(string Name, Dataset Data)> parts)
    {
        var names = parts[^1].Data.ClassNames;
        if (names.Count == 0)
            return;
        page.Heading("Classes");
        if (names.Count > MostClasses)
            page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The first {MostClasses} of {names.Count:#,##0}."));
        var counts = parts.ConvertAll(part =>
        {
            var rows = new int[names.Count];
            for (var row = 0; row < part.Data.Count; row++)
                if (part.Data.Label(row) is var label && label < rows.Length)
                    rows[label]++;
            return rows;
        });
        page.Table(
            ["class", .. parts.SelectMany(static part => new[] { $"{part.Name} rows", "share" })],
            Enumerable.Range(0, Math.Min(names.Count, MostClasses)).Select(label =>
                (IReadOnlyList<string>)[names[label], .. parts.SelectMany((part, index) => new[] { Whole(counts[index][label]), Share((double)counts[index][label] / part.Data.Count) })]));
    }

    private static void WriteColumns(HtmlPage page, string part, Dataset data)
    {
        page.Heading($"Columns of the {part} data");
        if (data.InputSize + data.TargetSize > MostColumns)
            page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The first {MostColumns} of {data.InputSize + data.TargetSize:#,##0}."));
        List<IReadOnlyList<string>> rows = [];
        for (var feature = 0; feature < data.InputSize && rows.Count < MostColumns; feature++)
            rows.Add(Column(data.FeatureNames[feature], "feature", data.Inputs, feature, data.InputSize));
        for (var target = 0; target < data.TargetSize && data.ClassNames.Count == 0 && rows.Count < MostColumns; target++)
            rows.Add(Column(data.TargetNames[target], "target", data.Targets, target, data.TargetSize));
        page.Table(["column", "role", "lowest", "median", "highest", "mean", "deviation", "distinct", "not finite", "note"], rows, numbersFrom: 2);
    }

    private static IReadOnlyList<string> Column(string name, string role, ReadOnlySpan<float> values, int column, int size)
    {
        List<float> finite = [];
        for (var index = column; index < values.Length; index += size)
            if (float.IsFinite(values[index]))
                finite.Add(values[index]);
        var missing = values.Length / size - finite.Count;
        if (finite.Count == 0)
            return [name, role, "", "", "", "", "", "0", Whole(missing), "no finite value"];
        finite.Sort();
        var distinct = 1;
        for (var index = 1; index < finite.Count; index++)
            distinct += finite[index] != finite[index - 1] ? 1 : 0;
        var mean = finite.Average(static value => (double)value);
        var deviation = Math.Sqrt(finite.Average(value => (value - mean) * (value - mean)));
        var median = (finite[(finite.Count - 1) / 2] + (double)finite[finite.Count / 2]) / 2;
        // Whole numbers, each of them once: rows that were counted.
        var isIdentifier = role == "feature" && distinct == finite.Count && finite.Count >= 20 && finite.TrueForAll(static value => value == MathF.Floor(value));
        var note = distinct == 1 ? "constant" : isIdentifier ? "different in every row: an identifier?" : "";
        double[] figures = [finite[0], median, finite[^1], Rounded(mean), Rounded(deviation)];
        return [name, role, .. figures.Select(Ticks.Format), Whole(distinct), Whole(missing), note];
    }

    private static double Rounded(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);
}
