using Compiled.Storage;

namespace Compiled.Tables;

/// <summary>The rows of a table through an encoder, row-major.</summary>
internal static class RowEncoding
{
    public static float[] Features(TableEncoder encoder, Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var missing = encoder.Columns.Select(static column => column.Name).Where(name => !table.TryGetColumn(name, out _)).ToList();
        if (missing.Count > 0)
        {
            throw new ArgumentException(
                $"The table lacks {FeatureMatch.Missing(missing, table.ColumnNames).Replace("the feature", "the column", StringComparison.Ordinal)}, which the encoder was fitted to; "
                + $"its columns are {Wording.List(table.ColumnNames.Select(static name => ModelText.Clip(name)))}.",
                nameof(table));
        }

        var values = encoder.Columns.Select(column => Values(column, table[column.Name])).ToArray();
        var inputs = new float[Length(table.Count, encoder.InputSize, nameof(table))];
        var (numbers, codes) = (new float[values.Length], new int[values.Length]);
        for (var row = 0; row < table.Count; row++)
        {
            for (var column = 0; column < values.Length; column++)
                (numbers[column], codes[column]) = (values[column].Numbers[row], values[column].Codes[row]);
            encoder.Write(numbers, codes, inputs.AsSpan(row * encoder.InputSize, encoder.InputSize));
        }

        return inputs;
    }

    public static float[] Targets(TableEncoder encoder, Table table)
    {
        var target = encoder.Target;
        table.CheckPresent(target.Columns, nameof(table));
        if (target.Classes.Count > 0)
            return Classes(table[target.Columns[0]], target.Classes, target.IsBinary);
        var targets = new float[Length(table.Count, target.Columns.Count, nameof(table))];
        for (var place = 0; place < target.Columns.Count; place++)
        {
            var column = table[target.Columns[place]];
            for (var row = 0; row < table.Count; row++)
            {
                if (column.IsMissing(row))
                    throw new ArgumentException(Wording.Of($"The target {ModelText.Quote(column.Name)} is missing in row {row}: remove such rows with Table.Rows."), nameof(table));
                targets[row * target.Columns.Count + place] = column.Kind == ColumnKind.Numeric ? column.Numbers[row] : throw IsText(column, "the target", row);
            }
        }

        return targets;
    }

    private static float[] Classes(TableColumn column, IReadOnlyList<string> classes, bool isBinary)
    {
        var (text, size) = (column.AsText(), isBinary ? 1 : classes.Count);
        var labels = text.Categories.Select(name => IndexOf(classes, name)).ToArray();
        var targets = new float[Length(text.Count, size, nameof(column))];
        for (var row = 0; row < text.Count; row++)
        {
            var code = text.Codes[row];
            if (code < 0)
                throw new ArgumentException(Wording.Of($"The target {ModelText.Quote(column.Name)} is missing in row {row}: remove such rows with Table.Rows."), nameof(column));
            if (labels[code] < 0)
            {
                throw new ArgumentException(
                    Wording.Of($"The target {ModelText.Quote(column.Name)} is {ModelText.Quote(text.Categories[code])} in row {row}, which is not a class of the training rows: ")
                    + $"the classes are {Wording.List(classes)}.",
                    nameof(column));
            }

            if (isBinary)
                targets[row] = labels[code];
            else
                targets[row * size + labels[code]] = 1;
        }

        return targets;
    }

    /// <summary>The number and the code of each row, as the encoder writes them.</summary>
    private static (float[] Numbers, int[] Codes) Values(ColumnEncoding encoding, TableColumn column)
    {
        var (numbers, codes) = (new float[column.Count], new int[column.Count]);
        var isText = encoding.Kind == ColumnKind.Text;
        // A column without any value has no kind that a source could know.
        if (!isText && column.Kind == ColumnKind.Text && column.MissingCount < column.Count)
        {
            var row = 0;
            while (column.IsMissing(row))
                row++;
            throw IsText(column, "the column", row);
        }

        var text = isText ? column.AsText() : column;
        var map = isText ? new int?[text.Categories.Count] : [];
        for (var row = 0; row < column.Count; row++)
        {
            if (column.IsMissing(row))
            {
                if (!encoding.TakesMissing)
                    throw new ArgumentException(encoding.MissingProblem(Wording.Of($" in row {row}")), nameof(column));
                (numbers[row], codes[row]) = (encoding.Median ?? 0, encoding.CodeOfMissing());
            }
            else
            {
                (numbers[row], codes[row]) = isText ? (0, Code(encoding, text, map, row)) : (column.Numbers[row], -1);
            }
        }

        return (numbers, codes);
    }

    /// <summary>Each text is looked up once.</summary>
    private static int Code(ColumnEncoding encoding, TableColumn text, int?[] map, int row)
    {
        var category = text.Codes[row];
        if (map[category] is { } known)
            return known;
        if (!encoding.TryCode(text.Categories[category], out var code))
            throw new ArgumentException(encoding.UnknownProblem(text.Categories[category], Wording.Of($" in row {row}")), nameof(text));
        map[category] = code;
        return code;
    }

    private static ArgumentException IsText(TableColumn column, string what, int row) => new(
        Wording.Of($"{char.ToUpperInvariant(what[0])}{what[1..]} {ModelText.Quote(column.Name)} is text ({ModelText.Quote(column.Text(row)!)} in row {row}), but the encoder was fitted to numbers: correct the cells."),
        nameof(column));

    private static int Length(int rows, int columns, string argument) => (long)rows * columns <= Array.MaxLength ? rows * columns
        : throw new ArgumentException(Wording.Of($"{Wording.Count(rows, "row")} of {Wording.Count(columns, "float")} are more than fit in an array ({Array.MaxLength})."), argument);

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (names[index] == name)
                return index;
        }

        return -1;
    }
}
