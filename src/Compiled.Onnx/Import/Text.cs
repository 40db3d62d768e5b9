using System.Globalization;
using System.Text;

namespace Compiled.Import;

/// <summary>Names and numbers of files as messages show them.</summary>
internal static class Text
{
    private const int MostCharacters = 100;

    private const int MostSizes = 9;

    /// <summary>In quotes, shortened, without control characters: a file chooses its names.</summary>
    public static string Quoted(string name)
    {
        var text = new StringBuilder("'");
        foreach (var character in name.AsSpan(0, Math.Min(name.Length, MostCharacters)))
            text.Append(char.IsControl(character) ? '?' : character);
        return text.Append(name.Length > MostCharacters ? "…'" : "'").ToString();
    }

    /// <summary>The same without quotes: operators.</summary>
    public static string Plain(string name) => Quoted(name)[1..^1];

    /// <summary>The first sizes: an attribute may have millions.</summary>
    public static string Shape(IEnumerable<int> sizes) => Listed(sizes.Select(Number));

    /// <summary>The same as they are in the file, where there may be very large ones.</summary>
    public static string Shape(IEnumerable<long> sizes) => Listed(sizes.Select(static size => size.ToString(CultureInfo.InvariantCulture)));

    public static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>As the generator writes arguments of attributes: the shortest decimal that reads back as the same float.</summary>
    public static string Argument(float value)
    {
        if (value == (int)value && value is > -1_000_000 and < 1_000_000)
            return ((int)value).ToString(CultureInfo.InvariantCulture);
        for (var digits = 1; digits < 9; digits++)
        {
            var text = ((double)value).ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if ((float)double.Parse(text, CultureInfo.InvariantCulture) == value)
                return text;
        }

        return ((double)value).ToString("G9", CultureInfo.InvariantCulture);
    }

    private static string Listed(IEnumerable<string> sizes) => $"[{string.Join(", ", sizes.Take(MostSizes + 1).Select(static (size, place) => place == MostSizes ? "…" : size))}]";

    public static string Value(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
}
