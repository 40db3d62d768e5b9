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
        var hasValue = lines[0].Split(separator).Length == 4;
        // The library's reader says what is wrong with a line, and where.
        var table = hasHeader ? string.Join('\n', lines) : $"x{separator}y{separator}label{(hasValue ? $"{separator}value" : "")}\n{string.Join('\n', lines)}";
        var names = table[..table.IndexOf('\n', StringComparison.Ordinal)].Split(separator).Select(static name => name.Trim().Trim('"')).ToList();
        if (names.Count is not (3 or 4) || lines.Length == (hasHeader ? 1 : 0))
            throw new RejectedException("csv", $"The text has {Number(names.Count)} columns and {Number(lines.Length - (hasHeader ? 1 : 0))} points, but needs x, y and the class, a number as a fourth column if you like, and at least one point.");
        try
        {
            // The fourth column is read as an input, and taken out again.
            var data = Dataset.FromCsv(new StringReader(table), names[2], new CsvOptions { Target = TargetKind.Categorical, Separator = separator });
            if (data.ClassNames.Count > Limits.Outputs)
                throw new RejectedException("csv", $"Column {names[2]} has {Number(data.ClassNames.Count)} classes, but at most {Number(Limits.Outputs)} are allowed: is it the column of the class?");
            if (data.InputSize != names.Count - 1)
                throw new RejectedException("csv", $"Columns {string.Join(", ", names.Where((_, index) => index != 2))} must be numbers, but one of them has texts: only {names[2]} is a class.");
            return ToPoints(data, names);
        }
        catch (Exception exception) when (exception is CsvException or ArgumentException)
        {
            throw new RejectedException("csv", exception.Message);
        }
    }

    private static PointsMessage ToPoints(Dataset data, List<string> names)
    {
        var numbers = names.Where((_, index) => index != 2).ToList();
        var scales = numbers.Select((_, column) => Scale(data, column)).ToList();
        var points = new double[data.Count][];
        for (var row = 0; row < points.Length; row++)
        {
            var input = data.Input(row).ToArray();
            double[] values = [.. scales.Select((scale, column) => (double)Math.Clamp((input[column] - scale.Middle) / scale.Half, -1, 1))];
            points[row] = [values[0], values[1], data.ClassNames.Count > 0 ? data.Label(row) : data.Target(row)[0], .. values[2..]];
        }

        var scaled = numbers.Where((_, column) => scales[column] != (0, 1)).ToList();
        var text = scaled.Count > 0
            ? $"{string.Join(" and ", scaled)} {(scaled.Count == 1 ? "was" : "were")} brought to the range from −1 to 1."
            : $"{Number(points.Length)} points of {Number(data.ClassNames.Count)} classes.";
        return new(points, data.ClassNames, scaled.Count > 0, numbers.Count == 3 ? $"{text} {numbers[2]} is the target of a head named value." : text);
    }

    /// <summary>What brings a column to the range from −1 to 1; nothing where it is within.</summary>
    private static (float Middle, float Half) Scale(Dataset data, int column)
    {
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var row = 0; row < data.Count; row++)
            (least, most) = (Math.Min(least, data.Input(row)[column]), Math.Max(most, data.Input(row)[column]));
        return least >= -1 && most <= 1 ? (0, 1) : (least / 2 + most / 2, most > least ? (most - least) / 2 : 1);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
