using System.Text;

namespace Compiled.Csv;

/// <summary>The columns of a file as a <see cref="Table"/> has them: one pass finds out what each is, a second one takes the cells.</summary>
internal static class CsvColumns
{
    /// <summary>Reads a file.</summary>
    /// <param name="open">Opens it, twice.</param>
    /// <param name="options">What to read, and how.</param>
    public static Table Read(Func<CsvSource> open, CsvOptions options)
    {
        options = options with { Target = TargetKind.Auto, Classes = null };
        _ = CsvOptionChecks.Check([], options);
        var kinds = Survey(open, options, out var count);
        using var source = open();
        var contents = new CsvContents(source, [], options with { OnNote = null }, targetsAreNumbers: false) { SkipsEmptyRows = true };
        if (contents.Header.Features.Length != kinds.Length)
            Changed(source);
        Cells[] columns = [.. contents.Header.Features.Select((column, index) => new Cells(column, kinds[index].IsText, count))];
        while (contents.ReadRow())
        {
            if (contents.Count == count)
                Changed(source);
            foreach (var column in columns)
                column.Add(contents);
        }

        if (contents.Count != count)
            Changed(source);
        return Table.FromColumns(columns.Select(column => column.Finish(contents.Header[column.Column])));
    }

    private static ColumnKinds[] Survey(Func<CsvSource> open, CsvOptions options, out int count)
    {
        using var source = open();
        var contents = new CsvContents(source, [], options, targetsAreNumbers: false) { SkipsEmptyRows = true };
        foreach (var name in contents.FeatureNames)
            if (NameList.Problem(name) is { } problem)
                source.Throw(contents.Header.Line, name, $"the name of the column {problem}: change it.");
        _ = contents.Header.Lookup(source, contents.Separator).FindAll([.. options.Kinds?.Keys ?? []]).Count();
        ColumnKinds[] kinds = [.. contents.Header.Features.Select(column => new ColumnKinds(column, Known(options, contents.Header[column])))];
        while (contents.ReadRow())
        {
            if (contents.Count == options.MostValues)
                source.Throw(contents.Rows.Line, null, $"the file has more than {options.MostValues} rows, which do not fit into an array: read a part of it.");
            foreach (var kind in kinds)
                kind.Add(contents);
        }

        foreach (var kind in kinds)
            kind.Finish(contents, options.OnNote);
        count = (int)contents.Count;
        return kinds;
    }

    private static ColumnKind? Known(CsvOptions options, string name) => options.Kinds?.TryGetValue(name, out var kind) == true ? kind : null;

    private static void Changed(CsvSource source) => source.Throw(source.Line, null, $"the file has changed while it was read: read it again.");

    /// <summary>What the cells of a column are.</summary>
    private sealed class ColumnKinds(int column, ColumnKind? known)
    {
        private long _numbers;
        private long _texts;
        private int _textLine;
        private string _text = "";
        private int _hugeLine;
        private string _huge = "";

        /// <summary>Whether one cell is neither a number nor missing.</summary>
        public bool IsText => known is null ? _texts > 0 : known == ColumnKind.Text;

        public void Add(CsvContents contents)
        {
            if (known == ColumnKind.Text)
                return;
            if (contents.Format.TryParse(ref contents.Rows.First(column, out var length), length, out _))
            {
                _numbers++;
                return;
            }

            var cell = contents.Rows[column];
            if (MissingValue.IsNumber(cell))
                return;
            // Only what may be a number is worth a string in each row.
            if ((_hugeLine == 0 || _texts == 0) && Encoding.UTF8.GetString(cell) is var text && contents.Format.IsNonFinite(text))
            {
                if (_hugeLine == 0)
                    (_hugeLine, _huge) = (contents.Rows.Line, text);
                return;
            }

            if (known == ColumnKind.Numeric)
                contents.Source.Throw(contents.Rows.Line, contents.Header[column], $"{CellProblem.Describe(Encoding.UTF8.GetString(cell), contents.Format, contents.Source.Words, null)}");
            if (_texts++ == 0)
                (_textLine, _text) = (contents.Rows.Line, Encoding.UTF8.GetString(cell));
        }

        public void Finish(CsvContents contents, Action<string>? note)
        {
            var name = contents.Header[column];
            if (!IsText && _hugeLine > 0)
                contents.Source.Throw(_hugeLine, name, $"{CellProblem.Describe(_huge, contents.Format, contents.Source.Words, null)}");
            if (IsText && _numbers > 0)
                note?.Invoke(Wording.Of($"column '{name}' has {Wording.Count(_numbers, "number")} and {Wording.Count(_texts, "text")}, such as '{CellProblem.Shorten(_text)}' in line {_textLine}: read as text."));
        }
    }

    /// <summary>The cells of a column.</summary>
    private sealed class Cells(int column, bool isText, int count)
    {
        private readonly float[] _numbers = isText ? [] : new float[count];
        private readonly int[] _codes = isText ? new int[count] : [];
        private readonly TextCodes _texts = new();

        public int Column => column;

        public void Add(CsvContents contents)
        {
            var row = (int)contents.Count;
            if (isText)
            {
                var cell = contents.Rows[column];
                _codes[row] = MissingValue.IsClass(cell) ? -1 : _texts.Find(cell) is >= 0 and var code ? code : _texts.Add(cell);
            }
            else if (!contents.Format.TryParse(ref contents.Rows.First(column, out var length), length, out _numbers[row]))
            {
                if (!MissingValue.IsNumber(contents.Rows[column]))
                    Changed(contents.Source);
                _numbers[row] = float.NaN;
            }
        }

        public TableColumn Finish(string name) => isText ? TableColumn.Own(name, _codes, [.. _texts.ToList()]) : TableColumn.Own(name, _numbers);
    }
}
