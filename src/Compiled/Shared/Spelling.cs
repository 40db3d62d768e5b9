namespace Compiled;

/// <summary>What a mistyped word was probably meant to be.</summary>
internal static class Spelling
{
    /// <summary>Longer words, and more candidates, are not compared: a message is not worth the time.</summary>
    private const int LongestWord = 100;
    private const int MostCandidates = 10_000;

    /// <summary>
    /// The candidate that differs from the word by the fewest insertions, deletions, replacements and exchanges of neighbours, letter case aside; of equal ones the first. One that differs in
    /// letter case and in what separates its words alone comes before all others. Null where none is near: at most one difference in three characters, so that a word of two letters
    /// is another one as soon as one changes.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord)
            return null;
        string? nearest = null;
        var least = word.Length / 3 + 1;
        var bare = Bare(word);
        foreach (var candidate in candidates.Take(MostCandidates))
        {
            if (bare.Length > 0 && candidate.Length <= LongestWord && Bare(candidate) == bare)
                return candidate;
            if (Math.Abs(candidate.Length - word.Length) >= least)
                continue;
            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < least && distance < candidate.Length)
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>A sentence with a blank before it, or nothing: <c> Did you mean 'train'?</c></summary>
    public static string Hint(string word, IEnumerable<string> candidates) => Nearest(word, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>Without letter case and what separates words.</summary>
    private static string Bare(string word) => new([.. word.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);

    /// <summary>The optimal string alignment distance (Damerau 1964, restricted to one exchange a place).</summary>
    private static int Distance(string left, string right)
    {
        var (twoAbove, above, row) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var column = 0; column <= right.Length; column++)
            above[column] = column;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }

            (twoAbove, above, row) = (above, row, twoAbove);
        }

        return above[right.Length];
    }
}
