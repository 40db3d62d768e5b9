using System.Text;

namespace Compiled.Csv;

/// <summary>
/// What is wrong with the columns of a file in which one cell is not a number: reads on, so that one message says it of all columns and
/// not one column at a time.
/// </summary>
internal sealed class CsvSurvey
{
    /// <summary>A larger file is looked at so far, for nobody waits minutes for an error.</summary>
    private const int MostRows = 100_000;

    private readonly CsvSource _source;
    private readonly CsvHeader _header;
    private readonly CsvNumberFormat _format;
    private readonly Column[] _columns;
    private int _rows;

    /// <summary>Looks at the current row and those after it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="rows">Its rows, at the one that holds the wrong cell.</param>
    /// <param name="header">Its columns.</param>
    /// <param name="format">How numbers are written.</param>
    /// <param name="numbers">The columns that should hold numbers.</param>
    /// <param name="rowsBefore">Rows before, which hold numbers in all of them.</param>
    public CsvSurvey(CsvSource source, CsvRows rows, CsvHeader header, CsvNumberFormat format, IEnumerable<int> numbers, int rowsBefore)
    {
        (_source, _header, _format, _rows) = (source, header, format, rowsBefore);
        _columns = [.. numbers.Select(column => new Column(column, rowsBefore))];
        try
        {
            var last = rowsBefore + MostRows;
            do
            {
                if (rows.IsBlank)
                    continue;
                foreach (var column in _columns)
                    column.Add(rows[column.Index], rows.Line, format);
                _rows++;
            }
            while (_rows < last && rows.Read());
        }
        catch (CsvException)
        {
            // The first mistake is the one to tell.
        }
    }

    /// <summary>The error at a cell, with what else there is to mend.</summary>
    public CsvException Error(int line, int column)
    {
        var problems = _columns.Where(static other => other.Wrong + other.Missing > 0).ToList();
        var here = problems.Find(other => other.Index == column)!;
        var cell = here.FirstWrongLine == line ? here.FirstWrong : "";
        if (here.FirstMissingLine == line)
            cell = here.FirstMissing;
        if (problems.Count == 1)
        {
            var lacks = here.Missing > 1 ? Wording.Of($" The column has {Wording.Count(here.Missing, "missing value")} in {Wording.Count(_rows, "row")}.") : "";
            return At(CellProblem.Describe(cell, _format, _source.Words, Remedy(here)) + lacks);
        }

        var texts = problems.Where(static other => other.IsText).ToList();
        List<string> sentences = [here.IsText ? $"'{CellProblem.Shorten(cell)}' is not a number." : CellProblem.Describe(cell, _format, _source.Words, Remedy(here))];
        var features = texts.Where(other => !IsTarget(other)).ToList();
        if (features.Count > 0)
        {
            var ignored = _header.IsChosen ? $"from {_source.Words.Features}" : $"with {_source.Words.Ignore([.. _header.Ignored, .. features.Select(Name)])}";
            sentences.Add($"{(features.Count == 1 ? "One column contains" : Wording.Of($"{features.Count} columns contain"))} text: {string.Join(", ", features.Select(Shown))}. "
                + $"Exclude {(features.Count == 1 ? "it" : "them")} {ignored}, {(_source.Words.Encode is { } encode ? encode : "or use numbers instead")}.");
        }

        foreach (var other in texts.Where(IsTarget))
            sentences.Add($"The target {Shown(other)} contains text: correct it{(Remedy(other) is { } remedy ? $", or {remedy}" : "")}.");
        foreach (var other in problems)
        {
            if (!other.IsText && other != here && other.Wrong > 0)
                sentences.Add(Wording.Of($"Line {other.FirstWrongLine}, column '{Name(other)}': ") + CellProblem.Describe(other.FirstWrong, _format, _source.Words, Remedy(other)));
        }

        foreach (var other in problems.Where(static other => !other.IsText && other.Missing > 0))
            sentences.Add(Wording.Of($"Column '{Name(other)}' has {Wording.Count(other.Missing, "missing value")} in {Wording.Count(_rows, "row")}, the first in line {other.FirstMissingLine}: fill them in (the median is common), {(_source.Words.Encode is { } encode ? $"remove the rows or the column, {encode}" : "or remove the rows or the column")}."));
        return At(string.Join(' ', sentences));

        CsvException At(string problem) => _source.Error(line, _header[column], $"{problem}");
    }

    private string? Remedy(Column column)
    {
        if (IsTarget(column))
            return _source.Words.AsClasses is { } classes ? $"{classes} if it is a class" : null;
        var without = _header.IsChosen ? $"remove the column from {_source.Words.Features}" : $"exclude the column with {_source.Words.Ignore([.. _header.Ignored, Name(column)])}";
        // A slip in a column of numbers is to be corrected.
        return _source.Words.Encode is { } encode && (column.IsText || column.Missing > 0) ? $"{without}, {encode}" : without;
    }

    private bool IsTarget(Column column) => _header.Targets.Contains(column.Index);

    private string Name(Column column) => _header[column.Index];

    private string Shown(Column column) => $"'{Name(column)}' ('{CellProblem.Shorten(column.FirstWrong)}')";

    /// <summary>What a column holds.</summary>
    private sealed class Column(int index, int numbers)
    {
        private int _numbers = numbers;

        private bool _isText;

        public int Index => index;

        public int Missing { get; private set; }

        public int FirstMissingLine { get; private set; }

        public string FirstMissing { get; private set; } = "";

        public int Wrong { get; private set; }

        public int FirstWrongLine { get; private set; }

        public string FirstWrong { get; private set; } = "";

        /// <summary>Whether it holds no number at all, nor anything that is nearly one.</summary>
        public bool IsText => Wrong > 0 && _numbers == 0 && _isText;

        public void Add(ReadOnlySpan<byte> cell, int line, CsvNumberFormat format)
        {
            if (format.TryParse(cell, out _))
            {
                _numbers++;
            }
            else if (MissingValue.IsNumber(cell))
            {
                if (Missing++ == 0)
                    (FirstMissing, FirstMissingLine) = (Encoding.UTF8.GetString(cell), line);
            }
            else if (Wrong++ == 0)
            {
                (FirstWrong, FirstWrongLine) = (Encoding.UTF8.GetString(cell), line);
                _isText = NumberLike.Of(FirstWrong) is null && !format.IsNonFinite(FirstWrong);
            }
        }
    }
}
