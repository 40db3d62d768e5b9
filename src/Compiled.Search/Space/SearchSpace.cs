using System.Diagnostics.CodeAnalysis;
using Compiled.Searching;

namespace Compiled;

/// <summary>One setting of a search, and what it may be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">What it may be.</param>
public sealed record SearchDimension(string Name, SearchRange Range);

/// <summary>The settings that a search varies, in order. Immutable, so safe on any number of threads; equal by value.</summary>
public sealed class SearchSpace : IEquatable<SearchSpace>
{
    private readonly Dictionary<string, int> _places;

    private SearchSpace(IReadOnlyList<SearchDimension> dimensions)
    {
        Dimensions = dimensions;
        _places = dimensions.Select(static (dimension, place) => (dimension.Name, place)).ToDictionary(static pair => pair.Name, static pair => pair.place, StringComparer.Ordinal);
    }

    /// <summary>A space without settings, to which <see cref="And"/> adds.</summary>
    public static SearchSpace Empty { get; } = new([]);

    /// <summary>The settings, in the order in which they were given.</summary>
    public IReadOnlyList<SearchDimension> Dimensions { get; }

    /// <summary>The number of settings.</summary>
    public int Count => Dimensions.Count;

    /// <summary>How many different points there are; null if a range is an interval of real numbers, or there are more than 2⁵³.</summary>
    public long? PointCount
    {
        get
        {
            var product = 1.0;
            foreach (var dimension in Dimensions)
            {
                if (dimension.Range.Count is not { } count)
                    return null;
                product *= count;
            }

            return product <= 1L << 53 ? (long)product : null;
        }
    }

    /// <summary>The space with one more setting.</summary>
    /// <param name="name">Letters, digits, underscores, dots and hyphens, beginning with a letter.</param>
    /// <param name="range">What the setting may be.</param>
    /// <exception cref="ArgumentException">The name is not one or is there already, or the range does not fit a setting that the library knows, such as a negative rate.</exception>
    public SearchSpace And(string name, SearchRange range)
    {
        Check(name, range, _places);
        return new([.. Dimensions, new SearchDimension(name, range)]);
    }

    /// <summary>The space of all these settings: as with <see cref="And"/> for each, in time that grows with their number and not with its square.</summary>
    internal static SearchSpace Of(IEnumerable<SearchDimension> dimensions)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new List<SearchDimension>();
        foreach (var dimension in dimensions)
        {
            Check(dimension.Name, dimension.Range, places);
            places.Add(dimension.Name, all.Count);
            all.Add(dimension);
        }

        return new(all);
    }

    /// <summary>The place of a setting in <see cref="Dimensions"/>, or −1.</summary>
    public int IndexOf(string name) => _places.GetValueOrDefault(name, -1);

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] SearchSpace? other) => other is not null && Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchSpace);

    /// <inheritdoc/>
    public override int GetHashCode() => Dimensions.Aggregate(0, HashCode.Combine);

    /// <summary>One line per setting.</summary>
    public override string ToString() => string.Join('\n', Dimensions.Select(static dimension => $"{dimension.Name}: {dimension.Range}"));

    private static void Check(string name, SearchRange range, Dictionary<string, int> places)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(range);
        if (!char.IsAsciiLetter(name[0]) || !name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-'))
            throw new ArgumentException($"'{name}' is not a valid name of a setting: use letters, digits, underscores, dots and hyphens, and begin with a letter.", nameof(name));
        if (places.ContainsKey(name))
            throw new ArgumentException($"The setting '{name}' is given twice: give it once.", nameof(name));
        if (SettingChecks.Problem(name, range) is { } problem)
            throw new ArgumentException(problem, nameof(range));
    }
}
