using System.Formats.Tar;

namespace Compiled.Storage;

/// <summary>
/// Tells files that are not ordinary: pipes, devices, sockets. Opening one can wait for ever, and .NET has no method that says what a path is without opening it, but for the
/// writer of tar archives, which asks the system and opens ordinary files alone.
/// </summary>
internal static class SpecialFiles
{
    /// <summary>Where a tar header has the type of its entry.</summary>
    private const int TypePlace = 156;

    /// <summary>What a path is, with its article: "a pipe"; null for an ordinary file. Nothing but an ordinary file of no bytes is opened.</summary>
    public static string? Title(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
        {
            // How Linux shows what a process has open: /dev/stdin leads there.
            if (target.Name.StartsWith("pipe:[", StringComparison.Ordinal))
                return "a pipe";
            if (target.Name.StartsWith("socket:[", StringComparison.Ordinal))
                return "a socket";
            file = target;
        }

        // The others have no length, so that a file with one is never looked at twice.
        return OperatingSystem.IsWindows() || !file.Exists || file.Length > 0 ? null : TypeOf(file.FullName);
    }

    private static string? TypeOf(string path)
    {
        try
        {
            using var header = new MemoryStream();
            using (var writer = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true))
                writer.WriteEntry(path, "file");
            return (char)header.GetBuffer()[TypePlace] switch
            {
                '3' => "a device",
                '4' => "a disk",
                '6' => "a pipe",
                _ => null,
            };
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            // The format knows all other types.
            return "a socket";
        }
        catch (UnauthorizedAccessException)
        {
            // An empty file that may not be read: opening it says so.
            return null;
        }
    }
}
