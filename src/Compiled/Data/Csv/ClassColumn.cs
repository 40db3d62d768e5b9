using System.Globalization;

namespace Compiled.Csv;

/// <summary>
/// A target column whose cells may be classes: gives each distinct text a number as it comes by, and decides at the end what they are. A
/// text that was seen before costs no string.
/// </summary>
internal sealed class ClassColumn
{
    private readonly CsvSource _source;
    private readonly string _column;
    private readonly bool _known;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _texts = [];
    private readonly List<int> _lines = [];
    private readonly List<int> _rows = [];

    /// <summary>A column whose classes are given, or, with null, to be found.</summary>
    public ClassColumn(CsvSource source, string column, IReadOnlyList<string>? classes)
    {
        _source = source;
        _column = column;
        _known = classes is not null;
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var name in classes ?? [])
        {
            _numbers.Add(name, _texts.Count);
            _texts.Add(name);
        }
    }

    /// <summary>Takes the cell of the next row.</summary>
    public void Add(ReadOnlySpan<char> cell, int line)
    {
        if (!_lookup.TryGetValue(cell, out var number))
        {
            if (_known)
                _source.Throw(
                    line, _column,
                    $"'{CsvNumber.Shorten(cell)}' is none of the {_texts.Count} known classes: {Wording.List(_texts)}.");
            number = _texts.Count;
            _lookup[cell] = number;
            _texts.Add(cell.ToString());
            _lines.Add(line);
        }

        _rows.Add(number);
    }

    /// <summary>The classes and each row's label; or, of a column that turns out numeric, each row's number and no classes.</summary>
    public (IReadOnlyList<string> Classes, int[] Labels, float[] Numbers) Decide(TargetKind kind)
    {
        if (_known)
            return (_texts, [.. _rows], []);
        if (kind == TargetKind.Auto && Numbers() is { } numbers && !AreLabels())
            return ([], [], [.. _rows.Select(number => numbers[number])]);
        if (_texts.Count > Limits.MaxUnits)
            _source.Throw(
                _lines[^1], _column,
                $"the column has {_texts.Count} distinct values, and a network at most {Limits.MaxUnits} outputs: is it an identifier rather than a class?");
        if (_texts.Count == 1)
            _source.Throw(
                _lines[0], _column,
                $"'{CsvNumber.Shorten(_texts[0])}' is the only class in the column: a classification needs two. In a second file, pass the classes of the first.");
        if (kind == TargetKind.Binary && _texts.Count != 2)
            _source.Throw(
                _lines[^1], _column,
                $"a binary target has two classes, but the column has {_texts.Count}: {Wording.List(_texts)}.");

        var order = Order();
        var labels = new int[order.Length];
        for (var label = 0; label < order.Length; label++)
            labels[order[label]] = label;
        return ([.. order.Select(number => _texts[number])], [.. _rows.Select(number => labels[number])], []);
    }

    /// <summary>The distinct cells as numbers; null if all are text; an error if they are mixed.</summary>
    private float[]? Numbers()
    {
        var numbers = new float[_texts.Count];
        int? aNumber = null, aText = null;
        for (var index = 0; index < numbers.Length; index++)
        {
            if (CsvNumber.TryParse(_texts[index], out numbers[index]))
                aNumber ??= index;
            else if (CsvNumber.IsNonFinite(_texts[index]))
                _source.Throw(_lines[index], _column, CsvNumber.Describe(_texts[index]));
            else
                aText ??= index;
        }

        if (aNumber is { } first && aText is { } second)
        {
            var (number, text) = (CsvNumber.Shorten(_texts[first]), CsvNumber.Shorten(_texts[second]));
            _source.Throw(
                _lines[second], _column,
                $"'{text}' is text, but line {_lines[first]} has the number '{number}'. If both are classes, set CsvOptions.Target = TargetKind.Categorical.");
        }

        return aText is null ? numbers : null;
    }

    /// <summary>The rule of <see cref="TargetKind.Auto"/> for numbers.</summary>
    private bool AreLabels()
    {
        var count = _texts.Count;
        if (count is < 2 or > 100 || count * 2 > _rows.Count)
            return false;
        // Distinct texts without superfluous zeros are distinct numbers, so that count numbers below count are all of them.
        return _texts.TrueForAll(text =>
            text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var label) && label < count);
    }

    /// <summary>The distinct cells in the order of their labels.</summary>
    private int[] Order()
    {
        var values = new long[_texts.Count];
        var whole = true;
        for (var index = 0; index < values.Length && whole; index++)
            whole = long.TryParse(_texts[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[index]);

        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(order, (left, right) =>
        {
            var byValue = whole ? values[left].CompareTo(values[right]) : 0;
            return byValue != 0 ? byValue : string.CompareOrdinal(_texts[left], _texts[right]);
        });
        return order;
    }
}
