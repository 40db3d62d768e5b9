namespace Compiled.Storage;

/// <summary>
/// Writes a whole file or none: to a temporary one in the same folder, which is flushed to the disk and takes the name of the target. Whenever the process or the
/// machine stops, the name stands for the old contents or for the new.
/// </summary>
/// <remarks>
/// A file that is replaced keeps its permissions, and a link stays a link: the file that it leads to is replaced.
/// A process that is killed leaves its temporary file behind. The next write to the same target removes it: a minute later, and only if nobody holds it, for as long as one is
/// written it is locked. .NET has no way to flush a folder, so that after a power failure (not after a kill) the name may still stand for the old contents.
/// </remarks>
internal static class AtomicFile
{
    /// <summary>How old a leftover is at least. A temporary file is locked a moment after it was made: nobody may take it for one in between.</summary>
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromMinutes(1);

    /// <summary>Writes a file.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="write">Writes the contents to a stream.</param>
    /// <exception cref="IOException">The contents could not be written: the old file is unchanged. The message names the target, the cause and the remedy.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Resolved(Path.GetFullPath(path));
        var folder = Path.GetDirectoryName(target) ?? throw new IOException($"'{path}' is not a valid file name: give the name of a file in a folder.");
        // One name for each process and call, so that two of them never write into one file.
        var temporary = Path.Combine(folder, $"{Prefix(target)}{Guid.NewGuid():N}{Suffix}");
        try
        {
            // The lock is held over the renaming, which FileShare.Delete allows where an open file could not be renamed otherwise.
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
                write(stream);
                stream.Flush(flushToDisk: true);
                File.Move(temporary, target, overwrite: true);
            }

            RemoveLeftovers(folder, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException || IsTooLong(exception))
        {
            Discard(temporary);
            var old = File.Exists(target) ? " The old file is unchanged." : "";
            throw new IOException($"'{path}' could not be written: {exception.Message}{old} Free up disk space, or choose a writable folder.", exception);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>What a link leads to: the link stays one.</summary>
    private static string Resolved(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
    }

    /// <summary>How a stream of a file says that the file system, or a limit of the process, allows no file of that length.</summary>
    private static bool IsTooLong(Exception exception) => exception is ArgumentOutOfRangeException { ParamName: "value" };

    private static string Prefix(string target) => $".{Path.GetFileName(target)}.";

    private static string Suffix => ".tmp";

    /// <summary>Removes what killed processes have left of this target.</summary>
    private static void RemoveLeftovers(string folder, string target)
    {
        var prefix = Prefix(target);
        try
        {
            // By hand: a name may hold what a pattern takes for a wildcard.
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                var name = Path.GetFileName(file);
                var isOne = name.Length > prefix.Length + Suffix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
                    && Guid.TryParseExact(name[prefix.Length..^Suffix.Length], "N", out _);
                if (isOne && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > LeftoverAge)
                    RemoveLeftover(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file was written; a folder that cannot be listed is no reason to say otherwise.
        }
    }

    /// <summary>Deletes a temporary file that nobody holds.</summary>
    private static void RemoveLeftover(string file)
    {
        try
        {
            using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                // That it could be opened alone says that its writer is gone.
            }

            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody holds it, or has removed it meanwhile.
        }
    }

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to tell.
        }
    }
}
