using System.Globalization;
using System.Runtime.InteropServices;
using Compiled.Searching;

namespace Compiled;

/// <summary>The settings of one trial: a point of a <see cref="SearchSpace"/>. Immutable; equal by value.</summary>
public sealed class TrialSettings : IEquatable<TrialSettings>
{
    private readonly double[] _point;

    /// <summary>Takes over a point: a value for each setting, of a choice its index.</summary>
    internal TrialSettings(SearchSpace space, double[] point) => (Space, _point) = (space, point);

    /// <summary>The space whose point it is.</summary>
    public SearchSpace Space { get; }

    /// <summary>The value of each setting in the order of <see cref="SearchSpace.Dimensions"/>; of a choice its index.</summary>
    public ReadOnlySpan<double> Point => _point;

    /// <summary>The value of a setting.</summary>
    /// <exception cref="ArgumentException">The search has no setting of this name.</exception>
    public SettingValue this[string name] => Find(name)
        ?? throw new ArgumentException($"The search has no setting '{name}': it has {Wording.List(Space.Dimensions.Select(static dimension => dimension.Name))}.", nameof(name));

    /// <summary>The value of a setting, or null if the search does not vary it.</summary>
    public SettingValue? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Space.IndexOf(name) is >= 0 and var index ? Value(index) : default(SettingValue?);
    }

    /// <summary>A number, or the default if the search does not vary the setting.</summary>
    /// <exception cref="InvalidOperationException">The setting is a text.</exception>
    public double Number(string name, double otherwise) => Find(name)?.Number ?? otherwise;

    /// <summary>An integer, or the default if the search does not vary the setting.</summary>
    /// <exception cref="InvalidOperationException">The setting is a text or not an integer.</exception>
    public int Integer(string name, int otherwise)
    {
        if (Find(name) is not { } value)
            return otherwise;
        return value.Number == Math.Floor(value.Number) && Math.Abs(value.Number) <= int.MaxValue
            ? (int)value.Number
            : throw new InvalidOperationException($"The setting '{name}' is {value}, which is not an integer: read it with Number.");
    }

    /// <summary>A text, or the default if the search does not vary the setting; a number is written out.</summary>
    public string Text(string name, string otherwise) => Find(name)?.ToString() ?? otherwise;

    /// <inheritdoc/>
    public bool Equals(TrialSettings? other) => other is not null && Space.Equals(other.Space) && _point.AsSpan().SequenceEqual(other._point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TrialSettings);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(_point.AsSpan()));
        return hash.ToHashCode();
    }

    /// <summary>The settings in one line: <c>rate=0.0031, units=32</c>, each number so that it is read back bit for bit.</summary>
    public override string ToString() =>
        string.Join(", ", Space.Dimensions.Select((dimension, index) => string.Create(CultureInfo.InvariantCulture, $"{dimension.Name}={Value(index)}")));

    /// <summary>The value of the setting at a place of the space.</summary>
    internal SettingValue Value(int index)
    {
        var range = Space.Dimensions[index].Range;
        return range.Kind == SearchRangeKind.Choice ? range.Choices[(int)_point[index]] : new SettingValue(_point[index]);
    }

    /// <summary>The settings of the values, which come from text.</summary>
    /// <exception cref="FormatException">A setting is missing, unknown, or out of its range.</exception>
    internal static TrialSettings Of(SearchSpace space, IReadOnlyDictionary<string, SettingValue> values)
    {
        if (values.Keys.FirstOrDefault(name => space.IndexOf(name) < 0) is { } unknown)
            throw new FormatException($"the search has no setting '{unknown}'");
        var point = new double[space.Count];
        for (var index = 0; index < point.Length; index++)
        {
            var (name, range) = space.Dimensions[index];
            if (!values.TryGetValue(name, out var value))
                throw new FormatException($"the setting '{name}' is missing");
            point[index] = range.Kind == SearchRangeKind.Choice ? range.Choices.ToList().IndexOf(value) : value.IsNumber ? value.Number : double.NaN;
            if (!(point[index] >= range.Lowest && point[index] <= range.Highest))
                throw new FormatException($"the setting '{name}' is {value}, which is not in {range}");
        }

        return new(space, point);
    }
}
