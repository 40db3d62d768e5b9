using System.Runtime.CompilerServices;
using Compiled.Csv;

namespace Compiled;

/// <summary>
/// Rows of features without targets, for predictions. A <see cref="Dataset"/> has targets too. Immutable, so safe on any number
/// of threads.
/// </summary>
/// <remarks>
/// Row-major and contiguous: feature f of row r is <c>Inputs[r · InputSize + f]</c>, as <c>PredictBatch</c> takes them. There is at least
/// one row and one feature.
/// </remarks>
public sealed class FeatureTable
{
    private readonly float[] _inputs;

    private FeatureTable(CsvTable table)
    {
        _inputs = table.Inputs;
        Count = table.Count;
        InputSize = _inputs.Length / Count;
        FeatureNames = table.FeatureNames;
    }

    /// <summary>What an encoder gives: takes over the array.</summary>
    internal FeatureTable(float[] inputs, int count, IReadOnlyList<string> featureNames) =>
        (_inputs, Count, InputSize, FeatureNames) = (inputs, count, inputs.Length / count, featureNames);

    /// <summary>Number of rows; at least 1.</summary>
    public int Count { get; }

    /// <summary>Features in one row; at least 1.</summary>
    public int InputSize { get; }

    /// <summary>The features' names from the header, <see cref="InputSize"/> of them.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>All features, [row][feature].</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>The features of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row does not exist.</exception>
    public ReadOnlySpan<float> Input(int row)
    {
        if ((uint)row >= (uint)Count)
            ThrowRow(row);
        return _inputs.AsSpan(row * InputSize, InputSize);
    }

    /// <summary>
    /// Reads a CSV file without a target column: a header, then rows of numbers. Everything else is as in
    /// <see cref="Dataset.FromCsv(string, string, CsvOptions?, IReadOnlyList{string}?)"/>, except that an empty row between others is an
    /// error, because its prediction would be missing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">
    /// The format of the file, and which columns to read: <see cref="CsvOptions.Features"/> of the training data finds them by name, in
    /// the order of the training data. Options about the target have no effect. Null for the defaults.
    /// </param>
    /// <exception cref="CsvException">The file does not contain such data; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FeatureTable FromCsv(string path, CsvOptions? options = null)
    {
        options ??= new CsvOptions();
        using var source = CsvFile.Open(path, options);
        return Read(source, options);
    }

    /// <summary>Reads CSV text without a target column to its end, as the overload for files does; the reader stays open.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="options">The format of the text, and which columns to read; null for the defaults.</param>
    /// <exception cref="CsvException">The text does not contain such data; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static FeatureTable FromCsv(TextReader reader, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new CsvOptions();
        using var source = new CsvSource(reader, "CSV", options.Words);
        return Read(source, options);
    }

    /// <summary>The sizes in a sentence: "150 rows of 4 features".</summary>
    public override string ToString() => Wording.Of($"{Count} {(Count == 1 ? "row" : "rows")} of {InputSize} {(InputSize == 1 ? "feature" : "features")}");

    private static FeatureTable Read(CsvSource source, CsvOptions options)
    {
        options = options with { Target = TargetKind.Auto, Classes = null };
        CsvOptionChecks.Check([], options);
        return new FeatureTable(CsvTable.Read(source, [], options, TargetKind.Numeric));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowRow(int row) =>
        throw new ArgumentOutOfRangeException(nameof(row), row, Wording.Of($"Row {row} does not exist: the table has the rows 0 to {Count - 1}."));
}
