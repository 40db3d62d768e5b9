using System.Globalization;

namespace Compiled.Arrays;

/// <summary>The classes that an array of targets has.</summary>
/// <param name="Labels">The class of each row.</param>
/// <param name="Names">The classes.</param>
/// <param name="IsBinary">Whether they are one target of 0 and 1, and not one-hot.</param>
internal sealed record ArrayLabels(int[] Labels, IReadOnlyList<string> Names, bool IsBinary)
{
    /// <summary>More distinct numbers are more likely counts; as for CSV files.</summary>
    private const int MostLabels = 100;

    /// <summary>Whole numbers that every float up to it is exactly.</summary>
    private const float MostExact = 1 << 24;

    /// <summary>The classes; null where the targets are numbers.</summary>
    /// <exception cref="ArrayFileException">Classes are asked for, but the values are none.</exception>
    public static ArrayLabels? Of(NamedArray targets, TargetKind kind, IReadOnlyList<string>? classes)
    {
        if (!Enum.IsDefined(kind))
            throw new ArgumentOutOfRangeException("target", kind, Wording.Of($"target is {(int)kind}, which is not a TargetKind: use Auto, Numeric, Categorical or Binary."));
        if (kind == TargetKind.Numeric || classes is { Count: 0 })
            return kind is TargetKind.Numeric or TargetKind.Auto ? null : throw new ArgumentException("'classes' is empty, but the targets are to be classes: pass null to take the numbers that occur.", nameof(classes));
        if (kind == TargetKind.Auto && classes is null && !AreLabels(targets))
            return null;
        if (classes is not null)
            Dataset.CheckClasses(classes, nameof(classes));
        if (targets.Columns > 1)
            return OfOneHot(targets, kind, classes);

        var numbers = targets.Array.Values;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (!(Math.Abs(numbers[row]) <= MostExact && numbers[row] == float.Truncate(numbers[row])))
                throw targets.Problem(Wording.Of($"has {numbers[row]} in row {row}, but classes are whole numbers up to {(int)MostExact}: pass TargetKind.Numeric for a regression"));
        }

        var (names, labelOf) = Numbering(targets, classes);
        if (kind == TargetKind.Binary && names.Count != 2)
            throw targets.Problem(Wording.Of($"has {Wording.Count(names.Count, "class")}, but TargetKind.Binary needs two: pass TargetKind.Categorical"));
        var labels = new int[numbers.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            if (!labelOf.TryGetValue(numbers[row], out labels[row]))
                throw targets.Problem(Wording.Of($"has the class {numbers[row]} in row {row}, which is not among the classes {Wording.List(names)}: give the classes of all files"));
        }

        return new ArrayLabels(labels, names, kind == TargetKind.Binary);
    }

    /// <summary>Exactly 0 to k − 1, as for CSV files.</summary>
    private static bool AreLabels(NamedArray targets)
    {
        if (targets.Columns != 1 || !targets.Array.IsWhole)
            return false;
        var isPresent = new bool[MostLabels];
        var most = 0;
        foreach (var number in targets.Array.Values)
        {
            if (!(number is >= 0 and < MostLabels))
                return false;
            isPresent[(int)number] = true;
            most = Math.Max(most, (int)number);
        }

        return most >= 1 && !isPresent.AsSpan(0, most + 1).Contains(false) && 2 * (most + 1) <= targets.Rows;
    }

    /// <summary>The classes' names, and the label of each number.</summary>
    private static (IReadOnlyList<string> Names, Dictionary<float, int> LabelOf) Numbering(NamedArray targets, IReadOnlyList<string>? classes)
    {
        var labelOf = new Dictionary<float, int>();
        if (classes is null)
        {
            var numbers = new HashSet<float>();
            foreach (var number in targets.Array.Values)
                numbers.Add(number);
            if (numbers.Count < 2)
                throw targets.Problem($"has only the class {Text(numbers.Single())}: a classification needs at least two. For a second file, pass the classes of the first, train.ClassNames");
            foreach (var number in numbers.Order())
                labelOf.Add(number, labelOf.Count);
            return ([.. numbers.Order().Select(Text)], labelOf);
        }

        // Names that are numbers are the numbers of another file; any others name 0, 1 …
        var values = classes.Select(static name => float.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : float.NaN).ToArray();
        var areNumbers = !Array.Exists(values, float.IsNaN);
        for (var label = 0; label < values.Length; label++)
            labelOf.TryAdd(areNumbers ? values[label] : label, label);
        return ([.. classes], labelOf);
    }

    /// <summary>Rows of zeros and a single one.</summary>
    private static ArrayLabels? OfOneHot(NamedArray targets, TargetKind kind, IReadOnlyList<string>? classes)
    {
        if (kind == TargetKind.Auto || kind == TargetKind.Binary)
            throw targets.Problem(Wording.Of($"has {Wording.Count(targets.Columns, "value")} per row, but {(kind == TargetKind.Binary ? "TargetKind.Binary" : "a list of classes")} needs one: ")
                + "pass TargetKind.Categorical if the rows are one-hot");
        if (classes is not null && classes.Count != targets.Columns)
            throw new ArgumentException(Wording.Of($"'classes' has {Wording.Count(classes.Count, "name")}, but the {targets.Title} has {Wording.Count(targets.Columns, "value")} per row: give one name for each."), nameof(classes));
        var labels = new int[targets.Rows];
        for (var row = 0; row < labels.Length; row++)
        {
            var values = targets.Array.Values.Slice(row * targets.Columns, targets.Columns);
            if (values.Count(1f) != 1 || values.Count(0f) != values.Length - 1)
                throw targets.Problem(Wording.Of($"is not one-hot in row {row}, but classes in several columns are a single 1 among zeros: pass TargetKind.Numeric for several targets"));
            labels[row] = values.IndexOf(1f);
        }

        return new ArrayLabels(labels, classes ?? Wording.Numbered("", targets.Columns), IsBinary: false);
    }

    private static string Text(float number) => number.ToString("F0", CultureInfo.InvariantCulture);
}
