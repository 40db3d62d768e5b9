using Compiled.Storage;

namespace Compiled;

/// <summary>Brings columns into a network's order by their names: the place of a column in a file means nothing where both sides have names.</summary>
internal static class FeatureMatch
{
    /// <summary>
    /// The dataset with the network's features in the network's order. The same dataset where one of the two has no names, or where they agree. Extra columns are left out.
    /// </summary>
    /// <param name="topology">The network's shape.</param>
    /// <param name="features">The names of its inputs, or none.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="what">The dataset in messages.</param>
    /// <param name="argument">The parameter that it came in.</param>
    /// <exception cref="ArgumentException">The dataset lacks features; all of them are listed.</exception>
    public static Dataset Align(Topology topology, IReadOnlyList<string> features, Dataset data, string what, string argument)
    {
        if (features.Count == 0 || !data.HasFeatureNames || features.SequenceEqual(data.FeatureNames))
            return data;
        var columns = Columns(data.FeatureNames, features, out var missing);
        if (missing.Count == 0)
            return data.Select(columns, features);
        var remedy = topology.Features.Count > 0
            ? "Give the columns the names in [Features], in the file's header or with Dataset.WithFeatureNames"
            : "Give the columns the network's names, in the file's header or with Dataset.WithFeatureNames; or remove the network's names with FeatureNames = [] to train it on other data";
        throw new ArgumentException(
            $"{what} lacks {Missing(missing, data.FeatureNames)}, which network {topology.Name} has among its features; the data has {Names(data.FeatureNames)}. {remedy}.", argument);
    }

    /// <summary>The place of each wanted name, −1 where there is none.</summary>
    public static int[] Columns(IReadOnlyList<string> names, IReadOnlyList<string> wanted, out List<string> missing)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < names.Count; index++)
            _ = places.TryAdd(names[index], index);
        var columns = new int[wanted.Count];
        missing = [];
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = places.GetValueOrDefault(wanted[index], -1);
            if (columns[index] < 0)
                missing.Add(wanted[index]);
        }

        return columns;
    }

    /// <summary>The features 'a' (nearest: 'A') and 'b': what is missing, each with the name that may be meant.</summary>
    public static string Missing(IReadOnlyList<string> missing, IReadOnlyList<string> present)
    {
        const int mostListed = 20;
        var listed = missing.Take(mostListed).Select(name => Spelling.Nearest(name, present) is { } nearest ? $"'{ModelText.Clip(name)}' (nearest: '{ModelText.Clip(nearest)}')" : $"'{ModelText.Clip(name)}'");
        var more = missing.Count > mostListed ? Wording.Of($" and {missing.Count - mostListed} more") : "";
        return $"{(missing.Count == 1 ? "the feature" : "the features")} {string.Join(", ", listed)}{more}";
    }

    private static string Names(IReadOnlyList<string> names) => Wording.List(names.Select(static name => ModelText.Clip(name)));
}
