using System.Globalization;
using System.Text;
using Compiled.Storage;

namespace Compiled.Searching;

/// <summary>A line of a journal: a JSON object whose last member is the checksum of all bytes before it.</summary>
internal static class JournalLine
{
    private const string Mark = ",\"checksum\":\"";
    private const int Digits = 16;

    /// <summary>Adds the checksum and the end of the line to an object.</summary>
    public static byte[] Seal(string json)
    {
        var open = json[..^1];
        return Encoding.UTF8.GetBytes($"{open}{Mark}{ChecksumOf(Encoding.UTF8.GetBytes(open))}\"}}\n");
    }

    /// <summary>The object of a line without its end, or null if the checksum is not right.</summary>
    public static string? Open(ReadOnlySpan<byte> line)
    {
        var end = line.Length - Mark.Length - Digits - 2;
        if (end < 1)
            return null;
        var expected = $"{Mark}{ChecksumOf(line[..end])}\"}}";
        return line[end..].SequenceEqual(Encoding.UTF8.GetBytes(expected)) ? Encoding.UTF8.GetString(line[..end]) + "}" : null;
    }

    private static string ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        var checksum = default(Checksum64);
        checksum.Add(bytes);
        return checksum.Value.ToString("x16", CultureInfo.InvariantCulture);
    }
}
