namespace Compiled.Generator.Weights;

/// <summary>Finds the file that [Weights] means among those of the project. Free of Roslyn and of the disk.</summary>
internal static class WeightsPaths
{
    /// <summary>With '/', and with "." and ".." resolved as far as there are folders to leave.</summary>
    public static string Normalize(string path)
    {
        List<string> parts = [];
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not (".." or ""))
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }

        return string.Join("/", parts);
    }

    /// <summary>The folder of a file; empty when the path has none.</summary>
    public static string FolderOf(string path)
    {
        var normal = Normalize(path);
        var end = normal.LastIndexOf('/');
        return end < 0 ? "" : normal.Substring(0, end);
    }

    /// <summary>A file's name without its folder.</summary>
    public static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>
    /// The places of the files that may be meant, without repetition: the one relative to the folder of the source file alone, if it is there; else all that end so.
    /// </summary>
    /// <param name="name">What the attribute says.</param>
    /// <param name="folder">The folder of the source file.</param>
    /// <param name="paths">All candidates, normalised.</param>
    public static List<int> Find(string name, string folder, IReadOnlyList<string> paths)
    {
        if (name.Trim().Length == 0)
            return [];
        var beside = Normalize(folder.Length == 0 ? name : folder + "/" + name);
        var end = Normalize(name);
        // Upper and lower case decide only where they must: not every disk knows them.
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            if (Places(path => path.Equals(beside, comparison) || path.Equals(end, comparison)) is { Count: > 0 } exact)
                return exact;
            if (Places(path => path.EndsWith("/" + end.TrimStart('/'), comparison)) is { Count: > 0 } similar)
                return similar;
        }

        return [];

        List<int> Places(Func<string, bool> isMeant) =>
            [.. Enumerable.Range(0, paths.Count).Where(index => isMeant(paths[index])).GroupBy(index => paths[index], StringComparer.Ordinal).Select(static group => group.First())];
    }
}
