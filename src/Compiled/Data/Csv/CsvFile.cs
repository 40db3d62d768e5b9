using System.Text;

namespace Compiled.Csv;

/// <summary>Opens files that may be CSV, and says what others are.</summary>
internal static class CsvFile
{
    private const int LongestSignature = 512;

    /// <summary>What files begin with that people take for CSV, and what helps.</summary>
    private static readonly (byte[] Signature, string What)[] Others =
    [
        ([0x1F, 0x8B], "is compressed with gzip: unpack it first"),
        ([(byte)'P', (byte)'K', 3, 4], "is a ZIP archive, as Excel workbooks are: unpack it, or save the sheet as CSV UTF-8"),
        ([0xD0, 0xCF, 0x11, 0xE0], "is an old Excel workbook: save the sheet as CSV UTF-8"),
        ([.. "PAR1"u8], "is a Parquet file: write the table as CSV"),
        ([.. "SQLite format 3"u8], "is an SQLite database: export the table as CSV"),
        ([0x28, 0xB5, 0x2F, 0xFD], "is compressed with zstd: unpack it first"),
        ([.. "BZh"u8], "is compressed with bzip2: unpack it first"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "is compressed with xz: unpack it first"),
        ([.. "version https://git-lfs.github.com"u8], "is a pointer of Git LFS and not the file itself: fetch it with 'git lfs pull'"),
        ([.. "<!DOCTYPE"u8], "is an HTML page and not the file itself: download the raw file"),
        ([.. "<!doctype"u8], "is an HTML page and not the file itself: download the raw file"),
        ([.. "<html"u8], "is an HTML page and not the file itself: download the raw file"),
    ];

    /// <summary>Opens a file as text: strict UTF-8 unless said otherwise, since a file in another encoding would give wrong names without a word.</summary>
    /// <exception cref="CsvException">It is not text.</exception>
    /// <exception cref="IOException">It cannot be read, or is not a regular file.</exception>
    public static StreamReader Open(string path, CsvOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (RegularFile.Check(path) == 0)
            throw new CsvException($"{Path.GetFileName(path)}, line 1: a header with the names of the columns is expected here, but the file is empty.", 1, null);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        try
        {
            var beginning = new byte[LongestSignature];
            var length = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            CheckIsText(beginning.AsSpan(0, length), Path.GetFileName(path), options);
            return new StreamReader(stream, options.Encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static void CheckIsText(ReadOnlySpan<byte> beginning, string name, CsvOptions options)
    {
        foreach (var (signature, what) in Others)
            if (beginning.StartsWith(signature))
                throw new CsvException($"{name} {what}.", 1, null);
        var hasMark = beginning is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..];
        if (options.Encoding is not null || hasMark || !beginning.Contains((byte)0))
            return;
        // ASCII characters of UTF-16 have a NUL as every other byte.
        var (even, odd) = (0, 0);
        for (var index = 0; index < beginning.Length; index++)
            if (beginning[index] == 0)
                _ = index % 2 == 0 ? even++ : odd++;
        throw new CsvException(
            even == 0 || odd == 0
                ? $"{name} is UTF-16 text without a byte order mark: save it as UTF-8, or set {options.Words.Utf16(isBigEndian: odd == 0)}."
                : $"{name} holds NUL bytes, so it is not text: give a CSV file.",
            1, null);
    }
}
