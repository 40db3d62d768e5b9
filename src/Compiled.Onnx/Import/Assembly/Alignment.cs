namespace Compiled.Import;

/// <summary>Two lists side by side, so that one block too many is one difference and not one for each block behind it.</summary>
internal static class Alignment
{
    /// <summary>The pairs of the longest common subsequence, and what is in one list alone; an unlike pair in one place counts as one of each.</summary>
    public static IEnumerable<(TFirst? First, TSecond? Second)> Of<TFirst, TSecond>(IReadOnlyList<TFirst> first, IReadOnlyList<TSecond> second, Func<TFirst, TSecond, bool> isAlike)
        where TFirst : class
        where TSecond : class
    {
        // The length of the longest for what is left of both.
        var longest = new int[first.Count + 1, second.Count + 1];
        for (var row = first.Count - 1; row >= 0; row--)
        for (var column = second.Count - 1; column >= 0; column--)
        {
            longest[row, column] = isAlike(first[row], second[column])
                ? longest[row + 1, column + 1] + 1
                : Math.Max(longest[row + 1, column], longest[row, column + 1]);
        }

        var (left, right) = (0, 0);
        while (left < first.Count || right < second.Count)
        {
            if (left < first.Count && right < second.Count && isAlike(first[left], second[right]))
                yield return (first[left++], second[right++]);
            else if (right == second.Count || (left < first.Count && longest[left + 1, right] >= longest[left, right + 1]))
                yield return (first[left++], null);
            else
                yield return (null, second[right++]);
        }
    }
}
