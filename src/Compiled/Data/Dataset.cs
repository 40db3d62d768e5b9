using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>
/// Rows of features and a row of targets for each, for training and evaluation. Immutable, so safe on any number of
/// threads.
/// </summary>
/// <remarks>
/// Both sides are row-major and contiguous: feature f of row r is <c>Inputs[r · InputSize + f]</c>. A dataset has at least one row, one
/// feature and one target. Targets of a classification are one-hot (one column per class, 1 for the row's class) or, for two classes, one column
/// of 0 and 1. Values are used as they are; NaN and infinities from memory are kept, and a CSV file cannot contain them.
/// </remarks>
public sealed partial class Dataset
{
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly float[] _sampleWeights;
    private readonly DatasetNames _names;

    /// <summary>Takes over the arrays, which nobody else may keep, and names that were checked.</summary>
    private Dataset(float[] inputs, float[] targets, int count, DatasetNames names, float[]? sampleWeights)
    {
        _names = names;
        _inputs = inputs;
        _targets = targets;
        _sampleWeights = sampleWeights ?? [];
        Count = count;
        InputSize = inputs.Length / count;
        TargetSize = targets.Length / count;
    }

    /// <summary>Number of rows; at least 1.</summary>
    public int Count { get; }

    /// <summary>Features in one row; at least 1.</summary>
    public int InputSize { get; }

    /// <summary>Targets in one row; at least 1.</summary>
    public int TargetSize { get; }

    /// <summary>The features' names, <see cref="InputSize"/> of them: the CSV's header, or x0, x1 … if no names were given.</summary>
    public IReadOnlyList<string> FeatureNames => _names.Features;

    /// <summary>
    /// Whether the features' names came with the data: from a CSV's header or from the program. False for x0, x1 …, which only state the position: such data is
    /// matched by position, and a network learns no names from it.
    /// </summary>
    public bool HasFeatureNames => _names.HasFeatures;

    /// <summary>
    /// What encoded the features from raw columns, with <c>encoder.Encode(table)</c>; null for data that was not encoded. A network that is trained on the dataset keeps it. Data whose features
    /// were changed afterwards, by a <see cref="Standardizer"/> for instance, has none: give the network <c>[Standardize]</c> instead.
    /// </summary>
    public TableEncoder? Encoder => _names.Encoder;

    /// <summary>
    /// The target columns' names, <see cref="TargetSize"/> of them: the CSV's header, the classes of a one-hot target, or y0, y1 …
    /// </summary>
    public IReadOnlyList<string> TargetNames => _names.Targets;

    /// <summary>
    /// The names of the classes in the order of their labels; empty for a regression. As many as there are targets, or two for one target
    /// of 0 and 1.
    /// </summary>
    public IReadOnlyList<string> ClassNames => _names.Classes;

    /// <summary>Whether the classes' names came with the data. False for 0, 1 … of labels that are just numbers, and if there are no classes.</summary>
    internal bool HasClassNames => _names.HasClasses;

    /// <summary>All features, [row][feature].</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>All targets, [row][target].</summary>
    public ReadOnlySpan<float> Targets => _targets;

    /// <summary>
    /// The weight of each row in training, <see cref="Count"/> of them; empty if all rows count equally. Set by <see cref="WithSampleWeights"/>.
    /// </summary>
    public ReadOnlySpan<float> SampleWeights => _sampleWeights;

    /// <summary>The features of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row does not exist.</exception>
    public ReadOnlySpan<float> Input(int row)
    {
        CheckRow(row);
        return _inputs.AsSpan(row * InputSize, InputSize);
    }

    /// <summary>The targets of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row does not exist.</exception>
    public ReadOnlySpan<float> Target(int row)
    {
        CheckRow(row);
        return _targets.AsSpan(row * TargetSize, TargetSize);
    }

    /// <summary>
    /// The class of one row: the index of its largest target (the lowest of equal ones); with a single target 1 above one half and else 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The row does not exist.</exception>
    public int Label(int row) => Decision.Of(Target(row));

    /// <summary>The sizes in a sentence: "150 rows of 4 features, 3 classes".</summary>
    public override string ToString()
    {
        var targets = ClassNames.Count > 0 ? Wording.Count(ClassNames.Count, "class") : Wording.Count(TargetSize, "target");
        return $"{Wording.Count(Count, "row")} of {Wording.Count(InputSize, "feature")}, {targets}";
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckRow(int row)
    {
        if ((uint)row >= (uint)Count)
            ThrowRow(row, Count);
    }

    private static void ThrowRow(int row, int count) =>
        throw new ArgumentOutOfRangeException(
            nameof(row), row,
            Wording.Of($"Row {row} does not exist: the dataset has the rows 0 to {count - 1}."));
}
