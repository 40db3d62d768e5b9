using System.Data.Common;

namespace Compiled;

/// <content>Datasets from databases.</content>
public sealed partial class Dataset
{
    /// <summary>Reads all remaining rows of a data reader: one column is the target and all others are features.</summary>
    /// <remarks>
    /// Types are read as in <see cref="Table.FromDataReader"/>; a column of texts that all spell numbers, as an untyped CSV reader gives them, is numbers here. A feature that is text, or a missing
    /// value, is an error: leave it out of the query, or read a <see cref="Table"/> and encode it. Whether the target is a class or a number:
    /// <see cref="TargetKind"/>, as for CSV files. The reader stays open, after its last row.
    /// </remarks>
    /// <param name="reader">The reader, before its first row.</param>
    /// <param name="target">The name of the target column.</param>
    /// <param name="kind">What the target means.</param>
    /// <param name="classes">The classes of the training data, <c>train.ClassNames</c>, for a second query; null: found in the rows.</param>
    /// <exception cref="DataReaderException">A column cannot be used: the message names it and the row.</exception>
    /// <exception cref="ArgumentException">The kind and the classes contradict each other.</exception>
    public static Dataset FromDataReader(DbDataReader reader, string target = "label", TargetKind kind = TargetKind.Auto, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        kind = Csv.CsvOptionChecks.Check([target], new CsvOptions { Target = kind, Classes = classes });
        return new TableRows(Table.FromDataReader(reader), [target]).ToDataset(kind, classes);
    }

    /// <summary>Reads all remaining rows of a data reader with several numeric targets, otherwise as the overload for one.</summary>
    /// <param name="reader">The reader, before its first row.</param>
    /// <param name="targets">The names of the target columns, in the order of the dataset's targets.</param>
    /// <exception cref="DataReaderException">A column cannot be used: the message names it and the row.</exception>
    /// <exception cref="ArgumentException">There are no targets, or one appears twice.</exception>
    public static Dataset FromDataReader(DbDataReader reader, IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
            throw new ArgumentException("'targets' is empty: name at least one target column.", nameof(targets));
        CheckNames(targets, targets.Count, "targets", nameof(targets));
        return new TableRows(Table.FromDataReader(reader), targets).ToDataset(TargetKind.Numeric, null);
    }

    /// <summary>A dataset of arrays that nobody else keeps.</summary>
    internal static Dataset OfNumbers(float[] inputs, float[] targets, int count, IReadOnlyList<string> features, IReadOnlyList<string> targetNames) =>
        Create(inputs, targets, count, features, targetNames, null);

    /// <summary>A dataset of labels: one target of 0 and 1, or one per class.</summary>
    internal static Dataset OfLabels(float[] inputs, int[] labels, IReadOnlyList<string> features, string target, IReadOnlyList<string> classes, bool isBinary) => isBinary
        ? Create(inputs, [.. labels.Select(static label => (float)label)], labels.Length, features, [target], classes)
        : Create(inputs, OneHot(labels, classes.Count), labels.Length, features, null, classes);
}
