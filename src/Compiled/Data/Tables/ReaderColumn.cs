using System.Data.Common;
using System.Globalization;
using Compiled.Storage;

namespace Compiled;

/// <summary>A column of a data reader, value by value.</summary>
internal sealed class ReaderColumn
{
    private readonly int _ordinal;
    private readonly string _name;
    private readonly Type _declared;
    private readonly Dictionary<string, int> _categories = new(StringComparer.Ordinal);

    /// <summary>The numbers, or the codes of the texts; before the first value, how many rows have none.</summary>
    private readonly List<float> _numbers = [];
    private readonly List<int> _codes = [];
    private ColumnKind? _kind;
    private int _before;

    private ReaderColumn(int ordinal, string name, Type declared) => (_ordinal, _name, _declared) = (ordinal, name, declared);

    /// <summary>The columns of a reader.</summary>
    /// <exception cref="DataReaderException">There are none, or one has no name of its own.</exception>
    public static ReaderColumn[] Of(DbDataReader reader)
    {
        if (reader.FieldCount == 0)
            throw new DataReaderException("The reader has no columns: pass the reader of a query, or of a table.", -1, null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var columns = new ReaderColumn[reader.FieldCount];
        for (var ordinal = 0; ordinal < columns.Length; ordinal++)
        {
            var name = reader.GetName(ordinal);
            if (NameList.Problem(name) is { } problem)
                throw new DataReaderException(Wording.Of($"The name of column {ordinal + 1} {problem}: name it in the query, with AS."), -1, name);
            if (!seen.Add(name))
                throw new DataReaderException($"Two columns are named {ModelText.Quote(name)}: rename one in the query, with AS.", -1, name);
            columns[ordinal] = new ReaderColumn(ordinal, name, reader.GetFieldType(ordinal));
        }

        return columns;
    }

    /// <summary>Takes the value of a row.</summary>
    public void Add(DbDataReader reader, int row)
    {
        var value = reader.IsDBNull(_ordinal) ? null : reader.GetValue(_ordinal);
        switch (value)
        {
            case null or DBNull or "":
                AddMissing();
                break;
            case string text:
                AddText(text, row);
                break;
            case char character:
                AddText(character.ToString(), row);
                break;
            default:
                AddNumber(Number(value, row), value, row);
                break;
        }
    }

    /// <summary>The column; without any value it is what its declaration says.</summary>
    public TableColumn Finish()
    {
        Begin(_declared == typeof(string) || _declared == typeof(char) ? ColumnKind.Text : ColumnKind.Numeric);
        return _kind == ColumnKind.Text
            ? TableColumn.Own(_name, [.. _codes], [.. _categories.OrderBy(static category => category.Value).Select(static category => category.Key)])
            : TableColumn.Own(_name, [.. _numbers]);
    }

    private void AddMissing()
    {
        if (_kind is null)
            _before++;
        else if (_kind == ColumnKind.Text)
            _codes.Add(-1);
        else
            _numbers.Add(float.NaN);
    }

    private void AddText(string text, int row)
    {
        Begin(ColumnKind.Text);
        if (_kind != ColumnKind.Text)
            throw Mixed(text, row);
        if (!_categories.TryGetValue(text, out var code))
            _categories.Add(text, code = _categories.Count);
        _codes.Add(code);
    }

    private void AddNumber(double number, object value, int row)
    {
        if (double.IsNaN(number))
        {
            AddMissing();
            return;
        }

        Begin(ColumnKind.Numeric);
        if (_kind != ColumnKind.Numeric)
            throw Mixed(value, row);
        var rounded = value is float single ? single : (float)number;
        if (!float.IsFinite(rounded))
            throw Problem(row, Wording.Of($"has {value} in row {row}, which is beyond the range of a float, ±3.4028235E+38: scale the column in the query, or leave the row out."));
        _numbers.Add(rounded);
    }

    /// <summary>Decides what the column is, if nothing has; rows without a value come first.</summary>
    private void Begin(ColumnKind kind)
    {
        if (_kind is not null)
            return;
        _kind = kind;
        if (kind == ColumnKind.Text)
            _codes.AddRange(Enumerable.Repeat(-1, _before));
        else
            _numbers.AddRange(Enumerable.Repeat(float.NaN, _before));
    }

    private double Number(object value, int row) => value switch
    {
        double number => number,
        float number => number,
        long number => number,
        int number => number,
        short number => number,
        byte number => number,
        bool flag => flag ? 1 : 0,
        decimal number => (double)number,
        sbyte number => number,
        ushort number => number,
        uint number => number,
        ulong number => number,
        Half number => (double)number,
        Int128 number => (double)number,
        UInt128 number => (double)number,
        System.Numerics.BigInteger number => (double)number,
        _ => throw Problem(
            row, $"is {value.GetType().Name} in row {row.ToString(CultureInfo.InvariantCulture)}, which is neither a number nor text: leave it out of the query, or convert it there{Conversion(value)}."),
    };

    private static string Conversion(object value) => value switch
    {
        DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan => ", for example to seconds or to a weekday",
        Guid or byte[] => "; an identifier is not a feature",
        _ => "",
    };

    private DataReaderException Mixed(object value, int row)
    {
        var (what, before) = _kind == ColumnKind.Text ? ("a number", "texts") : ("text", "numbers");
        var shown = ModelText.Quote(string.Create(CultureInfo.InvariantCulture, $"{value}"));
        return Problem(row, Wording.Of($"has {shown} in row {row}, which is {what}, but {before} before: convert the column in the query, as with CAST({ModelText.Clip(_name)} AS REAL) or AS TEXT."));
    }

    private DataReaderException Problem(int row, string problem) => new($"Column {ModelText.Quote(_name)} {problem}", row, _name);
}
