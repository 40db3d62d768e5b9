namespace Compiled;

/// <summary>What a <see cref="TableEncoder"/> does with missing values.</summary>
public enum MissingValues
{
    /// <summary>A missing value is an error that names the column and the row, in training and in predictions.</summary>
    Error = 0,

    /// <summary>
    /// A missing number becomes the median of the training rows. A missing text is "other", where the column has rare categories, otherwise all zeros; see also
    /// <see cref="TableEncoderOptions.MissingIndicator"/>.
    /// </summary>
    Median = 1,
}

/// <summary>What a <see cref="TableEncoder"/> does with a category that the training rows did not have.</summary>
public enum UnknownCategories
{
    /// <summary>
    /// It is "other", like the rare categories of the training rows; in a column without rare ones, which has no such feature to learn from, all its features are 0. It is scikit-learn's
    /// <c>handle_unknown="infrequent_if_exist"</c>.
    /// </summary>
    Other = 0,

    /// <summary>It is an error that names the category and the column.</summary>
    Error = 1,
}

/// <summary>How a <see cref="TableEncoder"/> is fitted. The names are those of scikit-learn's OneHotEncoder and SimpleImputer where it has the same.</summary>
public sealed record TableEncoderOptions
{
    /// <summary>The feature columns, in this order. Null: all columns but the targets.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Columns that are not features, such as an identifier. Null: none.</summary>
    public IReadOnlyList<string>? Ignore { get; init; }

    /// <summary>Numeric columns that are treated as text, one feature per number: codes, such as postal codes or months. Null: none.</summary>
    public IReadOnlyList<string>? Categorical { get; init; }

    /// <summary>What missing values are; an error by default.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>
    /// Whether columns that lack values in the training rows get a further feature, 1 where the value is missing; a column without missing values in training gets none, as in scikit-learn.
    /// Requires <see cref="MissingValues.Median"/>.
    /// </summary>
    public bool MissingIndicator { get; init; }

    /// <summary>What categories are that the training rows did not have; "other" by default.</summary>
    public UnknownCategories Unknown { get; init; }

    /// <summary>
    /// The least number of training rows of a category with its own feature; rarer ones share the feature "other". Below 1 it is a fraction of the training rows. 1 by default: every category
    /// has its own.
    /// </summary>
    public double MinFrequency { get; init; } = 1;

    /// <summary>
    /// The largest number of features of a text column, "other" included and the indicator of missing values not: the most frequent categories keep theirs, of equally frequent ones the
    /// last in ordinal order. Null: any number.
    /// </summary>
    public int? MaxCategories { get; init; }

    /// <summary>What a single target column means: see <see cref="TargetKind"/>. Several targets are always numeric.</summary>
    public TargetKind Target { get; init; }

    /// <summary>The classes of the target in the order of their labels. Null: those of the training rows, in ascending order if all are numbers, otherwise in ordinal order.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// Called with a sentence for every assumption that may be wrong: columns without any value, which are left out; text that looks like an identifier; whole numbers that may be classes.
    /// Null: assumptions are not reported.
    /// </summary>
    public Action<string>? OnNote { get; init; }
}
