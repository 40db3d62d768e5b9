using System.Globalization;
using System.Text;

namespace Compiled.Csv;

/// <summary>
/// A target column whose cells may be classes: gives each distinct text a number as it comes by, and decides at the end what they are. A
/// text that was seen before costs no string.
/// </summary>
internal sealed class ClassColumn
{
    /// <summary>Rows from which it is worth a word that each of many classes has hardly more than one.</summary>
    private const int LeastRowsOfNote = 10;

    private readonly CsvSource _source;
    private readonly string _column;
    private readonly CsvNumberFormat _format;
    private readonly bool _known;
    private readonly TextCodes _texts = new();
    private readonly List<int> _lines = [];
    private readonly List<int> _rows = [];

    /// <summary>The rows' numbers once so many are distinct that they are no labels; NaN where the cell is a text. Null before.</summary>
    private List<float>? _numbers;

    /// <summary>Whether it is still to be seen if the first texts are numbers.</summary>
    private bool _areNumbers;
    private int _count;

    /// <summary>A column whose classes are given, or, with null, to be found.</summary>
    public ClassColumn(CsvSource source, string column, IReadOnlyList<string>? classes, CsvNumberFormat format)
    {
        (_source, _column, _format) = (source, column, format);
        _known = classes is not null;
        foreach (var name in classes ?? [])
            _ = _texts.Add(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>Whether a column with many distinct numbers may be a regression: then its numbers are kept instead of its texts.</summary>
    public bool MayBeNumbers { get => _areNumbers; init => _areNumbers = value; }

    /// <summary>Whether the class or number of each row is kept; otherwise the column only finds out what there is.</summary>
    public bool KeepsRows { get; init; } = true;

    /// <summary>Takes the cell of the next row.</summary>
    public void Add(ReadOnlySpan<byte> cell, int line)
    {
        _count++;
        if (_numbers is not null && _format.TryParse(cell, out var value))
        {
            if (KeepsRows)
                _numbers.Add(value);
            return;
        }

        var code = _texts.Find(cell);
        if (code < 0)
        {
            if (cell.IsEmpty)
                _source.Throw(line, _column, $"the cell is empty: fill it in or remove the row.");
            if (_known)
                _source.Throw(
                    line, _column,
                    $"'{CellProblem.Shorten(Encoding.UTF8.GetString(cell))}' is not one of the {Wording.Count(_texts.Count, "known class")}: {Wording.List(_texts.ToList())}.");
            code = _texts.Add(cell);
            _lines.Add(line);
            // What is not kept must not be kept as texts either.
            if (!KeepsRows && _texts.Count > Limits.MaxUnits)
                ThrowTooMany();
        }

        if (KeepsRows && _numbers is not null)
            _numbers.Add(float.NaN);
        else if (KeepsRows)
            _rows.Add(code);

        if (_areNumbers && _texts.Count > AutomaticTarget.MostLabels)
            KeepNumbers();
    }

    /// <summary>The rows' numbers instead of their texts, if all texts are numbers.</summary>
    private void KeepNumbers()
    {
        _areNumbers = false;
        var values = new float[_texts.Count];
        for (var code = 0; code < values.Length; code++)
            if (!_format.TryParse(_texts.Bytes(code), out values[code]))
                return;
        _numbers = [.. _rows.Select(code => values[code])];
        _rows.Clear();
    }

    /// <summary>The classes and each row's label; or, of a column that turns out numeric, each row's number and no classes.</summary>
    public (IReadOnlyList<string> Classes, int[] Labels, float[] Numbers) Decide(TargetKind kind, Action<string>? note)
    {
        if (_known)
            return (_texts.ToList(), [.. _rows], []);
        if (kind == TargetKind.Auto)
        {
            var target = new AutomaticTarget(_source, _column, _format, _texts, _lines, _count);
            if (target.Numbers() is { } numbers)
            {
                float[] values = _numbers is null ? [.. _rows.Select(code => numbers[code])] : [.. _numbers];
                if (!(_numbers is not null && !KeepsRows) && target.Hint(_numbers is null ? numbers : values) is { } hint)
                    note?.Invoke(hint);
                return ([], [], values);
            }
        }

        Check(kind);
        if (_count >= LeastRowsOfNote && _texts.Count * 2 > _count)
            note?.Invoke(Wording.Of($"column '{_column}' has {Wording.Count(_texts.Count, "class")} in {Wording.Count(_count, "row")}: barely more than one row per class."));
        if (kind != TargetKind.Auto && Twice() is { } twice)
            note?.Invoke(twice);

        var order = Order();
        var labels = new int[order.Length];
        for (var label = 0; label < order.Length; label++)
            labels[order[label]] = label;
        return ([.. order.Select(code => _texts[code])], [.. _rows.Select(code => labels[code])], []);
    }

    private void Check(TargetKind kind)
    {
        if (_texts.Count > Limits.MaxUnits)
            ThrowTooMany();
        if (_texts.Count == 1)
            _source.Throw(
                _lines[0], _column,
                $"'{CellProblem.Shorten(_texts[0])}' is the only class in the column, but a classification needs two. For a second file, pass the classes of the first.");
        if (kind == TargetKind.Binary && _texts.Count != 2)
            _source.Throw(
                _lines[^1], _column,
                $"a binary target must have two classes, but the column has {_texts.Count}: {Wording.List(_texts.ToList())}.");
    }

    private void ThrowTooMany() => _source.Throw(
        _lines[^1], _column,
        $"the column has {Wording.Count(_texts.Count, "distinct value")}, but a network has at most {Limits.MaxUnits} outputs: is it an identifier rather than a class?");

    /// <summary>A number that is written in two ways, such as 1 and 1.0, is two classes, which nobody may want.</summary>
    private string? Twice()
    {
        var seen = new Dictionary<float, string>();
        foreach (var text in _texts.ToList())
            if (_format.TryParse(text, out var value) && !seen.TryAdd(value, text))
                return $"column '{_column}' has the classes '{seen[value]}' and '{text}', which are the same number.";
        return null;
    }

    /// <summary>The distinct cells in the order of their labels.</summary>
    private int[] Order()
    {
        var texts = _texts.ToList();
        var values = new double[texts.Count];
        var areNumbers = true;
        for (var index = 0; index < values.Length && areNumbers; index++)
            areNumbers = TryValue(texts[index], out values[index]);

        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(order, (left, right) =>
        {
            var byValue = areNumbers ? values[left].CompareTo(values[right]) : 0;
            return byValue != 0 ? byValue : string.CompareOrdinal(texts[left], texts[right]);
        });
        return order;
    }

    /// <summary>Whole numbers beyond those of a float are identifiers, which keep their order too.</summary>
    private bool TryValue(string text, out double value)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            value = whole;
            return true;
        }

        var isNumber = _format.TryParse(text, out var number);
        value = number;
        return isNumber;
    }
}
