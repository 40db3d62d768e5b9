using System.Text;

namespace Compiled.Storage;

/// <summary>The name of a module, taken apart: 1 comes before 10, fc1 before fc2, layers.0.norm before layers.1.linear.</summary>
internal sealed class ModuleName : IComparable<ModuleName>
{
    private readonly (string Pattern, string[] Numbers)[] _parts;

    public ModuleName(string text)
    {
        Text = text;
        _parts = [.. text.Split('.').Select(Part)];
    }

    /// <summary>The name itself.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether the names say that this module comes before the other: the first parts in which they differ are alike but for their numbers. What is named and not numbered has no order.
    /// </summary>
    public bool IsNumberedBefore(ModuleName other) => FirstDifference(other) is (var left, var right) && left.Pattern == right.Pattern && CompareNumbers(left.Numbers, right.Numbers) < 0;

    /// <summary>Any order in which numbered modules are sorted by their numbers.</summary>
    public int CompareTo(ModuleName? other)
    {
        if (other is null)
            return 1;
        if (FirstDifference(other) is not (var left, var right))
            return _parts.Length.CompareTo(other._parts.Length);
        return left.Pattern != right.Pattern ? string.CompareOrdinal(left.Pattern, right.Pattern) : CompareNumbers(left.Numbers, right.Numbers);
    }

    private ((string Pattern, string[] Numbers) Left, (string Pattern, string[] Numbers) Right)? FirstDifference(ModuleName other)
    {
        for (var place = 0; place < Math.Min(_parts.Length, other._parts.Length); place++)
        {
            if (_parts[place].Pattern != other._parts[place].Pattern || CompareNumbers(_parts[place].Numbers, other._parts[place].Numbers) != 0)
                return (_parts[place], other._parts[place]);
        }

        return null;
    }

    /// <summary>Of as many numbers; of any length, without leading zeros.</summary>
    private static int CompareNumbers(string[] left, string[] right)
    {
        for (var place = 0; place < Math.Min(left.Length, right.Length); place++)
        {
            var order = left[place].Length != right[place].Length ? left[place].Length.CompareTo(right[place].Length) : string.CompareOrdinal(left[place], right[place]);
            if (order != 0)
                return order;
        }

        return 0;
    }

    /// <summary>fc12b as fc#b and 12.</summary>
    private static (string Pattern, string[] Numbers) Part(string text)
    {
        var pattern = new StringBuilder();
        List<string> numbers = [];
        for (var place = 0; place < text.Length;)
        {
            var end = place;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end > place)
                numbers.Add(text[place..end].TrimStart('0'));
            pattern.Append(end > place ? '#' : text[place]);
            place = Math.Max(end, place + 1);
        }

        return (pattern.ToString(), [.. numbers]);
    }
}
