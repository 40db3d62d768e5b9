using System.Globalization;
using System.Text;

namespace Compiled.Storage;

/// <summary>How messages show what a file holds: short, on one line, whatever the file says.</summary>
internal static class ModelText
{
    private const int Longest = 60;

    /// <summary>A name of the file's in quotes.</summary>
    public static string Quote(string text) => $"'{Clip(text)}'";

    /// <summary>The beginning of a text, without characters that would break the line or hide in it.</summary>
    public static string Clip(string text, int longest = Longest)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, longest)).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else
                shown.Append(rune);
        }

        return text.Length > longest ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>A shape: [8, 4]; [] for a single value.</summary>
    public static string Shape<TNumber>(IReadOnlyList<TNumber> shape)
        where TNumber : IFormattable
    {
        const int mostShown = 8;
        var sizes = shape.Take(mostShown).Select(static size => size.ToString(null, CultureInfo.InvariantCulture));
        return $"[{string.Join(", ", sizes)}{(shape.Count > mostShown ? ", …" : "")}]";
    }

    /// <summary>The place of a value in an array that lies row-major: [3, 2].</summary>
    public static string Place(IReadOnlyList<int> shape, int index)
    {
        var place = new int[shape.Count];
        for (var dimension = shape.Count - 1; dimension >= 0; dimension--)
            (index, place[dimension]) = Math.DivRem(index, shape[dimension]);
        return Shape(place);
    }
}
