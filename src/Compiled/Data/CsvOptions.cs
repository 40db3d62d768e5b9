using System.Text;
using Compiled.Csv;

namespace Compiled;

/// <summary>What a target column of a CSV file means.</summary>
public enum TargetKind
{
    /// <summary>
    /// Inferred from the cells. Numbers that are exactly the whole numbers 0 to k − 1, written as digits alone, each of them present, with k
    /// from 2 to 100 and at least two rows per class on average, are classes in the order of the numbers. All other numbers are a
    /// regression. Text is classes in ordinal order, unless it is an error: numbers mixed with text, numbers written in a way that is not
    /// read ("12 kg", "5 %", "1,000"), markers of missing values ("NA", "?"), and more than ten classes that are more than half as many as
    /// the rows. Those are usually mistakes; <see cref="Categorical"/> accepts all of them as classes.
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

/// <summary>How a CSV file is read. Options that are null are detected in the file.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// The separator between cells, such as ',', ';' or '\t'. Null: the one in a first line <c>sep=;</c>, as written by Excel; otherwise the one of
    /// ',', ';', tab and '|' that yields the requested columns in the header, and the same number of cells in the first rows.
    /// </summary>
    public char? Separator { get; init; }

    /// <summary>
    /// True: numbers are written with a decimal comma, as in 3,14. False: with a decimal point. Null: with a point, unless the first rows
    /// show the comma, with a number such as 3,14 or 0,125 in a column that is read, and no number with a point. 1,000 is ambiguous:
    /// it may be 1 or a thousand, and is an error until <see cref="DecimalComma"/> or <see cref="ThousandsSeparator"/> decides.
    /// </summary>
    public bool? DecimalComma { get; init; }

    /// <summary>
    /// The thousands separator, like the comma in 1,234.56: one of , . ' ’ _ or a blank, which stands for the blanks of all
    /// widths. Numbers without groups are read too; groups of a wrong length are an error. A point means that <see cref="DecimalComma"/>
    /// is true. Null: groups are an error, since 1,000 is one in some countries and a thousand in others.
    /// </summary>
    public char? ThousandsSeparator { get; init; }

    /// <summary>
    /// The encoding of a file that is not UTF-8, such as <see cref="Encoding.Latin1"/>. Null: UTF-8, or the encoding of the byte order mark (UTF-16,
    /// UTF-32). It has no effect on text from a reader.
    /// </summary>
    public Encoding? Encoding { get; init; }

    /// <summary>
    /// True: the first row holds the names of the columns, whatever they look like, such as the years in 2019,2020,2021. False: a first row of numbers is an error, since a file
    /// without a header begins like that; unless it holds the names of the columns that are asked for, or counts the columns from 0 or 1.
    /// </summary>
    public bool FirstRowIsHeader { get; init; }

    /// <summary>What the target column means. Several target columns are always numeric.</summary>
    public TargetKind Target { get; init; }

    /// <summary>
    /// The classes in the order of their labels, such as <see cref="Dataset.ClassNames"/> of the training data: a second file then gives
    /// the same labels, and a class that is not among them is an error. An empty list means that there are no classes: the target is
    /// numeric. Null: detected in the file.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// The feature columns in this order; other columns are not read. Null: all columns but the targets, in the file's order, without
    /// columns that only count the rows (<see cref="Dataset.FromCsv(string, string, CsvOptions?, IReadOnlyList{string}?)"/>).
    /// </summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Columns that are not read, such as an identifier; they may contain anything. Null: none.</summary>
    public IReadOnlyList<string>? Ignore { get; init; }

    /// <summary>
    /// What columns of a <see cref="Table"/> are, by their names: text stays as it is written, so that codes such as "01" keep their zeros, and a cell of a numeric column that is neither a number
    /// nor missing is an error. The cells decide for other columns. Columns that are not read may be named too. It has no effect where all features are numbers anyway. Null: the cells decide
    /// for all columns.
    /// </summary>
    public IReadOnlyDictionary<string, ColumnKind>? Kinds { get; init; }

    /// <summary>
    /// Called with a sentence for every assumption of the reader that may be wrong: decimal commas, a column that counts the
    /// rows and was skipped, empty rows, whole numbers that may be classes, nearly as many classes as rows. Null: assumptions are
    /// not reported.
    /// </summary>
    public Action<string>? OnNote { get; init; }

    /// <summary>Whether an empty row between others is an error: where every row gets an answer, one would be missing.</summary>
    internal bool RefusesEmptyRows { get; init; }

    /// <summary>Values of one array, and rows of a file; fewer in tests, which have no files of gigabytes.</summary>
    internal int MostValues { get; init; } = Array.MaxLength;

    /// <summary>How messages call these options: a command line has other names for them.</summary>
    internal CsvWords Words { get; init; } = CsvWords.Library;
}
