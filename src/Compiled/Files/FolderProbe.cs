namespace Compiled.Storage;

/// <summary>Finds out before the work whether a file can be written after it.</summary>
internal static class FolderProbe
{
    /// <summary>Makes an empty file in the folder of a path, and deletes it again.</summary>
    /// <exception cref="IOException">The folder is missing or cannot be written.</exception>
    public static void Check(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new IOException($"'{path}' is not a valid file name: give the name of a file in a folder.");
        if (!Directory.Exists(folder))
            throw new IOException($"'{path}' cannot be written: the folder '{folder}' does not exist. Create it first, or choose another folder.");
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder: give the path of a file.");
        try
        {
            var probe = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                // That it could be created is all there is to know.
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be written: {exception.Message.TrimEnd('.')}. Choose a writable folder.", exception);
        }
    }
}
