namespace Compiled.Searching;

/// <summary>Searchers by name.</summary>
internal static class SearcherNames
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
        [GridSearch.Title, RandomSearch.Title, SobolSearch.Title, TpeSearch.Title, SuccessiveHalving.Title, Asha.Title, PopulationBasedTraining.Title];

    /// <summary>A setting by its name, or the default that is given.</summary>
    public delegate SettingValue SettingReader(string name, SettingValue otherwise);

    /// <summary>The searcher with settings, or null if the name is unknown.</summary>
    public static Searcher? Create(string name, SettingReader setting) => name switch
    {
        GridSearch.Title => new GridSearch { PointsPerRange = Int(setting, "pointsPerRange", new GridSearch().PointsPerRange) },
        RandomSearch.Title => new RandomSearch(),
        SobolSearch.Title => new SobolSearch(),
        TpeSearch.Title => new TpeSearch { Startup = Int(setting, "startup", new TpeSearch().Startup), Candidates = Int(setting, "candidates", new TpeSearch().Candidates) },
        SuccessiveHalving.Title => new SuccessiveHalving
        {
            Eta = Int(setting, "eta", new SuccessiveHalving().Eta),
            MinEpochs = Int(setting, "minEpochs", new SuccessiveHalving().MinEpochs),
            Sampler = Sampler(setting),
        },
        Asha.Title => new Asha { Eta = Int(setting, "eta", new Asha().Eta), MinEpochs = Int(setting, "minEpochs", new Asha().MinEpochs), Sampler = Sampler(setting) },
        PopulationBasedTraining.Title => new PopulationBasedTraining
        {
            // 0 is the default, a tenth of the epochs.
            Interval = Int(setting, "interval", 0) is > 0 and var interval ? interval : null,
            Quantile = setting("quantile", new PopulationBasedTraining().Quantile).Number,
            ResampleProbability = setting("resampleProbability", new PopulationBasedTraining().ResampleProbability).Number,
        },
        _ => null,
    };

    private static PointSampler Sampler(SettingReader setting)
    {
        var text = setting("sampler", nameof(PointSampler.Random)).ToString();
        return Enum.TryParse<PointSampler>(text, out var sampler) && Enum.IsDefined(sampler) ? sampler : throw new FormatException($"'{text}' is not a sampler");
    }

    private static int Int(SettingReader setting, string name, int otherwise)
    {
        var value = setting(name, otherwise).Number;
        return value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new FormatException(Wording.Of($"'{name}' is {value}, which is not an integer"));
    }
}
