namespace Compiled;

/// <summary>Which of the names that exist was meant by one that does not.</summary>
internal static class NearestName
{
    /// <summary>Longer names, and more of them, are not compared: a message is not worth the time.</summary>
    private const int MostCharacters = 100;
    private const int MostNames = 10_000;

    /// <summary>The most similar name, or null where none is similar: more than a third of it would have to change. Letter case and blanks count less than letters.</summary>
    public static string? Find(string name, IReadOnlyList<string> names)
    {
        if (name.Length > MostCharacters)
            return null;
        string? nearest = null;
        var bare = Bare(name);
        // Two letters or fewer are another name as soon as one changes.
        var least = Math.Max(2, name.Length / 3 * 2 + 1);
        foreach (var candidate in names.Take(MostNames))
        {
            if (candidate.Length > MostCharacters)
                continue;
            var changes = bare.Length > 0 && string.Equals(bare, Bare(candidate), StringComparison.Ordinal) ? 1 : 2 * Changes(name, candidate);
            if (changes < least)
                (nearest, least) = (candidate, changes);
        }

        return nearest;
    }

    /// <summary>Without letter case and what stands between words.</summary>
    private static string Bare(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);

    /// <summary>Characters to insert, remove, replace or swap with their neighbour.</summary>
    private static int Changes(string from, string to)
    {
        var (before, last, next) = (new int[to.Length + 1], Enumerable.Range(0, to.Length + 1).ToArray(), new int[to.Length + 1]);
        for (var row = 1; row <= from.Length; row++)
        {
            next[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var same = char.ToUpperInvariant(from[row - 1]) == char.ToUpperInvariant(to[column - 1]);
                next[column] = Math.Min(Math.Min(next[column - 1], last[column]) + 1, last[column - 1] + (same ? 0 : 1));
                if (row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1])
                    next[column] = Math.Min(next[column], before[column - 2] + 1);
            }

            (before, last, next) = (last, next, before);
        }

        return last[to.Length];
    }
}
