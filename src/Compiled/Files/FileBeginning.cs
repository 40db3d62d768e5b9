using System.Text;

namespace Compiled.Storage;

/// <summary>The first bytes of what is read, for <see cref="FileKind"/>: one character per byte.</summary>
internal static class FileBeginning
{
    /// <summary>Of bytes in memory.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, FileKind.MostBytes)]);

    /// <summary>Of a stream that can seek, which then is where it was.</summary>
    public static string Of(Stream stream)
    {
        var start = stream.Position;
        Span<byte> bytes = stackalloc byte[FileKind.MostBytes];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        stream.Position = start;
        return Of(bytes[..read]);
    }

    /// <summary>What is said against bytes that begin so where another kind is expected, as a sentence; null where nothing is.</summary>
    public static string? Refusal(string beginning, FileKind expected) =>
        FileKind.Refusal(beginning, expected) is { } refusal ? char.ToUpperInvariant(refusal[0]) + refusal[1..] + "." : null;

    /// <summary>
    /// What is said against a file where a table (CSV) is expected, as a sentence; null where nothing is. Any text may be a table, and an empty file is one without a header, of which its
    /// reader says more.
    /// </summary>
    /// <param name="stream">The file, which can seek; it then is where it was.</param>
    public static string? TableRefusal(Stream stream)
    {
        var beginning = Of(stream);
        return beginning.Length == 0 || FileKind.Of(beginning) == FileKind.Text ? null : Refusal(beginning, FileKind.Table);
    }

    /// <summary>Refuses a file that is known to be of another kind, by its first bytes; the stream then is where it was.</summary>
    /// <param name="stream">The file, which can seek.</param>
    /// <param name="expected">What it should be.</param>
    /// <param name="fileName">Its name for the message.</param>
    /// <exception cref="ModelFileException">It is something else: the message says what, and the way out.</exception>
    public static void Check(Stream stream, FileKind expected, string? fileName)
    {
        if (Refusal(Of(stream), expected) is { } refusal)
            throw new ModelFileException(fileName, refusal);
    }
}
