using System.Text;
using Compiled.Storage;

namespace Compiled.Csv;

/// <summary>Opens files that may be CSV, and says what others are.</summary>
internal static class CsvFile
{
    private const int LongestBeginning = 512;

    /// <summary>Opens a file as text: strict UTF-8 unless said otherwise, since a file in another encoding would give wrong names without a word.</summary>
    /// <exception cref="CsvException">It is not text.</exception>
    /// <exception cref="IOException">It cannot be read, or is not a regular file.</exception>
    public static CsvSource Open(string path, CsvOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new FileNotFoundException($"'{path}' does not exist: give the path of a file.", path);
        var stream = ModelFiles.Open(path);
        var name = Path.GetFileName(path);
        try
        {
            CheckIsTable(stream, name, options, out var isUtf8);
            return new CsvSource(isUtf8 ? CsvInput.Of(stream) : CsvInput.Of(Reader(stream, options), ownsReader: true), name, options.Words);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Decodes what is not UTF-8.</summary>
    private static StreamReader Reader(FileStream stream, CsvOptions options) => new(
        stream, options.Encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);

    private static void CheckIsTable(FileStream stream, string name, CsvOptions options, out bool isUtf8)
    {
        if (stream.Length == 0)
            throw new CsvException($"{name}, line 1: a header with the names of the columns is expected here, but the file is empty.", 1, null);
        if (FileBeginning.TableRefusal(stream) is { } refusal)
            throw new CsvException($"{name}: {refusal}", 1, null);
        var beginning = new byte[LongestBeginning];
        var length = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        var hasMark = beginning is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..];
        isUtf8 = options.Encoding is null && !hasMark;
        if (isUtf8)
            CheckIsText(beginning.AsSpan(0, length), name, options);
    }

    private static void CheckIsText(ReadOnlySpan<byte> beginning, string name, CsvOptions options)
    {
        if (!beginning.Contains((byte)0))
            return;
        // ASCII characters of UTF-16 have a NUL as every other byte.
        var (even, odd) = (0, 0);
        for (var index = 0; index < beginning.Length; index++)
            if (beginning[index] == 0)
                _ = index % 2 == 0 ? even++ : odd++;
        throw new CsvException(
            even == 0 || odd == 0
                ? $"{name} is UTF-16 text without a byte order mark: save it as UTF-8, or set {options.Words.Utf16(isBigEndian: odd == 0)}."
                : $"{name} contains NUL bytes, so it is not text: give a CSV file.",
            1, null);
    }
}
