using Compiled.Csv;
using Compiled.Storage;

namespace Compiled;

/// <summary>The rows of a table of numbers as a dataset: the way of data readers, whose types are known.</summary>
internal sealed class TableRows
{
    /// <summary>More labels of digits are more likely counts; and as many classes of text are believed, however few rows there are: as for CSV files.</summary>
    private const int MostLabels = 100;
    private const int BelievedClasses = 10;

    private static readonly CsvNumberFormat Plain = new(decimalComma: false, thousands: null);

    private readonly TableColumn[] _features;
    private readonly TableColumn[] _targets;
    private readonly int _count;

    public TableRows(Table table, IReadOnlyList<string> targets)
    {
        foreach (var target in targets)
            if (!table.TryGetColumn(target, out _))
                throw new DataReaderException(table.Unknown(target), -1, target);
        _count = table.Count;
        _targets = [.. targets.Select(target => AsNumbers(table[target]))];
        _features = [.. table.Columns.Where(column => !targets.Contains(column.Name)).Select(AsNumbers)];
        if (_features.Length == 0)
            throw new DataReaderException($"No column is left for the features: the only columns are {Wording.List(table.ColumnNames)}.", -1, null);
        CheckPresent(_features.Concat(_targets));
        if (Array.Find(_features, static column => column.Kind == ColumnKind.Text) is { } text)
        {
            var row = FirstText(text);
            throw new DataReaderException(
                Wording.Of($"Column {ModelText.Quote(text.Name)} has the text {ModelText.Quote(text.Text(row)!)} in row {row}, but features are numbers: leave it out of the query, or read a Table and encode it with TableEncoder."),
                row, text.Name);
        }
    }

    /// <summary>The rows with their targets.</summary>
    public Dataset ToDataset(TargetKind kind, IReadOnlyList<string>? classes)
    {
        IReadOnlyList<string> names = [.. _features.Select(static column => column.Name)];
        var target = _targets[0];
        if (kind == TargetKind.Auto)
            kind = target.Kind == ColumnKind.Text ? Believed(target) : AreLabels(target.Numbers) ? TargetKind.Categorical : TargetKind.Numeric;
        if (kind == TargetKind.Numeric)
        {
            if (Array.Find(_targets, static column => column.Kind == ColumnKind.Text) is { } wrong)
            {
                var row = FirstText(wrong);
                throw new DataReaderException(
                    Wording.Of($"Column {ModelText.Quote(wrong.Name)} has the text {ModelText.Quote(wrong.Text(row)!)} in row {row}, but the target is numeric: correct it, or pass TargetKind.Categorical if it is a class."),
                    row, wrong.Name);
            }

            return Dataset.OfNumbers(Interleaved(_features), Interleaved(_targets), _count, names, [.. _targets.Select(static column => column.Name)]);
        }

        var text = target.AsText();
        IReadOnlyList<string> known = classes is { Count: > 0 } ? classes : Classes(target, text, kind);
        return Dataset.OfLabels(Interleaved(_features), Labels(text, known), names, target.Name, known, kind == TargetKind.Binary);
    }

    /// <summary>Texts that all spell numbers are numbers.</summary>
    private static TableColumn AsNumbers(TableColumn column)
    {
        if (column.Kind == ColumnKind.Numeric || column.Categories.Count == 0)
            return column;
        var values = new float[column.Categories.Count];
        for (var code = 0; code < values.Length; code++)
            if (!Plain.TryParse(column.Categories[code].AsSpan().Trim(), out values[code]))
                return column;
        var numbers = new float[column.Count];
        for (var row = 0; row < numbers.Length; row++)
            numbers[row] = column.Codes[row] < 0 ? float.NaN : values[column.Codes[row]];
        return TableColumn.Own(column.Name, numbers);
    }

    /// <summary>The first cell that is not a number, for the message.</summary>
    private static int FirstText(TableColumn column)
    {
        for (var row = 0; row < column.Count; row++)
            if (column.Text(row) is { } text && !Plain.TryParse(text.AsSpan().Trim(), out _))
                return row;
        return 0;
    }

