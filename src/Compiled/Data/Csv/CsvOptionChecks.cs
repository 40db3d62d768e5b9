namespace Compiled.Csv;

/// <summary>Options that contradict each other are refused before anything is read.</summary>
internal static class CsvOptionChecks
{
    private const string ThousandsSeparators = ",.'’_ \u00A0\u2009\u202F";

    /// <summary>
    /// Refuses options that contradict each other; returns what the target is to be, as far as it is known before reading.
    /// </summary>
    public static TargetKind Check(IReadOnlyList<string> targets, CsvOptions options)
    {
        Dataset.CheckNames(targets, targets.Count, "targets", nameof(targets));
        CheckMarks(options);
        if (!Enum.IsDefined(options.Target))
            throw new ArgumentException(
                Wording.Of($"CsvOptions.Target is {(int)options.Target}, which is not a TargetKind."),
                nameof(options));
        if (options.Kinds?.FirstOrDefault(static pair => !Enum.IsDefined(pair.Value)) is { Key: { } odd, Value: var oddKind })
            throw new ArgumentException(Wording.Of($"CsvOptions.Kinds has {(int)oddKind} for '{odd}', which is not a ColumnKind."), nameof(options));
        if (options is { Features: not null, Ignore: not null })
            throw new ArgumentException(
                "CsvOptions.Features and CsvOptions.Ignore cannot be combined: columns that are not features are ignored anyway.",
                nameof(options));
        if (options.Features is { } features)
            Dataset.CheckNames(features, features.Count, "features", "CsvOptions.Features");
        var other = options.Features is null ? nameof(options.Ignore) : nameof(options.Features);
        if ((options.Features ?? options.Ignore ?? []).FirstOrDefault(targets.Contains) is { } both)
            throw new ArgumentException(
                $"'{both}' is a target and in CsvOptions.{other}: a column can be only one of the two.",
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
        Dataset.CheckClasses(options.Classes, nameof(options.Classes));
        if (targets.Count > 1 || kind == TargetKind.Numeric)
            throw new ArgumentException(
                Wording.Of($"{Wording.Count(options.Classes.Count, "class")} are given, but the target is numeric: pass no classes."),
                nameof(options));
        if (kind == TargetKind.Binary && options.Classes.Count != 2)
            throw new ArgumentException(
                Wording.Of($"{Wording.Count(options.Classes.Count, "class")} are given, but CsvOptions.Target is Binary, which needs two."),
                nameof(options));
        return kind == TargetKind.Auto ? TargetKind.Categorical : kind;
    }

    /// <summary>The characters between cells and within numbers.</summary>
    private static void CheckMarks(CsvOptions options)
    {
        if (options.Separator is { } separator && !CsvDialect.IsSeparator(separator))
            throw new ArgumentException($"CsvOptions.Separator is '{separator}', which is not a separator: use ',', ';', '\\t' or '|'.", nameof(options));
        if (options.ThousandsSeparator is not { } thousands)
            return;
        if (!ThousandsSeparators.Contains(thousands, StringComparison.Ordinal))
            throw new ArgumentException($"CsvOptions.ThousandsSeparator is '{thousands}', which does not group digits: use ',', '.', ' ', '’' or '_'.", nameof(options));
        if ((thousands == ',' && options.DecimalComma == true) || (thousands == '.' && options.DecimalComma == false))
        {
            var decimals = thousands == ',' ? "a comma, because CsvOptions.DecimalComma is true" : "a point, because CsvOptions.DecimalComma is false";
            throw new ArgumentException($"CsvOptions.ThousandsSeparator is '{thousands}', but the decimal separator is {decimals}: one character cannot be both.", nameof(options));
        }
    }
}
