using System.Text;
using Compiled.Csv;

namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>
    /// Reads a CSV file: a header, then rows of numbers, of which one column is the target and all others are features.
    /// </summary>
    /// <remarks>
    /// UTF-8, with or without a byte order mark; CRLF, LF or CR; cells may be quoted ("a ""quoted"" cell"), and blanks around unquoted
    /// cells are dropped. Numbers have a decimal point, whatever the culture of the thread; they are rounded to the nearest float, and
    /// those too small for one become 0. Empty cells, NaN, infinities and numbers beyond the range of a float are errors. Whether the
    /// target is numeric or a class: <see cref="TargetKind.Auto"/>.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="target">The name of the target column.</param>
    /// <param name="options">The separator, what the target means, and which columns to read; null for the defaults.</param>
    /// <param name="classes">
    /// The classes of the training data, <c>train.ClassNames</c>, for a second file; takes precedence over
    /// <see cref="CsvOptions.Classes"/>.
    /// </param>
    /// <exception cref="CsvException">The file does not hold such data; line and column are in the message.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset FromCsv(string path, string target = "label", CsvOptions? options = null, IReadOnlyList<string>? classes = null)
    {
        using var reader = Open(path);
        return Read(reader, Path.GetFileName(path), [target], WithClasses(options, classes));
    }

    /// <summary>Reads a CSV file with several numeric target columns, otherwise as the overload for one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="targets">The names of the target columns, in the order of the dataset's targets.</param>
    /// <param name="options">The separator and which columns to read; null for the defaults.</param>
    /// <exception cref="CsvException">The file does not hold such data; line and column are in the message.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or there are no targets.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset FromCsv(string path, IReadOnlyList<string> targets, CsvOptions? options = null)
    {
        using var reader = Open(path);
        return Read(reader, Path.GetFileName(path), targets, options ?? new CsvOptions());
    }

    /// <summary>Reads CSV text to its end, as the overload for files does; the reader stays open.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="target">The name of the target column.</param>
    /// <param name="options">The separator, what the target means, and which columns to read; null for the defaults.</param>
    /// <param name="classes">The classes of the training data, as in the overload for files.</param>
    /// <exception cref="CsvException">The text does not hold such data; line and column are in the message.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static Dataset FromCsv(TextReader reader, string target = "label", CsvOptions? options = null, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Read(reader, "CSV", [target], WithClasses(options, classes));
    }

    /// <summary>Reads CSV text with several numeric target columns to its end; the reader stays open.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="targets">The names of the target columns, in the order of the dataset's targets.</param>
    /// <param name="options">The separator and which columns to read; null for the defaults.</param>
    /// <exception cref="CsvException">The text does not hold such data; line and column are in the message.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or there are no targets.</exception>
    public static Dataset FromCsv(TextReader reader, IReadOnlyList<string> targets, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Read(reader, "CSV", targets, options ?? new CsvOptions());
    }

    private static Dataset Read(TextReader reader, string name, IReadOnlyList<string> targets, CsvOptions options)
    {
        var kind = CheckOptions(targets, options);
        var table = CsvTable.Read(reader, name, targets, options, kind);
        if (table.Classes.Count == 0)
            return Create(table.Inputs, table.Numbers, table.Count, table.FeatureNames, targets, null);
        return kind == TargetKind.Binary
            ? Create(table.Inputs, Binary(), table.Count, table.FeatureNames, targets, table.Classes)
            : Create(table.Inputs, OneHot(table.Labels, table.Classes.Count), table.Count, table.FeatureNames, null, table.Classes);

        float[] Binary() => [.. table.Labels.Select(static label => (float)label)];
    }

    /// <summary>
    /// Refuses options that contradict each other; returns what the target is to be, as far as it is known before reading.
    /// </summary>
    private static TargetKind CheckOptions(IReadOnlyList<string> targets, CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
            throw new ArgumentException("'targets' is empty: name at least one target column.", nameof(targets));
        CheckNames(targets, targets.Count, "targets", nameof(targets));
        if (options.Separator is '"' or '\r' or '\n' or ' ' or '.' or '-' or '+' || char.IsAsciiLetterOrDigit(options.Separator))
            throw new ArgumentException(
                $"CsvOptions.Separator is '{options.Separator}', which stands inside cells: use ',', ';', '\\t' or '|'.",
                nameof(options));
        if (!Enum.IsDefined(options.Target))
            throw new ArgumentException(
                Wording.Of($"CsvOptions.Target is {(int)options.Target}, which is no TargetKind."),
                nameof(options));
        if (options is { Features: not null, Ignore: not null })
            throw new ArgumentException(
                "CsvOptions.Features and CsvOptions.Ignore exclude each other: columns that are not among the features are ignored anyway.",
                nameof(options));
        if (options.Features is { } features)
            CheckNames(features, features.Count, "features", "CsvOptions.Features");
        var other = options.Features is null ? nameof(options.Ignore) : nameof(options.Features);
        if ((options.Features ?? options.Ignore ?? []).FirstOrDefault(targets.Contains) is { } both)
            throw new ArgumentException(
                $"'{both}' is a target and in CsvOptions.{other}: a column can be one of them only.",
                nameof(options));

        var kind = options.Target;
        if (targets.Count > 1 && kind is (TargetKind.Categorical or TargetKind.Binary))
            throw new ArgumentException(
                Wording.Of($"CsvOptions.Target is {kind}, but there are {targets.Count} target columns, which are numeric: name one column."),
                nameof(options));
        if (options.Classes is null)
            return targets.Count > 1 ? TargetKind.Numeric : kind;

        if (options.Classes.Count == 0)
            return kind is TargetKind.Auto or TargetKind.Numeric
                ? TargetKind.Numeric
                : throw new ArgumentException($"The list of classes is empty, which means a numeric target, but CsvOptions.Target is {kind}.", nameof(options));
        CheckClasses(options.Classes, nameof(options.Classes));
        if (targets.Count > 1 || kind == TargetKind.Numeric)
            throw new ArgumentException(
                Wording.Of($"{options.Classes.Count} classes are given, but the target is numeric: pass no classes."),
                nameof(options));
        if (kind == TargetKind.Binary && options.Classes.Count != 2)
            throw new ArgumentException(
                Wording.Of($"{options.Classes.Count} classes are given, but CsvOptions.Target is Binary: it has two."),
                nameof(options));
        return kind == TargetKind.Auto ? TargetKind.Categorical : kind;
    }

    private static CsvOptions WithClasses(CsvOptions? options, IReadOnlyList<string>? classes)
    {
        options ??= new CsvOptions();
        return classes is null ? options : options with { Classes = classes };
    }

    /// <summary>Strict UTF-8: a file in another encoding would give wrong class names without a word.</summary>
    private static StreamReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
    }
}
