namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>Copies rows that already lie one after another.</summary>
    /// <param name="inputs">[row][feature], rows · <paramref name="inputSize"/> floats.</param>
    /// <param name="targets">[row][target], rows · <paramref name="targetSize"/> floats.</param>
    /// <param name="inputSize">Features in one row.</param>
    /// <param name="targetSize">Targets in one row.</param>
    /// <param name="featureNames">One name per feature; null for x0, x1 …</param>
    /// <param name="targetNames">One name per target; null for the class names if there is one for each target, otherwise y0, y1 …</param>
    /// <param name="classNames">
    /// The classes of a one-hot target, one name per target, or of a single target of 0 and 1, two names; null or empty for a regression.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A span is not a whole number of rows, the row counts differ, or a list of names has the wrong size.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Dataset FromMemory(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> targets,
        int inputSize,
        int targetSize,
        IReadOnlyList<string>? featureNames = null,
        IReadOnlyList<string>? targetNames = null,
        IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetSize);
        var rows = Runtime.Guard.Rows(inputs.Length, inputSize, nameof(inputs));
        Runtime.Guard.RowsMatch(targets.Length, rows, targetSize, nameof(targets));
        return Create(inputs.ToArray(), targets.ToArray(), rows, featureNames, targetNames, classNames);
    }

    /// <summary>Copies an array of rows of features and an array of rows of targets.</summary>
    /// <param name="inputs">Rows of equal length.</param>
    /// <param name="targets">As many rows of equal length.</param>
    /// <param name="featureNames">One name per feature; null for x0, x1 …</param>
    /// <param name="targetNames">One name per target; null for the class names if there is one for each target, otherwise y0, y1 …</param>
    /// <param name="classNames">As in the overload over spans.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, the row counts differ, a row is null or differs in length from the first, or a list of names has the wrong size.
    /// </exception>
    public static Dataset FromMemory(
        float[][] inputs,
        float[][] targets,
        IReadOnlyList<string>? featureNames = null,
        IReadOnlyList<string>? targetNames = null,
        IReadOnlyList<string>? classNames = null)
    {
        var flatInputs = Flatten(inputs, nameof(inputs));
        var flatTargets = Flatten(targets, nameof(targets));
        if (inputs.Length != targets.Length)
            throw new ArgumentException(
                Wording.Of($"'targets' has {Wording.Count(targets.Length, "row")}, but 'inputs' has {inputs.Length}: give one row of targets per row of inputs."),
                nameof(targets));
        return Create(flatInputs, flatTargets, inputs.Length, featureNames, targetNames, classNames);
    }

    /// <summary>Copies rows of features with one class number each; the targets become one-hot.</summary>
    /// <param name="inputs">[row][feature]; the number of features is the length divided by the number of labels.</param>
    /// <param name="labels">One class per row, from 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">Number of classes, at least 2; they are named 0, 1 …</param>
    /// <param name="featureNames">One name per feature; null for x0, x1 …</param>
    /// <exception cref="ArgumentException">There are no rows, the inputs are not a whole number of rows, or a label is not a class.</exception>
    public static Dataset FromLabels(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, int classCount, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        return FromLabels(inputs, labels, Wording.Numbered("", classCount), featureNames, hasClassNames: false);
    }

    /// <summary>Copies rows of features with one class number each, an index into the names; the targets become one-hot.</summary>
    /// <param name="inputs">[row][feature]; the number of features is the length divided by the number of labels.</param>
    /// <param name="labels">One class per row, an index into <paramref name="classNames"/>.</param>
    /// <param name="classNames">At least two classes, in the order of their labels.</param>
    /// <param name="featureNames">One name per feature; null for x0, x1 …</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, the inputs are not a whole number of rows, a label is not a class, or a class name is repeated.
    /// </exception>
    public static Dataset FromLabels(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, IReadOnlyList<string> classNames, IReadOnlyList<string>? featureNames = null) =>
        FromLabels(inputs, labels, classNames, featureNames, hasClassNames: true);

    private static Dataset FromLabels(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, IReadOnlyList<string> classNames, IReadOnlyList<string>? featureNames, bool hasClassNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (labels.IsEmpty)
            throw new ArgumentException("'labels' is empty: pass one class per row.", nameof(labels));
        CheckClasses(classNames, nameof(classNames));
        if (inputs.IsEmpty || inputs.Length % labels.Length != 0)
            throw new ArgumentException(
                Wording.Of($"'inputs' has {Wording.Count(inputs.Length, "float")}, which cannot be divided evenly into rows for {Wording.Count(labels.Length, "label")}."),
                nameof(inputs));
        for (var row = 0; row < labels.Length; row++)
            if ((uint)labels[row] >= (uint)classNames.Count)
                throw new ArgumentException(
                    Wording.Of($"Label {labels[row]} of row {row} is not a class: the classes are 0 to {classNames.Count - 1}."),
                    nameof(labels));

        return Create(inputs.ToArray(), OneHot(labels, classNames.Count), labels.Length, featureNames, null, classNames, hasClassNames);
    }

    /// <summary>One column a class, 1 in the row's own.</summary>
    private static float[] OneHot(ReadOnlySpan<int> labels, int classCount)
    {
        if ((long)labels.Length * classCount > Array.MaxLength)
            throw new ArgumentException(
                Wording.Of($"{Wording.Count(labels.Length, "row")} of {Wording.Count(classCount, "class")} need {(long)labels.Length * classCount} floats, but an array can have at most {Array.MaxLength} elements."));
        var targets = new float[labels.Length * classCount];
        for (var row = 0; row < labels.Length; row++)
            targets[row * classCount + labels[row]] = 1;
        return targets;
    }

    /// <summary>Checks the names, fills in the missing ones, and takes over the arrays.</summary>
    private static Dataset Create(
        float[] inputs,
        float[] targets,
        int rows,
        IReadOnlyList<string>? featureNames,
        IReadOnlyList<string>? targetNames,
        IReadOnlyList<string>? classNames,
        bool hasClassNames = true)
    {
        var (inputSize, targetSize) = (inputs.Length / rows, targets.Length / rows);
        IReadOnlyList<string> classes = [.. classNames ?? []];
        if (classes.Count != 0 && classes.Count != targetSize && (targetSize, classes.Count) != (1, 2))
            throw new ArgumentException(
                Wording.Of($"'classNames' has {Wording.Count(classes.Count, "name")}, but a row has {Wording.Count(targetSize, "target")}: give one name per target, or two names for a single target of 0 and 1."),
                nameof(classNames));
        if (classes.Count > 0)
            CheckClasses(classes, nameof(classNames));
        if (featureNames is not null)
            CheckNames(featureNames, inputSize, "features", nameof(featureNames));
        if (targetNames is not null)
            CheckNames(targetNames, targetSize, "targets", nameof(targetNames));

        var names = new DatasetNames(
            featureNames is null ? Wording.Numbered("x", inputSize) : [.. featureNames],
            targetNames is not null ? [.. targetNames] : classes.Count == targetSize ? classes : Wording.Numbered("y", targetSize),
            classes)
        {
            HasFeatures = featureNames is not null,
            HasClasses = hasClassNames && classes.Count > 0,
        };
        return new Dataset(inputs, targets, rows, names, sampleWeights: null);
    }

    internal static void CheckClasses(IReadOnlyList<string> names, string parameter)
    {
        if (names.Count < 2)
            throw new ArgumentException(
                Wording.Of($"'{parameter}' has {Wording.Count(names.Count, "name")}: a classification needs at least two, in label order."), parameter);
        CheckNames(names, names.Count, "classes", parameter);
    }

    internal static void CheckNames(IReadOnlyList<string> names, int expected, string what, string parameter)
    {
        if (names.Count != expected)
            throw new ArgumentException(
                Wording.Of($"'{parameter}' has {Wording.Count(names.Count, "name")}, but the rows have {Wording.CountOf(expected, what)}."),
                parameter);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
            if (!seen.Add(name ?? throw new ArgumentException($"'{parameter}' contains a null.", parameter)))
                throw new ArgumentException($"'{parameter}' contains '{name}' twice.", parameter);
    }

    private static float[] Flatten(float[][] rows, string parameter)
    {
        ArgumentNullException.ThrowIfNull(rows, parameter);
        if (rows.Length == 0 || rows[0] is null or [])
            throw new ArgumentException($"'{parameter}' is empty: pass at least one row of at least one float.", parameter);
        var size = rows[0].Length;
        if ((long)rows.Length * size > Array.MaxLength)
            throw new ArgumentException(
                Wording.Of($"'{parameter}' has {Wording.Count(rows.Length, "row")} of {Wording.Count(size, "float")}, but an array can have at most {Array.MaxLength} elements."),
                parameter);
        var flat = new float[rows.Length * size];
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row]?.Length != size)
                throw new ArgumentException(
                    Wording.Of($"Row {row} of '{parameter}' has {Wording.Count(rows[row]?.Length ?? 0, "float")}, but row 0 has {size}: all rows must have the same length."),
                    parameter);
            rows[row].CopyTo(flat, row * size);
        }

        return flat;
    }
}
