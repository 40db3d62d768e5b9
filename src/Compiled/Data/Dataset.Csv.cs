using Compiled.Csv;

namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>
    /// Reads a CSV file: a header, then rows of numbers, of which one column is the target and all others are features.
    /// </summary>
    /// <remarks>
    /// The separator (comma, semicolon, tab, bar), a first line <c>sep=;</c> and decimal commas are detected if they are
    /// unambiguous; <see cref="CsvOptions"/> overrides them. UTF-8, with or without a byte order mark, or UTF-16 with one; CRLF, LF or
    /// CR; cells may be quoted ("a ""quoted"" cell"), and blanks around cells are dropped. Numbers are the same whatever the culture of the
    /// thread; they are rounded to the nearest float, and those too small for one become 0. Empty cells, markers of missing values, NaN,
    /// infinities, groups of digits (1,000) and numbers beyond the range of a float are errors. Whether the target is numeric or a class:
    /// <see cref="TargetKind.Auto"/>.
    /// <para>Empty rows are skipped, and so are columns without a name (or with the name "Unnamed: 0" that pandas gives them) that are empty or
    /// number the rows like the index of a data frame; any other column without a name is an error.
    /// <see cref="CsvOptions.OnNote"/> reports both.</para>
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="target">The name of the target column.</param>
    /// <param name="options">The separator, what the target means, and which columns to read; null for the defaults.</param>
    /// <param name="classes">
    /// The classes of the training data, <c>train.ClassNames</c>, for a second file; takes precedence over
    /// <see cref="CsvOptions.Classes"/>.
    /// </param>
    /// <exception cref="CsvException">The file does not contain such data; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset FromCsv(string path, string target = "label", CsvOptions? options = null, IReadOnlyList<string>? classes = null)
    {
        options = WithClasses(options, classes);
        using var source = CsvFile.Open(path, options);
        return Read(source, [target], options);
    }

    /// <summary>Reads a CSV file with several numeric target columns, otherwise as the overload for one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="targets">The names of the target columns, in the order of the dataset's targets.</param>
    /// <param name="options">The separator and which columns to read; null for the defaults.</param>
    /// <exception cref="CsvException">The file does not contain such data; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or there are no targets.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset FromCsv(string path, IReadOnlyList<string> targets, CsvOptions? options = null)
    {
        options ??= new CsvOptions();
        using var source = CsvFile.Open(path, options);
        return Read(source, targets, options);
    }

    /// <summary>Reads CSV text to its end, as the overload for files does; the reader stays open.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="target">The name of the target column.</param>
    /// <param name="options">The separator, what the target means, and which columns to read; null for the defaults.</param>
    /// <param name="classes">The classes of the training data, as in the overload for files.</param>
    /// <exception cref="CsvException">The text does not contain such data; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static Dataset FromCsv(TextReader reader, string target = "label", CsvOptions? options = null, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options = WithClasses(options, classes);
        using var source = new CsvSource(reader, "CSV", options.Words);
        return Read(source, [target], options);
    }

    /// <summary>Reads CSV text with several numeric target columns to its end; the reader stays open.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="targets">The names of the target columns, in the order of the dataset's targets.</param>
    /// <param name="options">The separator and which columns to read; null for the defaults.</param>
    /// <exception cref="CsvException">The text does not contain such data; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or there are no targets.</exception>
    public static Dataset FromCsv(TextReader reader, IReadOnlyList<string> targets, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new CsvOptions();
        using var source = new CsvSource(reader, "CSV", options.Words);
        return Read(source, targets, options);
    }

    private static Dataset Read(CsvSource source, IReadOnlyList<string> targets, CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
            throw new ArgumentException("'targets' is empty: name at least one target column, or read the file with FeatureTable.FromCsv.", nameof(targets));
        var kind = CsvOptionChecks.Check(targets, options);
        var table = CsvTable.Read(source, targets, options, kind);
        if (table.Classes.Count == 0)
            return Create(table.Inputs, table.Numbers, table.Count, table.FeatureNames, targets, null);
        return kind == TargetKind.Binary
            ? Create(table.Inputs, Binary(), table.Count, table.FeatureNames, targets, table.Classes)
            : Create(table.Inputs, OneHot(table.Labels, table.Classes.Count), table.Count, table.FeatureNames, null, table.Classes);

        float[] Binary() => [.. table.Labels.Select(static label => (float)label)];
    }

    private static CsvOptions WithClasses(CsvOptions? options, IReadOnlyList<string>? classes)
    {
        options ??= new CsvOptions();
        return classes is null ? options : options with { Classes = classes };
    }
}
