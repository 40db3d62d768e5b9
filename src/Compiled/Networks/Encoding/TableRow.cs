using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// One row of raw values, given by the names of their columns, which <c>network.Predict(row, output)</c> encodes and predicts: <c>row["age"] = 41; row["city"] = "Rome";</c>.
/// </summary>
/// <remarks>
/// Made once, by <c>network.CreateRow()</c> or <see cref="TableEncoder.CreateRow"/>, and used for any number of predictions: values stay until they are set again, or until
/// <see cref="Clear"/>. Setting values and predicting allocates nothing. Not thread-safe: create one per thread.
/// </remarks>
public sealed class TableRow
{
    private const int LongestNumber = 32;

    private readonly float[] _numbers;
    private readonly int[] _codes;
    private readonly bool[] _isSet;
    private readonly float[] _inputs;
    private float[]? _outputs;
    private int _unset;

    internal TableRow(TableEncoder encoder)
    {
        Encoder = encoder;
        (_numbers, _codes, _isSet, _inputs) = (new float[encoder.Columns.Count], new int[encoder.Columns.Count], new bool[encoder.Columns.Count], new float[encoder.InputSize]);
        Clear();
    }

    /// <summary>What encodes the row.</summary>
    public TableEncoder Encoder { get; }

    /// <summary>Sets the value of a column by its name: a number or a text.</summary>
    /// <remarks>
    /// A text for a numeric column is read as a number with a decimal point; a number for a text column is the category of that name, such as "1" or "2.5". NaN, null,
    /// an empty text and <see cref="TableCell.Missing"/> are missing values. It takes a look-up of the name; the place of the column among <see cref="TableEncoder.Columns"/> saves it.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There is no such column; the value is missing and the encoder rejects missing values, is a category that it rejects, an infinity, or for a numeric column not a number. The row keeps the
    /// value that it had.
    /// </exception>
    [SuppressMessage("Design", "CA1044", Justification = "The raw text is not kept: a row allocates nothing.")]
    public TableCell this[string column]
    {
        set
        {
            ArgumentNullException.ThrowIfNull(column);
            var place = Encoder.PlaceOf(column);
            if (place < 0)
                ThrowUnknown(column);
            Set(place, value);
        }
    }

    /// <summary>Sets the value of a column by its place among <see cref="TableEncoder.Columns"/>, otherwise as by its name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="ArgumentException">The value cannot be the column's.</exception>
    [SuppressMessage("Design", "CA1044", Justification = "The raw text is not kept: a row allocates nothing.")]
    public TableCell this[int column]
    {
        set
        {
            if ((uint)column >= (uint)_isSet.Length)
                ThrowPlace(column);
            Set(column, value);
        }
    }

    /// <summary>Forgets all values: each column must be set again before the next prediction.</summary>
    public void Clear()
    {
        Array.Clear(_isSet);
        _unset = _isSet.Length;
    }

    /// <summary>Writes the features, a network's inputs. Allocates nothing.</summary>
    /// <param name="inputs">Exactly <see cref="TableEncoder.InputSize"/> floats.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">A column was not set: all of them are listed.</exception>
    public void Encode(Span<float> inputs)
    {
        Runtime.Guard.Length(inputs.Length, _inputs.Length, nameof(inputs), "features");
        if (_unset > 0)
            ThrowUnset();
        Encoder.Write(_numbers, _codes, inputs);
    }

    /// <summary>The features in the row's memory.</summary>
    internal ReadOnlySpan<float> Inputs()
    {
        Encode(_inputs);
        return _inputs;
    }

    /// <summary>Memory for a network's outputs, allocated for the first prediction that needs it.</summary>
    internal Span<float> Outputs(int length) => _outputs?.Length == length ? _outputs : _outputs = new float[length];

    private void Set(int place, TableCell cell)
    {
        var column = Encoder.Columns[place];
        if (cell.IsText ? cell.Text.IsEmpty : double.IsNaN(cell.Number))
        {
            if (!column.TakesMissing)
                ThrowValue(column.MissingProblem(""));
            (_numbers[place], _codes[place]) = (column.Median ?? 0, column.CodeOfMissing());
        }
        else if (column.Kind == ColumnKind.Numeric)
        {
            (_numbers[place], _codes[place]) = (Number(column, cell), -1);
        }
        else if (cell.IsText)
        {
            if (!column.TryCode(cell.Text, out var code))
                ThrowValue(column.UnknownProblem(cell.Text, ""));
            _codes[place] = code;
        }
        else
        {
            Span<char> text = stackalloc char[LongestNumber];
            // As a number of a table is called: zero has one name.
            _ = ((float)cell.Number + 0f).TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
            if (!column.TryCode(text[..length], out var code))
                ThrowValue(column.UnknownProblem(text[..length], ""));
            _codes[place] = code;
        }

        if (!_isSet[place])
            _unset--;
        _isSet[place] = true;
    }

    private static float Number(ColumnEncoding column, TableCell cell)
    {
        var number = (float)cell.Number;
        if (cell.IsText && !float.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            ThrowValue($"Column {ModelText.Quote(column.Name)} is numeric, but {ModelText.Quote(cell.Text[..Math.Min(cell.Text.Length, 200)].ToString())} is not a number: give a number, with a decimal point.");
        if (!float.IsFinite(number))
            ThrowValue(Wording.Of($"Column {ModelText.Quote(column.Name)} is {number}: give a finite number in the range of float, or TableCell.Missing."));
        return number;
    }

    [DoesNotReturn]
    private static void ThrowValue(string message) => throw new ArgumentException(message, "value");

    [DoesNotReturn]
    private void ThrowUnknown(string column)
    {
        var names = Encoder.Columns.Select(static known => known.Name).ToList();
        throw new ArgumentException(
            $"The row has no column {ModelText.Quote(column)}; its columns are {Wording.List(names.Select(static name => ModelText.Clip(name)))}."
            + (Spelling.Nearest(column, names) is { } nearest ? $" Did you mean {ModelText.Quote(nearest)}?" : ""),
            nameof(column));
    }

    [DoesNotReturn]
    private void ThrowPlace(int column) =>
        throw new ArgumentOutOfRangeException(nameof(column), column, Wording.Of($"Column {column} does not exist: the row has the columns 0 to {_isSet.Length - 1}."));

    [DoesNotReturn]
    private void ThrowUnset()
    {
        var unset = Encoder.Columns.Where((_, place) => !_isSet[place]).Select(static column => ModelText.Clip(column.Name));
        throw new InvalidOperationException(
            $"The row lacks {(_unset == 1 ? "the column" : "the columns")} {Wording.List(unset)}: set every column before a prediction, a missing value to TableCell.Missing.");
    }
}
