using Compiled.Storage;

namespace Compiled.Tool;

/// <summary>Files that a command reads: each is there, an ordinary file, and not known to be something else. Only the first bytes are looked at.</summary>
internal static class InputFiles
{
    /// <summary>One wording for a file that is not there, whatever reads it.</summary>
    /// <exception cref="ToolException">It is not there.</exception>
    /// <exception cref="IOException">It is a folder, a pipe, a device or a socket.</exception>
    public static void Check(string path)
    {
        ModelFiles.CheckOrdinary(path);
        if (!File.Exists(path))
            throw new ToolException(ErrorText.Missing(path));
    }

    /// <summary>What an ordinary file is by its first bytes; null where it is not there, or not known.</summary>
    public static FileKind? KindOf(string path)
    {
        if (!File.Exists(path))
            return null;
        using var stream = ModelFiles.Open(path);
        return FileKind.Of(FileBeginning.Of(stream));
    }
}
