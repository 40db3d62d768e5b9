using System.Text;
using System.Text.Unicode;

namespace Compiled.Csv;

/// <content>Whether the bytes are text.</content>
internal sealed partial class CsvSource
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private int ReadInput()
    {
        try
        {
            return input.Read(_buffer.AsSpan(_end, _buffer.Length - Padding - _end));
        }
        catch (DecoderFallbackException exception)
        {
            throw NotText(Line, [.. (exception.BytesUnknown ?? []).Take(1)], exception);
        }
        catch (InvalidDataException exception)
        {
            throw Error(Line, null, $"the file cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>A file's mark is not a part of its first name.</summary>
    private void SkipByteOrderMark(ref int before)
    {
        _started = true;
        if (!_buffer.AsSpan(0, Filled).StartsWith(ByteOrderMark))
            return;
        Position = ByteOrderMark.Length;
        before = Filled == Position ? Filled : before;
    }

    /// <summary>Checks the new bytes; returns where the last whole character ends.</summary>
    private int WholeCharacters(bool isLast)
    {
        var end = _end;
        if (!isLast)
        {
            // A character has at most three bytes after its first.
            var first = end - 1;
            while (first > Filled && first > end - 4 && (_buffer[first] & 0xC0) == 0x80)
                first--;
            var length = _buffer[first] switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            end = first + length > end ? first : end;
        }

        if (!Utf8.IsValid(_buffer.AsSpan(Filled, end - Filled)))
            ThrowNotText(end);
        return end;
    }

    private void ThrowNotText(int end)
    {
        var place = Filled;
        while (Rune.DecodeFromUtf8(_buffer.AsSpan(place, end - place), out _, out var length) == System.Buffers.OperationStatus.Done)
            place += length;
        var before = _buffer.AsSpan(Position, place - Position);
        var line = Line + before.Count((byte)'\n');
        if (!before.Contains((byte)'\n'))
            line += before.Count((byte)'\r');
        throw NotText(line, [_buffer[place]], null);
    }

    private CsvException NotText(int line, byte[] bytes, Exception? inner)
    {
        var shown = string.Concat(bytes.Select(static unknown => $" (such as {unknown:X2}, in Latin-1 '{(char)unknown}')"));
        return Error(
            line, null,
            $"at or after this line there are bytes that are not UTF-8 text{shown}: save the file as UTF-8, or set {words.Latin1} if it is Latin-1 or Windows-1252.", inner);
    }
}
