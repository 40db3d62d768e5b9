using System.Text;

namespace Compiled.Csv;

/// <summary>
/// The distinct texts of a column, each with a code in the order in which they come by. A text that was seen before costs no string.
/// </summary>
internal sealed class TextCodes
{
    private byte[] _bytes = new byte[256];
    private int[] _ends = new int[16];
    private int[] _hashes = new int[16];

    /// <summary>Code + 1 of the text in each place, 0 for none; a power of two, at most half of them taken.</summary>
    private int[] _places = new int[64];
    private int _last;

    /// <summary>Number of distinct texts.</summary>
    public int Count { get; private set; }

    /// <summary>A text in UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int code)
    {
        var start = code == 0 ? 0 : _ends[code - 1];
        return _bytes.AsSpan(start, _ends[code] - start);
    }

    /// <summary>A text.</summary>
    public string this[int code] => Encoding.UTF8.GetString(Bytes(code));

    /// <summary>All texts in the order of their codes.</summary>
    public List<string> ToList() => [.. Enumerable.Range(0, Count).Select(code => this[code])];

    /// <summary>The code of a text, or −1 for a new one.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        // Rows are often sorted.
        if (Count > 0 && Bytes(_last).SequenceEqual(text))
            return _last;
        var hash = Hash(text);
        for (var place = hash & (_places.Length - 1); _places[place] != 0; place = (place + 1) & (_places.Length - 1))
        {
            var code = _places[place] - 1;
            if (_hashes[code] == hash && Bytes(code).SequenceEqual(text))
                return _last = code;
        }

        return -1;
    }

    /// <summary>Gives a new text the next code.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }

        var start = Count == 0 ? 0 : _ends[Count - 1];
        if (text.Length > _bytes.Length - start)
            Array.Resize(ref _bytes, (int)Math.Max(Math.Min(_bytes.Length * 2L, Array.MaxLength), checked(start + text.Length)));
        text.CopyTo(_bytes.AsSpan(start));
        (_ends[Count], _hashes[Count]) = (start + text.Length, Hash(text));
        Count++;
        if (Count * 2 > _places.Length)
            Grow();
        else
            Place(Count - 1);
        return _last = Count - 1;
    }

    private void Grow()
    {
        _places = new int[_places.Length * 2];
        for (var code = 0; code < Count; code++)
            Place(code);
    }

    private void Place(int code)
    {
        var place = _hashes[code] & (_places.Length - 1);
        while (_places[place] != 0)
            place = (place + 1) & (_places.Length - 1);
        _places[place] = code + 1;
    }

    /// <summary>With a secret of the process: a file cannot be made so that all its texts meet in one place.</summary>
    private static int Hash(ReadOnlySpan<byte> text)
    {
        var hash = default(HashCode);
        hash.AddBytes(text);
        return hash.ToHashCode();
    }
}
