using Compiled.Numerics;
using Compiled.Searching;

namespace Compiled;

/// <summary>Independent random points; scikit-learn's <c>RandomizedSearchCV</c>, Optuna's <c>RandomSampler</c>. A point may come twice if the space has few.</summary>
/// <remarks>Source: Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012.</remarks>
public sealed record RandomSearch : Searcher
{
    internal const string Title = "random";

    /// <inheritdoc/>
    public override string Name => Title;

    internal override SearchPlan Begin(SearchDefinition definition) => new FullTraining(definition, new RandomPoints(definition.Space, definition.Seed), definition.Trials);
}

/// <summary>Independent points; each has a stream of random numbers of its own.</summary>
internal sealed class RandomPoints(SearchSpace space, long seed) : PointSource
{
    /// <summary>The streams of a search's seed: points do not share theirs with splits and parameters, which take the first ones.</summary>
    internal const long Stream = 1L << 40;

    private readonly SeededRandom _random = new(seed, Stream);
    private long _next;

    public override double[] Next()
    {
        _random.Reseed(seed, Stream + _next++);
        return Draw(space, _random);
    }

    /// <summary>One point.</summary>
    public static double[] Draw(SearchSpace space, SeededRandom random)
    {
        var point = new double[space.Count];
        for (var index = 0; index < point.Length; index++)
            point[index] = UnitInterval.ToValue(space.Dimensions[index].Range, UnitInterval.Next(random));
        return point;
    }
}
