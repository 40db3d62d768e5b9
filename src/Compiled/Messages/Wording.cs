using System.Globalization;

namespace Compiled;

/// <summary>How the messages are worded of the data and evaluation rooms.</summary>
internal static class Wording
{
    private const int MostListed = 20;

    /// <summary>The text with its numbers written the same way in every culture: a Swedish minus sign is another character.</summary>
    public static string Of(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>"1 row", "2 rows", "3 classes".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one of them is called.</param>
    public static string Count(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : one.EndsWith('s') ? "es" : "s")}");

    /// <summary>"1 input", "2 inputs", of a word in the plural.</summary>
    public static string CountOf(long count, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? many[..^(many.EndsWith("sses", StringComparison.Ordinal) ? 2 : 1)] : many)}");

    /// <summary>'a', 'b', 'c'; a long list is cut, with the number of names left out.</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.Select(static name => $"'{name}'").ToArray();
        return all.Length <= MostListed
            ? string.Join(", ", all)
            : string.Join(", ", all.Take(MostListed)) + string.Create(CultureInfo.InvariantCulture, $" and {all.Length - MostListed} more");
    }

    /// <summary>prefix0, prefix1 … for columns that nobody named.</summary>
    public static IReadOnlyList<string> Numbered(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(index => prefix + index.ToString(CultureInfo.InvariantCulture))];
}
