using Compiled.Csv;

namespace Compiled;

/// <summary>
/// Rows of features and targets that are read again in each epoch instead of being kept in memory: training data larger than memory. Immutable; several trainers may read it at once.
/// </summary>
/// <remarks>
/// <para>
/// <c>trainer.Fit(data)</c> takes it like a <see cref="Dataset"/>. A second thread reads ahead; memory is the shuffle buffer and a few batches, whatever the size of the file, and nothing is
/// allocated per batch. The order of the rows depends only on the seed, the number of the epoch and <see cref="StreamingOptions.ShuffleBuffer"/>: the same bits in each run.
/// </para>
/// <para>
/// The file is read once when it is opened: rows are counted, every cell is checked and classes are found, so that an error is known before training begins. It must not change while it is used; a
/// change that a run meets is an error that names the line, and leaves the network in the state of the last finished step.
/// </para>
/// </remarks>
public sealed class StreamingDataset
{
    private readonly CsvStreamSource _source;

    private StreamingDataset(CsvStreamSource source, StreamingOptions options) => (_source, Options) = (source, options);

    /// <summary>Number of rows; at least 1.</summary>
    public int Count => _source.Count;

    /// <summary>Features in one row; at least 1.</summary>
    public int InputSize => _source.FeatureNames.Count;

    /// <summary>Targets in one row; at least 1.</summary>
    public int TargetSize => _source.TargetSize;

    /// <summary>The features' names, <see cref="InputSize"/> of them, from the header.</summary>
    public IReadOnlyList<string> FeatureNames => _source.FeatureNames;

    /// <summary>The target columns' names, <see cref="TargetSize"/> of them: from the header, or the classes of a one-hot target.</summary>
    public IReadOnlyList<string> TargetNames => Sample.TargetNames;

    /// <summary>The names of the classes in the order of their labels; empty for a regression.</summary>
    public IReadOnlyList<string> ClassNames => _source.Classes;

    /// <summary>The first rows, up to a thousand, in memory: to look at, with the names of all.</summary>
    public Dataset Sample => _source.Sample;

    /// <summary>How rows are mixed and prepared.</summary>
    public StreamingOptions Options { get; }

    /// <summary>Opens a CSV file, which is read as <see cref="Dataset.FromCsv(string, string, CsvOptions?, IReadOnlyList{string}?)"/> reads it, but not kept.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The name of the target column.</param>
    /// <param name="options">The format of the file, what the target means, and which columns to read; null for the defaults.</param>
    /// <param name="streaming">The shuffle buffer and the prefetching; null for the defaults.</param>
    /// <exception cref="CsvException">The file does not contain such data; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StreamingDataset FromCsv(string path, string target = "label", CsvOptions? options = null, StreamingOptions? streaming = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new(new CsvStreamSource(path, [target], options ?? new CsvOptions()), streaming ?? new StreamingOptions());
    }

    /// <summary>Opens a CSV file with several numeric targets, otherwise as the overload for one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="targets">The names of the target columns, in the order of the targets.</param>
    /// <param name="options">The format of the file, and which columns to read; null for the defaults.</param>
    /// <param name="streaming">The shuffle buffer and the prefetching; null for the defaults.</param>
    /// <exception cref="CsvException">The file does not contain such data; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other, or there are no targets.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StreamingDataset FromCsv(string path, IReadOnlyList<string> targets, CsvOptions? options = null, StreamingOptions? streaming = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
            throw new ArgumentException("'targets' is empty: name at least one target column.", nameof(targets));
        return new(new CsvStreamSource(path, targets, options ?? new CsvOptions()), streaming ?? new StreamingOptions());
    }

    /// <summary>The sizes in a sentence: "150 rows of 4 features, 3 classes, streamed".</summary>
    public override string ToString() =>
        Wording.Of($"{Count} {(Count == 1 ? "row" : "rows")} of {InputSize} {(InputSize == 1 ? "feature" : "features")}, ")
        + (ClassNames.Count > 0 ? Wording.Count(ClassNames.Count, "class") : Wording.Count(TargetSize, "target"))
        + ", streamed";

    /// <summary>What checkpoints keep of the data: another file of the same shape is another one.</summary>
    internal string Fingerprint => _source.Fingerprint;

    /// <summary>Begins to read the rows, with these features in this order.</summary>
    internal CsvRowStream Open(IReadOnlyList<string> features) => _source.Open(features);
}
