namespace Compiled.Searching;

/// <summary>Searchers by name.</summary>
internal static class SearcherNames
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [GridSearch.Title, RandomSearch.Title];

    /// <summary>A setting by its name, or the default that is given.</summary>
    public delegate SettingValue SettingReader(string name, SettingValue otherwise);

    /// <summary>The searcher with settings, or null if the name is unknown.</summary>
    public static Searcher? Create(string name, SettingReader setting) => name switch
    {
        GridSearch.Title => new GridSearch { PointsPerRange = Int(setting, "pointsPerRange", new GridSearch().PointsPerRange) },
        RandomSearch.Title => new RandomSearch(),
        _ => null,
    };

    private static int Int(SettingReader setting, string name, int otherwise)
    {
        var value = setting(name, otherwise).Number;
        return value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new FormatException(Wording.Of($"'{name}' is {value}, which is not an integer"));
    }
}
