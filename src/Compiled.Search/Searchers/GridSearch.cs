using Compiled.Numerics;
using Compiled.Searching;

namespace Compiled;

/// <summary>
/// Every combination of values; scikit-learn's <c>GridSearchCV</c>. Of an interval of real numbers <see cref="PointsPerRange"/> values are taken, evenly spaced (in logarithms for
/// <see cref="Search.LogUniform"/>) from its lowest to its highest.
/// </summary>
/// <remarks>The last setting changes fastest. If <see cref="SearchDefinition.Trials"/> is less than the number of combinations, that many are drawn without repetition, in random order.</remarks>
public sealed record GridSearch : Searcher
{
    internal const string Title = "grid";

    /// <summary>More combinations than anybody will train.</summary>
    private const long Most = 10_000_000;

    /// <summary>The values of an interval of real numbers, at least 2; 5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int PointsPerRange
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PointsPerRange), value, Wording.Of($"GridSearch.PointsPerRange is {value}, but must be at least 2: the ends of the range."));
    } = 5;

    /// <inheritdoc/>
    public override string Name => Title;

    internal override IReadOnlyList<(string Name, SettingValue Value)> Settings => [("pointsPerRange", PointsPerRange)];

    /// <summary>The number of combinations of a space.</summary>
    /// <exception cref="ArgumentException">There are more than 10,000,000.</exception>
    public long CountOf(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var product = 1.0;
        foreach (var dimension in space.Dimensions)
            product *= dimension.Range.Count ?? PointsPerRange;
        return product <= Most
            ? (long)product
            : throw new ArgumentException(Wording.Of($"The grid has {product:0} combinations, more than {Most}: use RandomSearch or TpeSearch, fewer values, or a smaller PointsPerRange."), nameof(space));
    }

    internal override void Check(SearchDefinition definition) => _ = CountOf(definition.Space);

    internal override SearchPlan Begin(SearchDefinition definition)
    {
        var count = (int)CountOf(definition.Space);
        return new FullTraining(definition, new GridPoints(definition.Space, PointsPerRange, Order(count, definition)), Math.Min(count, definition.Trials));
    }

    /// <summary>Null for the natural order.</summary>
    private static int[]? Order(int count, SearchDefinition definition)
    {
        if (definition.Trials >= count)
            return null;
        int[] order = [.. Enumerable.Range(0, count)];
        new SeededRandom(definition.Seed, RandomPoints.Stream).Shuffle(order);
        return order;
    }
}

/// <summary>The points of a grid.</summary>
internal sealed class GridPoints(SearchSpace space, int pointsPerRange, int[]? order) : PointSource
{
    private int _next;

    public override double[] Next()
    {
        long rest = order is null ? _next : order[_next];
        _next++;
        var point = new double[space.Count];
        for (var index = point.Length - 1; index >= 0; index--)
        {
            var range = space.Dimensions[index].Range;
            var count = range.Count ?? pointsPerRange;
            var place = rest % count;
            rest /= count;
            point[index] = range.Count is null ? UnitInterval.ToValue(range, (double)place / (count - 1)) : range.Lowest + place;
        }

        return point;
    }
}
