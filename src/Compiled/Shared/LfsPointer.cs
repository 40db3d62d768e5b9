using System.Globalization;

namespace Compiled;

/// <summary>The text that Git has in the place of a large file, until Git LFS fetches the file.</summary>
internal static class LfsPointer
{
    /// <summary>By the first line, which is that of all versions.</summary>
    public static bool IsOne(string start) =>
        start.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal) || start.StartsWith("version https://hawser.github.com/spec/", StringComparison.Ordinal);

    /// <summary>What fetches the file, with the size that the pointer says.</summary>
    public static string Remedy(string start)
    {
        var size = "";
        foreach (var line in start.Split('\n'))
        {
            if (line.StartsWith("size ", StringComparison.Ordinal) && long.TryParse(line.Substring(5).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
                size = string.Format(CultureInfo.InvariantCulture, " of {0:N0} bytes", bytes);
        }

        return $"run 'git lfs pull' in its clone, which puts the file{size} in its place, or download the file itself";
    }
}
