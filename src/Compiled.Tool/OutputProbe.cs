namespace Compiled.Tool;

/// <summary>Whether a file could be written, found out before the work that it is for, and without leaving a trace.</summary>
internal static class OutputProbe
{
    /// <summary>Tries the folder of a file, or the nearest one above it that is there.</summary>
    /// <exception cref="ToolException">Nothing can be written there.</exception>
    public static void Check(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder)
            throw new ToolException($"'{path}' is not a valid file name: give the path of a file in a folder.");
        var (nearest, missing) = (folder, folder);
        while (!Directory.Exists(nearest))
        {
            if (File.Exists(nearest))
                throw new ToolException($"'{path}' cannot be written: '{nearest}' is a file, not a folder.");
            missing = nearest;
            nearest = Path.GetDirectoryName(nearest) ?? throw new ToolException($"'{path}' cannot be written: '{nearest}' does not exist.");
        }

        try
        {
            if (nearest == folder)
                TryFile(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"));
            else
                TryFolder(missing);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{path}' cannot be written: {exception.Message.TrimEnd('.')}. Choose a writable folder.", exception);
        }
    }

    private static void TryFile(string path)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, 1, FileOptions.DeleteOnClose);
    }

    /// <summary>The first folder that is missing can be made, and files in it.</summary>
    private static void TryFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            TryFile(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"));
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
