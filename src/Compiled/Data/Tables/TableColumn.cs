using System.Globalization;
using System.Runtime.CompilerServices;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// A named column of a <see cref="Table"/>: numbers, or texts as codes into their distinct values; cells may be missing. Immutable, so safe on any number of threads.
/// </summary>
/// <remarks>
/// The numbers are finite floats; a missing one is NaN. A text is a code, an index into <see cref="Categories"/>, and a missing one is −1. Each distinct text is stored once, so a
/// column takes four bytes per row, of either kind.
/// </remarks>
public sealed class TableColumn
{
    private readonly float[] _numbers;
    private readonly int[] _codes;

    private TableColumn(string name, float[] numbers)
    {
        (Name, Kind, Count) = (name, ColumnKind.Numeric, numbers.Length);
        (_numbers, _codes, Categories) = (numbers, [], []);
        foreach (var number in numbers)
            MissingCount += float.IsNaN(number) ? 1 : 0;
    }

    private TableColumn(string name, int[] codes, IReadOnlyList<string> categories)
    {
        (Name, Kind, Count) = (name, ColumnKind.Text, codes.Length);
        (_numbers, _codes, Categories) = ([], codes, categories);
        foreach (var code in codes)
            MissingCount += code < 0 ? 1 : 0;
    }

    /// <summary>The column's name: not empty.</summary>
    public string Name { get; }

    /// <summary>Whether the cells are numbers or texts.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Number of cells, missing ones included.</summary>
    public int Count { get; }

    /// <summary>How many cells are missing.</summary>
    public int MissingCount { get; }

    /// <summary>The numbers of a numeric column, one per row; NaN where the value is missing.</summary>
    /// <exception cref="InvalidOperationException">The column is text.</exception>
    public ReadOnlySpan<float> Numbers => Kind == ColumnKind.Numeric ? _numbers : throw WrongKind("text", "Codes and Categories");

    /// <summary>The codes of a text column, one per row: indices into <see cref="Categories"/>; −1 where the value is missing.</summary>
    /// <exception cref="InvalidOperationException">The column is numeric.</exception>
    public ReadOnlySpan<int> Codes => Kind == ColumnKind.Text ? _codes : throw WrongKind("numeric", "Numbers");

    /// <summary>
    /// The distinct texts of a text column, in the order of their codes; empty for a numeric column. Rows of a larger table share its list, so a category may have no row here.
    /// </summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Copies numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="numbers">One finite number per row; NaN where the value is missing.</param>
    /// <exception cref="ArgumentException">The name is empty, there are no numbers, or a number is infinite.</exception>
    public static TableColumn FromNumbers(string name, ReadOnlySpan<float> numbers)
    {
        CheckName(name);
        CheckRows(name, numbers.Length, nameof(numbers));
        for (var row = 0; row < numbers.Length; row++)
        {
            if (float.IsInfinity(numbers[row]))
            {
                throw new ArgumentException(
                    Wording.Of($"Column {ModelText.Quote(name)} has {numbers[row]} in row {row}: use finite numbers, or NaN where the value is missing."), nameof(numbers));
            }
        }

        return Own(name, numbers.ToArray());
    }

    /// <summary>Copies texts.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="texts">One text per row; null or empty where the value is missing. Categories are the distinct texts in the order in which they first appear.</param>
    /// <exception cref="ArgumentException">The name is empty, or there are no texts.</exception>
    public static TableColumn FromTexts(string name, IReadOnlyList<string?> texts)
    {
        CheckName(name);
        ArgumentNullException.ThrowIfNull(texts);
        CheckRows(name, texts.Count, nameof(texts));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new int[texts.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            if (string.IsNullOrEmpty(texts[row]))
                codes[row] = -1;
            else if (!places.TryGetValue(texts[row]!, out codes[row]))
                places.Add(texts[row]!, codes[row] = places.Count);
        }

        return Own(name, codes, [.. places.OrderBy(static place => place.Value).Select(static place => place.Key)]);
    }

    /// <summary>Copies texts that are already codes.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="codes">One index into <paramref name="categories"/> per row; −1 where the value is missing.</param>
    /// <param name="categories">The distinct texts: none is empty or appears twice.</param>
    /// <exception cref="ArgumentException">The name is empty, there are no codes, a code is not an index, or a category is empty or appears twice.</exception>
    public static TableColumn FromCodes(string name, ReadOnlySpan<int> codes, IReadOnlyList<string> categories)
    {
        CheckName(name);
        ArgumentNullException.ThrowIfNull(categories);
        CheckRows(name, codes.Length, nameof(codes));
        string[] own = [.. categories];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var category in own)
        {
            if (string.IsNullOrEmpty(category))
                throw new ArgumentException($"Column {ModelText.Quote(name)} has an empty category: a missing value has the code -1 instead.", nameof(categories));
            if (!seen.Add(category))
                throw new ArgumentException($"Column {ModelText.Quote(name)} has the category {ModelText.Quote(category)} twice.", nameof(categories));
        }

