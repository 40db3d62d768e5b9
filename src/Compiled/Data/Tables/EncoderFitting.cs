using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tables;

/// <summary>Learns an encoder on training rows.</summary>
internal static class EncoderFitting
{
    /// <summary>Categories from which it is worth a word that a text has hardly more rows than values.</summary>
    private const int LeastOfNote = 10;

    public static TableEncoder Fit(Table train, IReadOnlyList<string> targets, TableEncoderOptions? options)
    {
        ArgumentNullException.ThrowIfNull(train);
        options ??= new TableEncoderOptions();
        Check(options);
        train.CheckPresent(targets, nameof(targets));
        if (targets.Distinct(StringComparer.Ordinal).Count() < targets.Count)
            throw new ArgumentException($"The targets {Wording.List(targets)} name a column twice.", nameof(targets));
        var columns = new List<ColumnEncoding>();
        foreach (var column in Features(train, targets, options))
        {
            if (Fit(column, train.Count, options) is { } encoding)
                columns.Add(encoding);
        }

        if (columns.Count == 0)
            throw new ArgumentException("The table has no usable feature column: all of them are targets, ignored, or without any value.", nameof(train));
        var features = columns.Sum(static column => (long)column.FeatureCount);
        if (features > Limits.MaxInputs)
        {
            var widest = columns.MaxBy(static column => column.FeatureCount)!;
            throw new ArgumentException(
                Wording.Of($"The columns become {Wording.Count(features, "feature")}, more than the {Limits.MaxInputs} inputs that a network can have; column {ModelText.Quote(widest.Name)} alone becomes {widest.FeatureCount}: ")
                + "limit its categories with MaxCategories or MinFrequency, or exclude it with Ignore.",
                nameof(train));
        }

        var encoder = TableEncoder.Of(columns, EncodedTarget.Fit(train, targets, options));
        var classes = encoder.ClassNames.Count;
        return EncoderJson.Write(encoder).Length <= EncoderJson.MostCharacters(encoder.InputSize, classes) ? encoder
            : throw new ArgumentException(
                Wording.Of($"The encoder has more than the {EncoderJson.MostCharacters(encoder.InputSize, classes)} characters of text that a file of the network may have: ")
                + "exclude columns of long texts with Ignore, or use Unknown = UnknownCategories.Other, which does not store rare categories.",
                nameof(train));
    }

    private static void Check(TableEncoderOptions options)
    {
        if (options.MissingIndicator && options.Missing == MissingValues.Error)
            throw new ArgumentException("TableEncoderOptions.MissingIndicator is true, but missing values are an error: set Missing = MissingValues.Median too.", nameof(options));
        if (!(options.MinFrequency >= 0 && double.IsFinite(options.MinFrequency)))
            throw new ArgumentException(Wording.Of($"TableEncoderOptions.MinFrequency is {options.MinFrequency}, but must be a number of rows, or below 1 a fraction of them."), nameof(options));
        if (options.MaxCategories is < 1)
            throw new ArgumentException(Wording.Of($"TableEncoderOptions.MaxCategories is {options.MaxCategories}, but must be at least 1, or null for any number."), nameof(options));
        if (options.Features is not null && options.Ignore is not null)
            throw new ArgumentException("TableEncoderOptions.Features and Ignore are both set: columns that are not in Features are ignored anyway.", nameof(options));
    }

    private static IEnumerable<TableColumn> Features(Table train, IReadOnlyList<string> targets, TableEncoderOptions options)
    {
        train.CheckPresent([.. options.Features ?? [], .. options.Ignore ?? [], .. options.Categorical ?? []], nameof(options));
        if (options.Features?.FirstOrDefault(name => targets.Contains(name)) is { } both)
            throw new ArgumentException($"Column {ModelText.Quote(both)} is both a feature and a target.", nameof(options));
        if (options.Features?.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"TableEncoderOptions.Features has {ModelText.Quote(twice.Key)} twice.", nameof(options));
        var columns = options.Features is not null ? options.Features.Select(name => train[name])
            : train.Columns.Where(column => !targets.Contains(column.Name) && options.Ignore?.Contains(column.Name) != true);
        return columns.Select(column => options.Categorical?.Contains(column.Name) == true ? column.AsText() : column);
    }

