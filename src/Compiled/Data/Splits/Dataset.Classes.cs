namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>The number of classes that targets of this shape tell apart: two for a single target of 0 and 1.</summary>
    private int ClassCount => TargetSize == 1 ? 2 : TargetSize;

    /// <summary>Each row's class; refuses targets that are neither one-hot nor 0 and 1, since their arg max would mean nothing.</summary>
    /// <param name="consequence">What cannot be done then, and the remedy: a part of a sentence.</param>
    /// <exception cref="InvalidOperationException">The targets are not classes.</exception>
    private int[] ClassLabels(string consequence)
    {
        var labels = new int[Count];
        for (var row = 0; row < Count; row++)
        {
            var target = Target(row);
            var (ones, zeros) = (target.Count(1f), target.Count(0f));
            if (ones + zeros != TargetSize || (TargetSize > 1 && ones != 1))
                throw new InvalidOperationException(
                    Wording.Of($"The targets of row {row} are not a class (neither one-hot nor a single 0 or 1), {consequence}."));
            labels[row] = Label(row);
        }

        return labels;
    }

    /// <summary>How many rows each class has.</summary>
    private int[] RowsOfClasses(int[] labels)
    {
        var counts = new int[ClassCount];
        foreach (var label in labels)
            counts[label]++;
        return counts;
    }

    /// <summary>A class as messages call it: its name, or its number.</summary>
    private string ClassTitle(int label) => label < ClassNames.Count ? $"'{ClassNames[label]}'" : Wording.Of($"{label}");
}
