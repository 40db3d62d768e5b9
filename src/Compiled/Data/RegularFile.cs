namespace Compiled;

/// <summary>Files that have an end: not a folder, and neither a pipe nor a device, which would be waited for, or read for ever.</summary>
internal static class RegularFile
{
    /// <summary>Looks at a file without opening what could block; returns its length.</summary>
    /// <remarks>A file of length 0 need not be opened: whether it is empty, or a pipe that nobody may write to, there is nothing in it.</remarks>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="IOException">It is not a regular file. The message says what it is.</exception>
    public static long Check(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder: give the path of a file.");
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"'{path}' does not exist: give the path of a file.", path);
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        // Pipes and devices have no length, so that whatever has one can be opened without waiting.
        if (target is { Exists: true, Length: > 0 and var length })
            return length;
        if (target.FullName.StartsWith("/dev/", StringComparison.Ordinal) || target.FullName.StartsWith("/proc/", StringComparison.Ordinal))
            throw new IOException($"'{path}' is a device or a pipe, not a regular file: write its data to a file first.");
        if (IsPipe(target.FullName))
            throw new IOException($"'{path}' is a pipe (FIFO), not a regular file: write its data to a file first.");
        return 0;
    }

    /// <summary>A pipe that is opened for both directions does not wait for the other end.</summary>
    private static bool IsPipe(string path)
    {
        if (OperatingSystem.IsWindows())
            return false;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return !stream.CanSeek;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody may write to it: it cannot be told from an empty file.
            return false;
        }
    }
}