    /// <summary>What becomes of a column, or null where it is left out.</summary>
    private static ColumnEncoding? Fit(TableColumn column, int rows, TableEncoderOptions options)
    {
        if (column.MissingCount == rows)
        {
            if (options.Features is not null)
                throw new ArgumentException($"Column {ModelText.Quote(column.Name)} has no value in any training row: leave it out of TableEncoderOptions.Features.", nameof(options));
            options.OnNote?.Invoke($"column {ModelText.Quote(column.Name)} has no value in any row and is not used.");
            return null;
        }

        if (column.MissingCount > 0 && options.Missing == MissingValues.Error)
        {
            var row = 0;
            while (!column.IsMissing(row))
                row++;
            throw new ArgumentException(
                Wording.Of($"Column {ModelText.Quote(column.Name)} is missing in {column.MissingCount} of {Wording.Count(rows, "row")}, first in row {row}: ")
                + "fill it in, exclude the column with Ignore, or set TableEncoderOptions.Missing = MissingValues.Median.",
                nameof(column));
        }

        var hasIndicator = options.MissingIndicator && column.MissingCount > 0;
        return column.Kind == ColumnKind.Text ? FitText(column, rows, options) : new ColumnEncoding(column.Name, ColumnKind.Numeric)
        {
            Median = options.Missing == MissingValues.Median ? Median(column) : null,
            HasIndicator = hasIndicator,
        };
    }

    private static ColumnEncoding FitText(TableColumn column, int rows, TableEncoderOptions options)
    {
        var counts = column.CategoryCounts();
        var order = Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).ToArray();
        Array.Sort(order, (left, right) => string.CompareOrdinal(column.Categories[left], column.Categories[right]));
        var isRare = Rare([.. order.Select(code => counts[code])], rows, options);
        var kept = order.Where((_, place) => !isRare[place]).Select(code => column.Categories[code]).ToArray();
        var rare = order.Where((_, place) => isRare[place]).Select(code => column.Categories[code]).ToArray();
        if (order.Length > LeastOfNote && order.Length * 2 > rows - column.MissingCount)
            options.OnNote?.Invoke(Wording.Of($"column {ModelText.Quote(column.Name)} has {Wording.Count(order.Length, "distinct text")} in {Wording.Count(rows, "row")}: exclude it if it is an identifier."));
        var isStrict = options.Unknown == UnknownCategories.Error;
        return new ColumnEncoding(column.Name, ColumnKind.Text, kept, isStrict ? rare : null)
        {
            HasOther = rare.Length > 0,
            AllowsMissing = options.Missing == MissingValues.Median,
            HasIndicator = options.MissingIndicator && column.MissingCount > 0,
            RejectsUnknown = isStrict,
        };
    }

    /// <summary>Which categories share a feature, as scikit-learn's OneHotEncoder decides it: first the least frequency, then the largest number, where one feature of rare ones is counted.</summary>
    private static bool[] Rare(int[] counts, int rows, TableEncoderOptions options)
    {
        var least = options.MinFrequency < 1 ? options.MinFrequency * rows : options.MinFrequency;
        var isRare = Array.ConvertAll(counts, count => count < least);
        var frequent = isRare.Count(static rare => !rare);
        if (options.MaxCategories is not { } most || most > frequent)
            return isRare;

        // The sort is stable: of equally frequent ones the first in order become rare.
        foreach (var place in Enumerable.Range(0, counts.Length).OrderBy(place => counts[place]).Take(counts.Length - (most - 1)))
            isRare[place] = true;
        return isRare;
    }

    private static float Median(TableColumn column)
    {
        float[] present = [.. column.Numbers.ToArray().Where(static number => !float.IsNaN(number))];
        Array.Sort(present);
        return (float)Quantiles.OfSorted(present, 0.5);
    }
}
