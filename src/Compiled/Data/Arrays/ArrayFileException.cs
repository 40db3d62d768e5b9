namespace Compiled;

/// <summary>A file of arrays (IDX, .npy, .npz) is damaged, has another format, or does not contain the expected data. The message names the file, the array, what is wrong and the remedy.</summary>
/// <remarks>A file that does not exist or cannot be read causes an <see cref="IOException"/>, as everywhere.</remarks>
public sealed class ArrayFileException : FormatException
{
    internal ArrayFileException(string? fileName, string problem, Exception? inner = null)
        : base((fileName is null ? "" : $"'{fileName}': ") + problem, inner) => FileName = fileName;

    /// <summary>The file's name as the caller gave it, or null for a stream.</summary>
    public string? FileName { get; }
}
