namespace Compiled.Storage;

/// <summary>Opens files to be read: ordinary ones alone, so that no open waits for another process.</summary>
internal static class ModelFiles
{
    /// <summary>Opens a file; whoever reads it does not keep a writer from putting the next one in its place.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read: a folder, a pipe, a device, or a file that this process has no right to.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckOrdinary(path);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (stream.CanSeek)
                return stream;
            stream.Dispose();
            throw NotOrdinary(path, "a device or a pipe");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"'{path}' cannot be read: {exception.Message} Give a file that this process may read.", exception);
        }
    }

    /// <summary>Refuses what is there and not an ordinary file.</summary>
    /// <exception cref="IOException">It is a folder, a pipe, a device or a socket.</exception>
    public static void CheckOrdinary(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder: give the path of a file in it.");
        if (SpecialFiles.Title(path) is { } title)
            throw NotOrdinary(path, title);
    }

    private static IOException NotOrdinary(string path, string title) => new($"'{path}' is {title}, but only ordinary files are supported: write its contents to a file first.");
}
