namespace Compiled.Storage;

/// <summary>
/// Writes a whole file or none: to a temporary one in the same folder, which is flushed to the disk and takes the name of the target. Whenever the process or the
/// machine stops, the name stands for the old contents or for the new.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="write">Writes the contents to a stream.</param>
    /// <exception cref="IOException">The contents could not be written: the old file stands. The message names the target, the cause and the remedy.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(target) ?? throw new IOException($"'{path}' is no file's name: give the name of a file in a folder.");
        // One name for each process and call, so that two of them never write into one file.
        var temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard(temporary);
            var stands = File.Exists(target) ? " The old file stands unchanged." : "";
            throw new IOException($"'{path}' could not be written: {exception.Message}{stands} Free space on the disk, or choose a folder that may be written to.", exception);
        }
        catch
        {
            Discard(temporary);
            throw;
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
