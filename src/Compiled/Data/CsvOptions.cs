namespace Compiled;

/// <summary>What a target column of a CSV file means.</summary>
public enum TargetKind
{
    /// <summary>
    /// Decided by the cells. Numbers that are exactly the whole numbers 0 to k − 1, written as digits alone, each of them present, with k
    /// from 2 to 100 and at least two rows a class on average, are classes in the order of the numbers. All other numbers are a regression.
    /// Text is classes in ordinal order. A column that mixes numbers and text is an error, for it is more often a slip than an intention.
    /// </summary>
    Auto = 0,

    /// <summary>Numbers, one target a column: a regression, or the 0 and 1 of a network with one sigmoid output.</summary>
    Numeric = 1,

    /// <summary>Classes, one-hot. In the order of their values if all are whole numbers, else in ordinal order.</summary>
    Categorical = 2,

    /// <summary>
    /// Exactly two classes as one target of 0 and 1, for a network with one sigmoid output; ordered as for <see cref="Categorical"/>.
    /// </summary>
    Binary = 3,
}

/// <summary>How a CSV file is read.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between two cells: a comma unless said otherwise; ';' and '\t' are common.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>What the target column means. Several target columns are always numeric.</summary>
    public TargetKind Target { get; init; }

    /// <summary>
    /// The classes in the order of their labels, such as <see cref="Dataset.ClassNames"/> of the training data: a second file then gives
    /// the same labels, and a class that is not among them is an error. An empty list says that there are no classes: the target is
    /// numeric. Null: found in the file.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// The feature columns in this order; other columns are not read. Null: all columns but the targets, in the file's order.
    /// </summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Columns that are not read, such as an identifier; they may hold anything. Null: none.</summary>
    public IReadOnlyList<string>? Ignore { get; init; }
}
