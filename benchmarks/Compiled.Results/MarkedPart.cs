namespace Compiled.Benchmarks.Results;

/// <summary>The part of a page that a program writes, between two comments that name it.</summary>
public static class MarkedPart
{
    /// <exception cref="FormatException">The page lacks one of the marks.</exception>
    public static string Read(string page, string name)
    {
        var (start, end) = Find(page, name);
        return page[start..end];
    }

    /// <exception cref="FormatException">The page lacks one of the marks.</exception>
    public static string Replace(string page, string name, string part)
    {
        var (start, end) = Find(page, name);
        return page[..start] + part + page[end..];
    }

    private static (int Start, int End) Find(string page, string name)
    {
        var (opening, closing) = ($"<!-- {name}: begin -->\n", $"<!-- {name}: end -->");
        var start = page.IndexOf(opening, StringComparison.Ordinal);
        var end = start < 0 ? -1 : page.IndexOf(closing, start, StringComparison.Ordinal);
        return end < 0
            ? throw new FormatException($"The page has no part between '{opening.TrimEnd()}' and '{closing}', each on a line of its own.")
            : (start + opening.Length, end);
    }
}
