using Compiled.Tables;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>Rows with texts and missing values as inputs of a network: categories and medians are learned on rows that do not judge.</summary>
internal static class EncodedData
{
    /// <summary>The most features of a text column: an identifier would become one for each row.</summary>
    private const int MostCategories = 100;

    /// <summary>A category of fewer rows is "other", so that what was never seen has something to be like.</summary>
    private const int LeastRows = 2;
    private const int MostRows = 10;
    private const double LeastShare = 0.01;

    /// <summary>As <see cref="TargetKind.Auto"/> has it: more text classes than this, and more than half as many as the rows, are a mistake.</summary>
    private const int BelievedClasses = 10;

    /// <summary>Reads and splits a file.</summary>
    public static TrainingData Read(TrainingOptions options)
    {
        if (options.Members > 1)
        {
            // One encoder for all members, whose validation rows differ.
            var (all, judged) = ReadParts(options);
            return TrainingData.Split(options, all, judged);
        }

        var (rest, test, classes, note) = ReadTables(options);
        var stratified = classes.Count > 0 ? options.Targets[0] : null;
        var (train, validation) = rest.Split(1 - options.ValidationShare, TrainingData.SplitSeed(options.Seed), stratified);
        var encoder = Fit(train, options, classes, note);
        return new(encoder.Encode(train), encoder.Encode(validation), encoder.Encode(test));
    }

    /// <summary>Reads a file and holds out the rows for the test; the encoder is learned on all others.</summary>
    public static (Dataset Others, Dataset Test) ReadParts(TrainingOptions options)
    {
        var (rest, test, classes, note) = ReadTables(options);
        var encoder = Fit(rest, options, classes, note);
        return (encoder.Encode(rest), encoder.Encode(test));
    }

    private static (Table Others, Table Test, IReadOnlyList<string> Classes, Action<string>? Note) ReadTables(TrainingOptions options)
    {
        var table = ReadTable(options);
        TrainingData.CheckCount(options, table.Count);
        foreach (var name in options.Targets)
            CheckTarget(options, table[name]);
        var note = options.Csv.OnNote is { } take ? sentence => take(ErrorText.InToolWords(sentence)) : (Action<string>?)null;
        var classes = EncodedTarget.Fit(table, options.Targets, new TableEncoderOptions { Target = options.Csv.Target, OnNote = note }).Classes;
        var (rest, test) = table.Split(1 - options.TestShare, options.Seed, classes.Count > 0 ? options.Targets[0] : null);
        return (rest, test, classes, note);
    }

    private static Table ReadTable(TrainingOptions options)
    {
        var csv = options.Csv;
        var kinds = new Dictionary<string, ColumnKind>(csv.Kinds ?? new Dictionary<string, ColumnKind>(), StringComparer.Ordinal);
        foreach (var target in options.Targets)
        {
            if ((csv.Features ?? csv.Ignore ?? []).Contains(target))
                throw new UsageException($"'{target}' is in --target and in {(csv.Features is null ? "--ignore" : "--features")}: a column can be only one of the two.");
            if (options.Targets.Count > 1 || csv.Target == TargetKind.Numeric)
                kinds[target] = ColumnKind.Numeric;
            else if (csv.Target == TargetKind.Categorical)
                kinds[target] = ColumnKind.Text;
            else
                _ = kinds.Remove(target);
        }

        var table = Table.FromCsv(options.Data, csv with { Kinds = kinds, Features = csv.Features is { } features ? [.. features, .. options.Targets] : null });
        foreach (var target in options.Targets)
        {
            if (!table.TryGetColumn(target, out _))
                throw new ToolException($"{Path.GetFileName(options.Data)} has no column '{target}' for --target; the columns are {Wording.List(table.ColumnNames)}.{Spelling.Hint(target, table.ColumnNames)}");
        }

        return table;
    }

    /// <summary>A target without a value has nothing to be learned; texts are classes unless they look like a mistake.</summary>
    private static void CheckTarget(TrainingOptions options, TableColumn target)
    {
        var file = Path.GetFileName(options.Data);
        if (target.MissingCount == target.Count)
            throw new ToolException($"{file}: the target '{target.Name}' has no value in any row: name another column with --target.");
        if (target.MissingCount > 0)
        {
            var row = 0;
            while (!target.IsMissing(row))
                row++;
            throw new ToolException(
                $"{file}: the target '{target.Name}' is missing in {Figures.Whole(target.MissingCount)} of {Figures.Count(target.Count, "row")}, first in row {Figures.Digits(row + 1)} of the data: "
                + "fill it in, or remove these rows. --encode fills in missing inputs only.");
        }

        if (options.Csv.Target != TargetKind.Auto || target.Kind != ColumnKind.Text)
            return;
        if (target.Categories.FirstOrDefault(static text => float.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)) is { } number)
        {
            var text = target.Categories.First(static text => !float.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _));
            throw new ToolException(
                $"{file}: the target '{target.Name}' has texts, such as '{Storage.ModelText.Clip(text)}', and numbers, such as '{number}': correct it, or say --as classes if both are classes.");
        }

        if (target.Categories.Count > BelievedClasses && target.Categories.Count * 2 > target.Count)
        {
            throw new ToolException(
                $"{file}: the target '{target.Name}' has {Figures.Whole(target.Categories.Count)} distinct texts in {Figures.Count(target.Count, "row")}, such as '{Storage.ModelText.Clip(target.Categories[0])}', "
                + "which are probably not classes: name another column with --target, or say --as classes if they are.");
        }
    }

    private static TableEncoder Fit(Table train, TrainingOptions options, IReadOnlyList<string> classes, Action<string>? note)
    {
        // A column that is empty in these rows is left out, whether or not it was asked for.
        try
        {
            return TableEncoder.Fit(train, options.Targets, new TableEncoderOptions
            {
                Features = options.Csv.Features,
                Missing = MissingValues.Median,
                MissingIndicator = true,
                Unknown = UnknownCategories.Other,
                MinFrequency = Math.Clamp((int)(LeastShare * train.Count), LeastRows, MostRows),
                MaxCategories = MostCategories,
                Classes = classes,
                OnNote = note,
            });
        }
        catch (ArgumentException exception)
        {
            throw new ToolException($"{Path.GetFileName(options.Data)}: {ErrorText.Of(exception)}", exception);
        }
    }
}
