namespace Compiled.Csv;

/// <summary>How a file is written: the separator and the numbers, from the options and from the beginning of the file.</summary>
internal sealed class CsvDialect
{
    private const string SeparatorLine = "sep=";

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private readonly CsvSample? _sample;

    private CsvDialect(char separator, CsvSample? sample) => (Separator, _sample) = (separator, sample);

    /// <summary>What separates two cells.</summary>
    public char Separator { get; }

    /// <summary>Looks at the beginning of a file, and takes the line that names the separator.</summary>
    /// <param name="source">The file.</param>
    /// <param name="columns">Columns that are asked for: they tell the separator.</param>
    /// <param name="options">What is known.</param>
    public static CsvDialect Find(CsvSource source, IEnumerable<string> columns, CsvOptions options)
    {
        var (text, isWhole) = source.Beginning();
        var named = TakeSeparatorLine(source, ref text);
        if ((options.Separator ?? named) is { } known)
            return new(known, CsvSample.Cut(text, isWhole, known));

        var samples = Separators.Select(separator => CsvSample.Cut(text, isWhole, separator)).OfType<CsvSample>().Where(static sample => sample.Header.Count > 1).ToList();
        var wanted = columns.ToList();
        var right = wanted.Count == 0 ? [] : samples.Where(sample => wanted.All(sample.Header.Contains)).ToList();
        // The sort is stable: of equal ones the comma is first.
        var best = (right.Count > 0 ? right : samples).OrderByDescending(static sample => sample.Regularity).ThenByDescending(static sample => sample.Header.Count).FirstOrDefault()
            ?? CsvSample.Cut(text, isWhole, ',');
        return new(best?.Separator ?? ',', best);
    }

    /// <summary>How numbers are written, as far as these columns show it.</summary>
    /// <param name="columns">Columns whose cells are numbers, or may be.</param>
    /// <param name="options">What is known.</param>
    /// <param name="example">The number that proves a decimal comma where the options leave it open.</param>
    public CsvNumberFormat Numbers(IEnumerable<int> columns, CsvOptions options, out string? example)
    {
        example = null;
        if (options.DecimalComma is not null || options.ThousandsSeparator is not null || _sample is null)
            return CsvNumberFormat.Of(options, foundComma: false);
        var point = new CsvNumberFormat(decimalComma: false, thousands: null);
        foreach (var column in columns)
        {
            foreach (var row in _sample.Rows.Skip(1))
            {
                var cell = column < row.Length ? row[column] : "";
                if (cell.Contains('.') && point.TryParse(cell, out _))
                {
                    example = null;
                    return point;
                }

                if (example is null && IsProof(cell))
                    example = cell;
            }
        }

        return CsvNumberFormat.Of(options, foundComma: example is not null);
    }

    /// <summary>A number with a decimal comma that cannot be one with groups of digits; perhaps with a sign, or an exponent.</summary>
    private static bool IsProof(string cell)
    {
        var mark = cell.IndexOf(',', StringComparison.Ordinal);
        if (mark < 0 || !new CsvNumberFormat(decimalComma: true, thousands: null).TryParse(cell, out _))
            return false;
        var whole = cell.AsSpan(0, mark).TrimStart("+-");
        return whole.Length is 0 or > 3 || whole[0] == '0' || cell.AsSpan(mark + 1).IndexOfAnyExceptInRange('0', '9') is var end && (end < 0 ? cell.Length - mark - 1 : end) != 3;
    }

    /// <summary>Excel's first line, which is not a header; with or without quotes.</summary>
    private static char? TakeSeparatorLine(CsvSource source, ref string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = text.AsSpan(0, Math.Max(0, end)).Trim('"');
        // Other programs may have put separators after it, which fill the columns.
        if (line.Length <= SeparatorLine.Length || !line.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase))
            return null;
        var separator = line[SeparatorLine.Length];
        if (!line[(SeparatorLine.Length + 1)..].Trim("\",;\t|").IsEmpty)
            return null;
        source.SkipLine();
        text = text[end..].TrimStart('\r', '\n');
        CheckSeparator(source, separator);
        return separator;
    }

    private static void CheckSeparator(CsvSource source, char separator)
    {
        if (!IsSeparator(separator))
            source.Throw(1, null, $"the line declares the separator '{separator}', which is not a separator: remove the line.");
    }

    /// <summary>Whether a character can separate cells: not one that numbers and words consist of.</summary>
    public static bool IsSeparator(char character) => !(character is '"' or '\r' or '\n' or '\0' or ' ' or '.' or '-' or '+' || char.IsAsciiLetterOrDigit(character) || char.IsSurrogate(character));
}
