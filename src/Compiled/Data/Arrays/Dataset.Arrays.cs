using Compiled.Arrays;

namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>Reads images and their labels in IDX, the format of MNIST, EMNIST, Fashion-MNIST and Kuzushiji-MNIST; plain or compressed with gzip.</summary>
    /// <remarks>
    /// The first dimension counts the rows; the others become one row of features, [line][column]. Labels of whole numbers are classes, one-hot in the order of the numbers and named
    /// after them; labels of floats are a regression. The files are read as <see cref="NumericArray"/> describes it.
    /// </remarks>
    /// <param name="images">The file of the features, such as train-images-idx3-ubyte.gz.</param>
    /// <param name="labels">The file of the targets, such as train-labels-idx1-ubyte.gz.</param>
    /// <param name="scale">What every feature is multiplied by; 1 by default. <c>1f / 255</c> makes bytes the numbers from 0 to 1.</param>
    /// <param name="classes">
    /// The classes: <c>train.ClassNames</c> for a second file, so that both have the same; or the names of the classes 0, 1 … in this order. Null: the labels that occur.
    /// </param>
    /// <exception cref="ArrayFileException">A file is not such an array, is damaged, or the two do not fit together.</exception>
    /// <exception cref="ArgumentException">The list of classes is too short or has a name twice, or the scale is 0 or not finite.</exception>
    /// <exception cref="IOException">A file is not there, is not an ordinary file, or cannot be read.</exception>
    public static Dataset FromIdx(string images, string labels, float scale = 1, IReadOnlyList<string>? classes = null)
    {
        if (!float.IsFinite(scale) || scale == 0)
            throw new ArgumentOutOfRangeException(nameof(scale), scale, Wording.Of($"scale is {scale}, but must be finite and not 0, such as 1f / 255."));
        // Labels first: a mistake in them is found before the larger file is read.
        var targets = new NamedArray(NumericArray.FromIdx(labels), labels, "array of labels");
        var inputs = new NamedArray(NumericArray.FromIdx(images), images, "array of images");
        // IDX has at least one dimension.
        var kind = targets.Array.IsWhole && targets.Array.Count == targets.Array.Shape[0] ? TargetKind.Categorical : TargetKind.Numeric;
        return FromArrays(inputs, targets, kind, null, classes, scale);
    }

    /// <summary>Reads two files that <c>numpy.save</c> has written, one of features and one of targets.</summary>
    /// <remarks>
    /// The first dimension counts the rows; the others become one row of features, row-major. Targets of one number per row are classes or a regression as <paramref name="target"/> says;
    /// several per row are as many targets. NaN and infinities are errors: <see cref="NumericArray"/>, which also describes what is read, keeps them.
    /// </remarks>
    /// <param name="inputs">The file of the features.</param>
    /// <param name="targets">The file of the targets.</param>
    /// <param name="target">
    /// What the targets mean. <see cref="TargetKind.Auto"/>: whole numbers (of a type for whole numbers, or bool) that are exactly 0 to k − 1, with k from 2 to 100 and at least two rows
    /// per class on average, are classes; all others are a regression. <see cref="TargetKind.Categorical"/> takes any whole numbers, and rows of several targets if they are one-hot.
    /// </param>
    /// <param name="featureNames">One name per feature; null for x0, x1 …</param>
    /// <param name="classes">
    /// The classes: <c>train.ClassNames</c> for a second file, so that both have the same; or the names of the classes 0, 1 … in this order. Null: the numbers that occur.
    /// </param>
    /// <exception cref="ArrayFileException">A file is not such an array, is damaged, the two do not fit together, or a value is not finite.</exception>
    /// <exception cref="ArgumentException">A list of names does not fit.</exception>
    /// <exception cref="IOException">A file is not there, is not an ordinary file, or cannot be read.</exception>
    public static Dataset FromNpy(
        string inputs, string targets, TargetKind target = TargetKind.Auto, IReadOnlyList<string>? featureNames = null, IReadOnlyList<string>? classes = null) =>
        FromArrays(
            new NamedArray(NumericArray.FromNpy(inputs), inputs, "array of inputs"), new NamedArray(NumericArray.FromNpy(targets), targets, "array of targets"), target, featureNames, classes);

    /// <summary>Reads two arrays of a file that <c>numpy.savez</c> or <c>numpy.savez_compressed</c> has written, otherwise as <see cref="FromNpy"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputs">The name of the array of the features.</param>
    /// <param name="targets">The name of the array of the targets.</param>
    /// <param name="target">What the targets mean, as for <see cref="FromNpy"/>.</param>
    /// <param name="featureNames">One name per feature; null for x0, x1 …</param>
    /// <param name="classes">The classes, as for <see cref="FromNpy"/>.</param>
    /// <exception cref="ArrayFileException">The file is not such an archive, does not contain the arrays, is damaged, the arrays do not fit together, or a value is not finite.</exception>
    /// <exception cref="ArgumentException">A list of names does not fit.</exception>
    /// <exception cref="IOException">The file is not there, is not an ordinary file, or cannot be read.</exception>
    public static Dataset FromNpz(
        string path,
        string inputs = "x",
        string targets = "y",
        TargetKind target = TargetKind.Auto,
        IReadOnlyList<string>? featureNames = null,
        IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        var arrays = NumericArray.FromNpz(path, [inputs, targets]);
        return FromArrays(new NamedArray(arrays[0], path, $"array '{inputs}'"), new NamedArray(arrays[1], path, $"array '{targets}'"), target, featureNames, classes);
    }

    private static Dataset FromArrays(
        NamedArray inputs, NamedArray targets, TargetKind kind, IReadOnlyList<string>? featureNames, IReadOnlyList<string>? classes, float scale = 1)
    {
        var rows = inputs.Rows;
        if (targets.Rows != rows)
            throw targets.Problem(Wording.Of($"has {Wording.Count(targets.Rows, "row")}, but the {inputs.Title} {(inputs.File == targets.File ? "has" : $"in '{inputs.File}' has")} {rows}: both need the same number, row by row"));
        var labels = ArrayLabels.Of(targets, kind, classes);
        // Values last: where a shape is wrong, that explains them.
        inputs.CheckFinite();
        // The arrays were read for this dataset alone, which takes them over.
        var features = inputs.Array.Owned;
        if (scale != 1)
        {
            foreach (ref var feature in features.AsSpan())
                feature *= scale;
        }

        if (labels is null)
        {
            targets.CheckFinite();
            return Create(features, targets.Array.Owned, rows, featureNames, null, null);
        }

        return labels.IsBinary
            ? Create(features, [.. labels.Labels.Select(static label => (float)label)], rows, featureNames, ["target"], labels.Names)
            : Create(features, OneHot(labels.Labels, labels.Names.Count), rows, featureNames, null, labels.Names);
    }
}
