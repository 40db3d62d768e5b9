using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>What a setting of a search may be: an interval, integers, or one of several values. Made by <see cref="Search"/>'s methods. Immutable.</summary>
/// <remarks>
/// A <see cref="Range"/> converts to integers with both ends included: <c>depth: 1..3</c> is 1, 2 or 3. A number or a text converts to a range of this one value.
/// </remarks>
public sealed class SearchRange : IEquatable<SearchRange>
{
    internal SearchRange(SearchRangeKind kind, double lowest, double highest, IReadOnlyList<SettingValue>? choices = null) =>
        (Kind, Lowest, Highest, Choices) = (kind, lowest, highest, choices ?? []);

    /// <summary>How values are drawn.</summary>
    public SearchRangeKind Kind { get; }

    /// <summary>The lowest value; 0 for choices.</summary>
    public double Lowest { get; }

    /// <summary>The highest value, included; for choices their number − 1.</summary>
    public double Highest { get; }

    /// <summary>The values to choose from; empty for the other kinds.</summary>
    public IReadOnlyList<SettingValue> Choices { get; }

    /// <summary>How many different values there are; null for an interval of real numbers.</summary>
    public long? Count => Kind is SearchRangeKind.Uniform or SearchRangeKind.LogUniform
        ? Lowest == Highest ? 1 : null
        : (long)(Highest - Lowest) + 1;

    /// <summary>Whether values are ordered, so that near ones may give similar results.</summary>
    internal bool IsOrdered => Kind != SearchRangeKind.Choice;

    /// <summary>Integers from the start to the end, both included.</summary>
    /// <exception cref="ArgumentException">An end counts from the end (<c>^1</c>), or the range is empty.</exception>
    public static implicit operator SearchRange(Range range)
    {
        if (range.Start.IsFromEnd || range.End.IsFromEnd)
            throw new ArgumentException($"The range {range} counts from an end, which a search does not have: write numbers, such as 1..3 for 1, 2 and 3.", nameof(range));
        return Search.Integers(range.Start.Value, range.End.Value);
    }

    /// <summary>This one number.</summary>
    public static implicit operator SearchRange(double value) => Search.OneOf(value);

    /// <summary>This one text.</summary>
    public static implicit operator SearchRange(string value) => Search.OneOf(value);

    /// <inheritdoc/>
    public bool Equals(SearchRange? other) =>
        other is not null && Kind == other.Kind && Lowest.Equals(other.Lowest) && Highest.Equals(other.Highest) && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchRange);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Lowest, Highest, Choices.Count);

    /// <summary>As it is written in C#: <c>LogUniform(0.0001, 0.1)</c>.</summary>
    public override string ToString() => Kind == SearchRangeKind.Choice
        ? $"OneOf({string.Join(", ", Choices.Select(static choice => choice.IsNumber ? choice.ToString() : $"\"{choice}\""))})"
        : Wording.Of($"{Kind}({Lowest:R}, {Highest:R})");

    internal static SearchRange Checked(SearchRangeKind kind, double lowest, double highest, [CallerMemberName] string method = "")
    {
        var text = Wording.Of($"{method}({lowest:R}, {highest:R})");
        if (!double.IsFinite(lowest) || !double.IsFinite(highest))
            throw new ArgumentException($"{text} is not a range: both ends must be finite numbers.");
        if (lowest > highest)
            throw new ArgumentException($"{text} is empty: the lowest value comes first, so write {Wording.Of($"{method}({highest:R}, {lowest:R})")}.");
        if (kind is SearchRangeKind.LogUniform or SearchRangeKind.LogIntegers && lowest <= 0)
            throw new ArgumentException($"{text} has no logarithm at its lowest value: begin above 0, or use {(kind == SearchRangeKind.LogUniform ? nameof(Search.Uniform) : nameof(Search.Integers))}.");
        // Below, the library's logarithm is not exact.
        if (kind == SearchRangeKind.LogUniform && lowest < 1e-300)
            throw new ArgumentException($"{text} begins below 1E-300: begin with a larger number.");
        return new(kind, lowest, highest);
    }

    internal static SearchRange Of(IReadOnlyList<SettingValue> choices)
    {
        if (choices.Count == 0)
            throw new ArgumentException("OneOf() is empty: give at least one value, such as OneOf(16, 32, 64).", nameof(choices));
        var seen = new HashSet<SettingValue>();
        foreach (var choice in choices)
        {
            if (choice.IsNumber && !double.IsFinite(choice.Number))
                throw new ArgumentException($"OneOf has the value {choice}: give finite numbers.", nameof(choices));
            if (choice.IsNumber != choices[0].IsNumber)
                throw new ArgumentException($"OneOf has numbers and texts ('{choices[0]}', '{choice}'): give values of one kind.", nameof(choices));
            if (!seen.Add(choice))
                throw new ArgumentException($"OneOf has the value {choice} twice: give each value once.", nameof(choices));
        }

        return new(SearchRangeKind.Choice, 0, choices.Count - 1, [.. choices]);
    }
}

/// <summary>How the values of a <see cref="SearchRange"/> are drawn.</summary>
public enum SearchRangeKind
{
    /// <summary>Real numbers, each interval of a width as likely as another.</summary>
    Uniform,

    /// <summary>Real numbers above 0, each ratio as likely as another.</summary>
    LogUniform,

    /// <summary>Integers, each as likely as another.</summary>
    Integers,

    /// <summary>Integers above 0, each ratio as likely as another.</summary>
    LogIntegers,

    /// <summary>One of several values, each as likely as another.</summary>
    Choice,
}