        for (var row = 0; row < codes.Length; row++)
        {
            if (codes[row] < -1 || codes[row] >= own.Length)
            {
                throw new ArgumentException(
                    Wording.Of($"Column {ModelText.Quote(name)} has the code {codes[row]} in row {row}, but its {own.Length} categories have the codes 0 to {own.Length - 1}, and -1 is a missing value."),
                    nameof(codes));
            }
        }

        return Own(name, codes.ToArray(), own);
    }

    /// <summary>Whether the value of a row is missing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row does not exist.</exception>
    public bool IsMissing(int row)
    {
        CheckRow(row);
        return Kind == ColumnKind.Numeric ? float.IsNaN(_numbers[row]) : _codes[row] < 0;
    }

    /// <summary>The text of a row, a number in the shortest form that gives the same float back; null where the value is missing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row does not exist.</exception>
    public string? Text(int row) => IsMissing(row) ? null : Kind == ColumnKind.Text ? Categories[_codes[row]] : NumberText(_numbers[row]);

    /// <summary>The same cells under another name; values are shared.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TableColumn WithName(string name)
    {
        CheckName(name);
        return Kind == ColumnKind.Numeric ? new TableColumn(name, _numbers) : new TableColumn(name, _codes, Categories);
    }

    /// <summary>
    /// The column as text: numbers such as 1, 2 and 2.5 become the categories "1", "2" and "2.5", in ascending order. A text column is returned as it is.
    /// </summary>
    public TableColumn AsText()
    {
        if (Kind == ColumnKind.Text)
            return this;
        // Zero has two signs but one name.
        var distinct = _numbers.Where(static number => !float.IsNaN(number)).Select(static number => number + 0f).Distinct().Order().ToArray();
        var codes = new int[Count];
        for (var row = 0; row < codes.Length; row++)
            codes[row] = float.IsNaN(_numbers[row]) ? -1 : Array.BinarySearch(distinct, _numbers[row] + 0f);
        return Own(Name, codes, [.. distinct.Select(NumberText)]);
    }

    /// <summary>The name, kind and number of cells: "city: text, 150 rows, 3 missing".</summary>
    public override string ToString() =>
        Wording.Of($"{ModelText.Clip(Name)}: {KindText}, {Count} {(Count == 1 ? "row" : "rows")}{(MissingCount > 0 ? Wording.Of($", {MissingCount} missing") : "")}");

    private string KindText => Kind == ColumnKind.Text ? "text" : "numeric";

    /// <summary>Takes over an array of finite numbers and NaN, which nobody else may keep.</summary>
    internal static TableColumn Own(string name, float[] numbers) => new(name, numbers);

    /// <summary>Takes over codes of distinct categories, which nobody else may keep; a source such as a file numbers each text as it reads it.</summary>
    internal static TableColumn Own(string name, int[] codes, string[] categories) => new(name, codes, Array.AsReadOnly(categories));

    /// <summary>A number as a category is called: "1", "2.5".</summary>
    internal static string NumberText(float number) => (number + 0f).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The cells of some rows; the indices were checked.</summary>
    internal TableColumn Rows(ReadOnlySpan<int> rows)
    {
        if (Kind == ColumnKind.Numeric)
        {
            var numbers = new float[rows.Length];
            for (var index = 0; index < rows.Length; index++)
                numbers[index] = _numbers[rows[index]];
            return new TableColumn(Name, numbers);
        }

        var codes = new int[rows.Length];
        for (var index = 0; index < rows.Length; index++)
            codes[index] = _codes[rows[index]];
        return new TableColumn(Name, codes, Categories);
    }

    /// <summary>How often each category appears; the rows of a part may lack some.</summary>
    internal int[] CategoryCounts()
    {
        var counts = new int[Categories.Count];
        foreach (var code in _codes)
        {
            if (code >= 0)
                counts[code]++;
        }

        return counts;
    }

    private static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (NameList.Problem(name) is { } problem)
            throw new ArgumentException($"The name {ModelText.Quote(name)} of a column {problem}.", nameof(name));
    }

    private static void CheckRows(string name, int rows, string argument)
    {
        if (rows == 0)
            throw new ArgumentException($"Column {ModelText.Quote(name)} has no rows: a table has at least one.", argument);
    }

    private InvalidOperationException WrongKind(string kind, string members) => new($"Column {ModelText.Quote(Name)} is {kind}: read its {members}.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckRow(int row)
    {
        if ((uint)row >= (uint)Count)
            Table.ThrowRow(row, Count, nameof(row));
    }
}
