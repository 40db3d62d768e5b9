using System.Globalization;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tables;

/// <summary>Decides whether a target column is classes, and which.</summary>
internal static class EncodedTarget
{
    /// <summary>Whole numbers up to this many are classes where they are complete, as in CSV files.</summary>
    private const int MostNumberedClasses = 100;

    public static TargetEncoding Fit(Table train, IReadOnlyList<string> targets, TableEncoderOptions options)
    {
        if (targets.Count == 0)
            return TargetEncoding.None;
        foreach (var name in targets)
        {
            var column = train[name];
            if (column.MissingCount == 0)
                continue;
            var row = 0;
            while (!column.IsMissing(row))
                row++;
            throw new ArgumentException(
                Wording.Of($"The target {ModelText.Quote(name)} is missing in {column.MissingCount} of {Wording.Count(train.Count, "row")}, first in row {row}: remove these rows with Table.Rows."), nameof(targets));
        }

        if (targets.Count > 1)
        {
            if (options.Target is not (TargetKind.Auto or TargetKind.Numeric) || options.Classes is { Count: > 0 })
                throw new ArgumentException("Classes need a single target column, but there are several: leave TableEncoderOptions.Target and Classes as they are.", nameof(options));
            return new TargetEncoding([.. targets.Select(name => Numeric(train[name]).Name)], [], IsBinary: false);
        }

        var target = train[targets[0]];
        if (options.Target == TargetKind.Numeric || options.Classes is { Count: 0 })
            return new TargetEncoding([Numeric(target).Name], [], IsBinary: false);
        if (options.Classes is null && options.Target == TargetKind.Auto && target.Kind == ColumnKind.Numeric && !AreClasses(target, options))
            return new TargetEncoding([target.Name], [], IsBinary: false);
        var classes = options.Classes ?? Classes(target);
        if (options.Classes is not null)
            Dataset.CheckClasses(classes, nameof(options));
        if (classes.Count < 2)
            throw new ArgumentException($"The target {ModelText.Quote(target.Name)} has the only class {Wording.List(classes)}, but a classification needs two.", nameof(targets));
        if (classes.Count > Limits.MaxUnits)
        {
            throw new ArgumentException(
                Wording.Of($"The target {ModelText.Quote(target.Name)} has {Wording.Count(classes.Count, "distinct value")}, but a network has at most {Limits.MaxUnits} outputs: is it an identifier rather than a class?"),
                nameof(targets));
        }

        if (options.Target == TargetKind.Binary && classes.Count != 2)
            throw new ArgumentException(Wording.Of($"A binary target must have two classes, but {ModelText.Quote(target.Name)} has {classes.Count}: {Wording.List(classes)}."), nameof(targets));
        return new TargetEncoding([target.Name], [.. classes], options.Target == TargetKind.Binary);
    }

    private static TableColumn Numeric(TableColumn target) => target.Kind == ColumnKind.Numeric ? target : throw new ArgumentException(
        $"The target {ModelText.Quote(target.Name)} is text ({ModelText.Quote(target.Text(0)!)} in row 0), but must be numbers.", nameof(target));

    /// <summary>The whole numbers 0 to k − 1, all of them present, with two rows each on average.</summary>
    private static bool AreClasses(TableColumn target, TableEncoderOptions options)
    {
        var distinct = new HashSet<float>();
        foreach (var number in target.Numbers)
        {
            if (number is not (>= 0 and < MostNumberedClasses) || number != MathF.Floor(number))
                return false;
            distinct.Add(number);
        }

        var isComplete = distinct.Max() == distinct.Count - 1 && distinct.Count >= 2 && distinct.Count * 2 <= target.Count;
        if (!isComplete && distinct.Count is >= 2 and <= MostNumberedClasses && distinct.Count * 10 <= target.Count)
        {
            options.OnNote?.Invoke(Wording.Of(
                $"the target {ModelText.Quote(target.Name)} has the {Wording.Count(distinct.Count, "whole number")} {distinct.Min()} to {distinct.Max()} and is read as numbers; TargetKind.Categorical reads it as classes."));
        }

        return isComplete;
    }

    /// <summary>The values of the training rows, in ascending order if all are numbers, otherwise in ordinal order.</summary>
    private static IReadOnlyList<string> Classes(TableColumn target)
    {
        if (target.Kind == ColumnKind.Numeric)
            return target.AsText().Categories;
        var counts = target.CategoryCounts();
        var present = target.Categories.Where((_, code) => counts[code] > 0).ToList();
        var areNumbers = present.TrueForAll(static text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number));
        return [.. (areNumbers ? present.OrderBy(static text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)) : present.Order(StringComparer.Ordinal))
            .ThenBy(static text => text, StringComparer.Ordinal)];
    }
}
