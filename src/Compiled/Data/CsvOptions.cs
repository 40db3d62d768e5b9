using System.Text;
using Compiled.Csv;

namespace Compiled;

/// <summary>What a target column of a CSV file means.</summary>
public enum TargetKind
{
    /// <summary>
    /// Decided by the cells. Numbers that are exactly the whole numbers 0 to k − 1, written as digits alone, each of them present, with k
    /// from 2 to 100 and at least two rows per class on average, are classes in the order of the numbers. All other numbers are a
    /// regression. Text is classes in ordinal order, unless it is an error: numbers mixed with text, numbers written in a way that is not
    /// read ("12 kg", "5 %", "1,000"), markers of missing values ("NA", "?"), and more than ten classes that are more than half as many as
    /// the rows. Those are more often a slip than an intention; <see cref="Categorical"/> accepts all of them as classes.
    /// </summary>
    Auto = 0,

    /// <summary>Numbers, one target per column: a regression, or the 0 and 1 of a network with one sigmoid output.</summary>
    Numeric = 1,

    /// <summary>Classes, one-hot. In the order of their values if all are numbers, else in ordinal order.</summary>
    Categorical = 2,

    /// <summary>
    /// Exactly two classes as one target of 0 and 1, for a network with one sigmoid output; ordered as for <see cref="Categorical"/>.
    /// </summary>
    Binary = 3,
}

/// <summary>How a CSV file is read. What is null is found in the file.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// What separates two cells, such as ',', ';' or '\t'. Null: what a first line <c>sep=;</c> says, as Excel writes it; otherwise that of
    /// ',', ';', tab and '|' which cuts the header into the columns that are asked for, and the first rows into as many cells.
    /// </summary>
    public char? Separator { get; init; }

    /// <summary>
    /// True: numbers are written with a decimal comma, as in 3,14. False: with a decimal point. Null: with a point, unless the first rows
    /// prove the comma, by a number such as 3,14 or 0,125 in a column that is read, and by no number with a point. 1,000 proves nothing:
    /// it may be 1 or a thousand, and is an error until <see cref="DecimalComma"/> or <see cref="ThousandsSeparator"/> decides.
    /// </summary>
    public bool? DecimalComma { get; init; }

    /// <summary>
    /// What separates groups of digits, as the comma does in 1,234.56: one of , . ' ’ _ or a blank, which stands for the blanks of all
    /// widths. Numbers without groups are read too; groups of a wrong length are an error. A point means that <see cref="DecimalComma"/>
    /// is true. Null: groups are an error, since 1,000 is one in some countries and a thousand in others.
    /// </summary>
    public char? ThousandsSeparator { get; init; }

    /// <summary>
    /// The encoding of a file that is not UTF-8, such as <see cref="Encoding.Latin1"/>. Null: UTF-8, or what a byte order mark says (UTF-16,
    /// UTF-32). It has no effect on text from a reader.
    /// </summary>
    public Encoding? Encoding { get; init; }

    /// <summary>What the target column means. Several target columns are always numeric.</summary>
    public TargetKind Target { get; init; }

    /// <summary>
    /// The classes in the order of their labels, such as <see cref="Dataset.ClassNames"/> of the training data: a second file then gives
    /// the same labels, and a class that is not among them is an error. An empty list says that there are no classes: the target is
    /// numeric. Null: found in the file.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// The feature columns in this order; other columns are not read. Null: all columns but the targets, in the file's order, without
    /// columns that only count the rows (<see cref="Dataset.FromCsv(string, string, CsvOptions?, IReadOnlyList{string}?)"/>).
    /// </summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Columns that are not read, such as an identifier; they may hold anything. Null: none.</summary>
    public IReadOnlyList<string>? Ignore { get; init; }

    /// <summary>
    /// Called with a sentence for everything that the reader assumed and that may not be meant: decimal commas, a column that counts the
    /// rows and was left out, empty rows, whole numbers that may be classes, classes that are nearly as many as the rows. Null: nobody is
    /// told.
    /// </summary>
    public Action<string>? OnNote { get; init; }

    /// <summary>How messages call these options: a command line has other names for them.</summary>
    internal CsvWords Words { get; init; } = CsvWords.Library;
}
