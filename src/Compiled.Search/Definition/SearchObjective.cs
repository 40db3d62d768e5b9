using System.Globalization;
using System.Reflection;

namespace Compiled;

/// <summary>What a search makes as good as possible: the validation loss, or a metric of the validation rows. Immutable; equal by name.</summary>
public sealed class SearchObjective : IEquatable<SearchObjective>
{
    private static readonly Dictionary<string, Metric> ByName = typeof(Metric).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(static property => property.PropertyType == typeof(Metric)).Select(static property => (Metric)property.GetValue(null)!)
        .ToDictionary(static metric => metric.Name, StringComparer.OrdinalIgnoreCase);

    private SearchObjective(string name, Metric? metric, bool isBuiltIn) => (Name, Metric, IsBuiltIn) = (name, metric, isBuiltIn);

    /// <summary>The mean loss of the validation rows, at the best epoch.</summary>
    public static SearchObjective ValidationLoss { get; } = new("validation loss", null, isBuiltIn: true);

    /// <summary>The names that <see cref="Parse"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [ValidationLoss.Name, .. ByName.Values.Select(static metric => metric.Name).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The name, a column of the table.</summary>
    public string Name { get; }

    /// <summary>The metric; null for the validation loss.</summary>
    public Metric? Metric { get; }

    /// <summary>Whether more is better.</summary>
    public bool HigherIsBetter => Metric?.HigherIsBetter ?? false;

    /// <summary>Whether its name is enough to find it again in another process: false for a user-defined metric.</summary>
    public bool IsBuiltIn { get; }

    /// <summary>A metric, built-in or user-defined.</summary>
    public static implicit operator SearchObjective(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new(metric.Name, metric, ByName.TryGetValue(metric.Name, out var known) && ReferenceEquals(known, metric) || IsTopK(metric.Name, out _));
    }

    /// <summary>The objective of a name, in any case: "validation loss", "accuracy", "ROC AUC", "top-3 accuracy" …</summary>
    /// <exception cref="ArgumentException">The name is unknown; the message lists all.</exception>
    public static SearchObjective Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Equals(ValidationLoss.Name, StringComparison.OrdinalIgnoreCase))
            return ValidationLoss;
        if (ByName.TryGetValue(name, out var metric))
            return metric;
        return IsTopK(name, out var k) ? Metric.TopK(k)
            : throw new ArgumentException($"'{name}' is not an objective: use one of {Wording.List(Names)}.", nameof(name));
    }

    /// <inheritdoc/>
    public bool Equals(SearchObjective? other) => other is not null && Name == other.Name && IsBuiltIn == other.IsBuiltIn;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchObjective);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static bool IsTopK(string name, out int k)
    {
        const string start = "top-", end = " accuracy";
        k = 0;
        return name.StartsWith(start, StringComparison.OrdinalIgnoreCase) && name.EndsWith(end, StringComparison.OrdinalIgnoreCase)
            && name.Length > start.Length + end.Length
            && int.TryParse(name.AsSpan(start.Length, name.Length - start.Length - end.Length), NumberStyles.None, CultureInfo.InvariantCulture, out k) && k > 0;
    }
}
