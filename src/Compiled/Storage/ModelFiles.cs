namespace Compiled.Storage;

/// <summary>Opens files of models to be read.</summary>
internal static class ModelFiles
{
    /// <summary>Opens a file; whoever reads it does not keep a writer from putting the next one in its place.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read: a folder, or one that this process has no right to.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (UnauthorizedAccessException exception)
        {
            // .NET says so of folders too.
            throw new IOException($"'{path}' cannot be read: {exception.Message} Give the name of a file that this process may read.", exception);
        }
    }
}
