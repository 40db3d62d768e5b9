using System.Runtime.CompilerServices;

namespace Compiled.Searching;

/// <summary>The budgets of searchers that continue the best trials: from the least epochs on each η times the one before, up to all.</summary>
internal static class Budgets
{
    /// <summary>Epochs of each rung, the last all.</summary>
    public static int[] Of(SearchDefinition definition, int minEpochs, int eta)
    {
        List<int> budgets = [];
        for (long epochs = minEpochs; epochs < definition.Epochs; epochs *= eta)
            budgets.Add((int)epochs);
        return [.. budgets, definition.Epochs];
    }

    /// <summary>Where points come from.</summary>
    public static PointSource Source(SearchDefinition definition, PointSampler sampler) => sampler switch
    {
        PointSampler.Sobol => new SobolPoints(definition.Space, definition.Seed),
        PointSampler.Tpe => new TpePoints(definition.Space, definition.Seed, new TpeSearch().Startup, new TpeSearch().Candidates),
        _ => new RandomPoints(definition.Space, definition.Seed),
    };

    /// <exception cref="ArgumentException">The search does not fit budgets.</exception>
    public static void Check(SearchDefinition definition, string searcher, int minEpochs, PointSampler sampler)
    {
        if (definition.Space.IndexOf(SettingNames.Epochs) >= 0)
            throw new ArgumentException($"The search varies 'epochs', but {searcher} decides how long a trial is trained: remove the setting and set SearchDefinition.Epochs to the most.");
        if (minEpochs > definition.Epochs)
            throw new ArgumentException(Wording.Of($"{searcher}.MinEpochs is {minEpochs}, more than SearchDefinition.Epochs, {definition.Epochs}: choose fewer."));
        if (sampler == PointSampler.Sobol)
            SobolSearch.CheckDimensions(definition.Space);
    }

    public static int AtLeast(int least, int value, string type, [CallerMemberName] string name = "") => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Wording.Of($"{type}.{name} is {value}, but must be at least {least}."));

    public static PointSampler Known(PointSampler value, string type) => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, Wording.Of($"{type}.Sampler is {(int)value}, which is not a member of PointSampler: use Random, Sobol or Tpe."));
}