    private static void CheckPresent(IEnumerable<TableColumn> columns)
    {
        foreach (var column in columns)
        {
            if (column.MissingCount == 0)
                continue;
            var row = 0;
            while (!column.IsMissing(row))
                row++;
            throw new DataReaderException(
                Wording.Of($"Column {ModelText.Quote(column.Name)} has no value in row {row}, and {Wording.Count(column.MissingCount, "missing value")} in {Wording.Count(column.Count, "row")}: fill them in in the query, as with COALESCE (the median is common), leave the rows out, or read a Table and encode it with TableEncoder."),
                row, column.Name);
        }
    }

    private static bool AreLabels(ReadOnlySpan<float> numbers)
    {
        var seen = new bool[MostLabels];
        var (distinct, largest) = (0, -1);
        foreach (var number in numbers)
        {
            if (!(number >= 0 && number < MostLabels) || number != (int)number)
                return false;
            if (seen[(int)number])
                continue;
            seen[(int)number] = true;
            (distinct, largest) = (distinct + 1, Math.Max(largest, (int)number));
        }

        return distinct >= 2 && distinct == largest + 1 && distinct * 2 <= numbers.Length;
    }

    private TargetKind Believed(TableColumn target)
    {
        var distinct = target.Categories.Count;
        if (distinct > BelievedClasses && distinct * 2 > _count)
            throw new DataReaderException(
                Wording.Of($"Column {ModelText.Quote(target.Name)} has {Wording.Count(distinct, "distinct text")} in {Wording.Count(_count, "row")}, such as {ModelText.Quote(target.Categories[0])}, which are probably not classes: choose another target, or pass TargetKind.Categorical if they are."),
                -1, target.Name);
        var numbers = target.Categories.Count(static category => Plain.TryParse(category.AsSpan(), out _));
        if (numbers > 0)
            throw new DataReaderException(
                Wording.Of($"Column {ModelText.Quote(target.Name)} has texts, such as {ModelText.Quote(target.Text(FirstText(target))!)} in row {FirstText(target)}, and numbers: correct it, or pass TargetKind.Categorical if both are classes."),
                FirstText(target), target.Name);
        return TargetKind.Categorical;
    }

    /// <summary>The classes of a column: numbers in ascending order, texts in ordinal order.</summary>
    private static string[] Classes(TableColumn target, TableColumn text, TargetKind kind)
    {
        var classes = target.Kind == ColumnKind.Text ? text.Categories.Order(StringComparer.Ordinal).ToArray() : [.. text.Categories];
        if (classes.Length > Limits.MaxUnits)
            throw new DataReaderException(
                Wording.Of($"Column {ModelText.Quote(target.Name)} has {Wording.Count(classes.Length, "distinct value")}, but a network has at most {Limits.MaxUnits} outputs: is it an identifier rather than a class?"),
                -1, target.Name);
        if (classes.Length == 1)
            throw new DataReaderException(
                $"{ModelText.Quote(classes[0])} is the only class in column {ModelText.Quote(target.Name)}, but a classification needs two. For a second query, pass the classes of the first.",
                -1, target.Name);
        if (kind == TargetKind.Binary && classes.Length != 2)
            throw new DataReaderException(
                Wording.Of($"A binary target must have two classes, but column {ModelText.Quote(target.Name)} has {classes.Length}: {Wording.List(classes)}."),
                -1, target.Name);
        return classes;
    }

    private static int[] Labels(TableColumn text, IReadOnlyList<string> classes)
    {
        var places = FeatureMatch.Columns(classes, text.Categories, out _);
        var labels = new int[text.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = places[text.Codes[row]];
            if (labels[row] < 0)
                throw new DataReaderException(
                    Wording.Of($"Column {ModelText.Quote(text.Name)} has {ModelText.Quote(text.Text(row)!)} in row {row}, which is not one of the {Wording.Count(classes.Count, "known class")}: {Wording.List(classes)}."),
                    row, text.Name);
        }

        return labels;
    }

    /// <summary>Columns as rows.</summary>
    private float[] Interleaved(TableColumn[] columns)
    {
        if ((long)_count * columns.Length > Array.MaxLength)
            throw new DataReaderException(Wording.Of($"{Wording.Count(_count, "row")} of {Wording.Count(columns.Length, "column")} do not fit into one array: read fewer rows or columns."), -1, null);
        var rows = new float[_count * columns.Length];
        for (var column = 0; column < columns.Length; column++)
        {
            var numbers = columns[column].Numbers;
            for (var row = 0; row < numbers.Length; row++)
                rows[row * columns.Length + column] = numbers[row];
        }

        return rows;
    }
}
