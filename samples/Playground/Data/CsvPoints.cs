using System.Globalization;
using Compiled;
using Playground.Protocol;

namespace Playground.Data;

/// <summary>Points out of pasted text: two columns of numbers and the class, with or without a line of names.</summary>
internal static class CsvPoints
{
    /// <summary>Reads them, and scales columns that go beyond the square.</summary>
    /// <exception cref="RejectedException">The text is not such a table.</exception>
    public static PointsMessage Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
            throw new RejectedException("csv", "The text is empty: paste lines such as 0.5,-0.25,1.");
        if (lines.Length > Limits.Own + 1)
            throw new RejectedException("csv", $"The text has {Number(lines.Length)} lines, but at most {Number(Limits.Own)} points are allowed: paste fewer.");
        var separator = lines[0].Contains('\t', StringComparison.Ordinal) ? '\t' : lines[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var hasHeader = !lines[0].Split(separator).Take(2).All(static cell => double.TryParse(cell, CultureInfo.InvariantCulture, out _));
        // The library's reader says what is wrong with a line, and where.
        var table = hasHeader ? string.Join('\n', lines) : $"x{separator}y{separator}label\n{string.Join('\n', lines)}";
        var names = table[..table.IndexOf('\n', StringComparison.Ordinal)].Split(separator).Select(static name => name.Trim().Trim('"')).ToList();
        if (names.Count != 3 || lines.Length == (hasHeader ? 1 : 0))
            throw new RejectedException("csv", $"The text has {Number(names.Count)} columns and {Number(lines.Length - (hasHeader ? 1 : 0))} points, but needs three columns, x, y and the class, and at least one point.");
        try
        {
            var data = Dataset.FromCsv(new StringReader(table), names[2], new CsvOptions { Target = TargetKind.Categorical, Separator = separator });
            if (data.ClassNames.Count > Limits.Outputs)
                throw new RejectedException("csv", $"Column {names[2]} has {Number(data.ClassNames.Count)} classes, but at most {Number(Limits.Outputs)} are allowed: is it the column of the class?");
            return ToPoints(data, names);
        }
        catch (Exception exception) when (exception is CsvException or ArgumentException)
        {
            throw new RejectedException("csv", exception.Message);
        }
    }

    private static PointsMessage ToPoints(Dataset data, List<string> names)
    {
        var scales = new (float Middle, float Half)[2];
        for (var column = 0; column < 2; column++)
        {
            var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
            for (var row = 0; row < data.Count; row++)
                (least, most) = (Math.Min(least, data.Input(row)[column]), Math.Max(most, data.Input(row)[column]));
            scales[column] = least >= -1 && most <= 1 ? (0, 1) : (least / 2 + most / 2, most > least ? (most - least) / 2 : 1);
        }

        var points = new double[data.Count][];
        for (var row = 0; row < points.Length; row++)
        {
            points[row] =
            [
                Math.Clamp((data.Input(row)[0] - scales[0].Middle) / scales[0].Half, -1, 1), Math.Clamp((data.Input(row)[1] - scales[1].Middle) / scales[1].Half, -1, 1),
                data.ClassNames.Count > 0 ? data.Label(row) : data.Target(row)[0],
            ];
        }

        var scaled = scales.Any(static scale => scale != (0, 1));
        return new(points, data.ClassNames, scaled, scaled
            ? $"{names[0]} and {names[1]} were brought to the square from −1 to 1."
            : $"{Number(points.Length)} points of {Number(data.ClassNames.Count)} classes.");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
