namespace Compiled.Import;

/// <summary>Two lists side by side, so that one block too many is one difference and not one for each block behind it.</summary>
internal static class Alignment
{
    /// <summary>The pairs of the heaviest common subsequence, and what is in one list alone; a pair of weight 0 counts as one of each.</summary>
    public static IEnumerable<(TFirst? First, TSecond? Second)> Of<TFirst, TSecond>(IReadOnlyList<TFirst> first, IReadOnlyList<TSecond> second, Func<TFirst, TSecond, int> weight)
        where TFirst : class
        where TSecond : class
    {
        // The weight of the heaviest for what is left of both.
        var heaviest = new int[first.Count + 1, second.Count + 1];
        for (var row = first.Count - 1; row >= 0; row--)
            for (var column = second.Count - 1; column >= 0; column--)
            {
                heaviest[row, column] = Math.Max(heaviest[row + 1, column], heaviest[row, column + 1]);
                if (weight(first[row], second[column]) is > 0 and var own)
                    heaviest[row, column] = Math.Max(heaviest[row, column], own + heaviest[row + 1, column + 1]);
            }

        var (left, right) = (0, 0);
        while (left < first.Count || right < second.Count)
        {
            if (left < first.Count && right < second.Count && weight(first[left], second[right]) is > 0 and var own
                && heaviest[left, right] == own + heaviest[left + 1, right + 1])
                yield return (first[left++], second[right++]);
            else if (right == second.Count || (left < first.Count && heaviest[left + 1, right] >= heaviest[left, right + 1]))
                yield return (first[left++], null);
            else
                yield return (null, second[right++]);
        }
    }
}
