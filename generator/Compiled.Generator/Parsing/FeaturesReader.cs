using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Parsing;

/// <summary>Reads [Features] and checks the names against the network.</summary>
internal static class FeaturesReader
{
    /// <summary>The names; none without the attribute, and none that are wrong.</summary>
    public static EquatableArray<string> Read(Declaration declaration, int inputs, List<Problem> problems)
    {
        // Where C# rejects an attribute, a name or the number of inputs may be in it.
        if (declaration.Features is not { } facts || declaration.HasInvalidAttributes)
            return default;
        var (names, network) = (declaration.FeatureNames, declaration.Type.Name);
        // A number of inputs that is out of range has a message of its own, and another number stands in for it.
        if (names.Count != inputs && !problems.Any(static problem => problem.Id == ProblemIds.InputsOutOfRange))
            Report(ProblemIds.FeatureCount, Numbers.Text(names.Count), names.Count == 1 ? "feature" : "features", network, Numbers.Text(inputs));
        else if (FirstWrong(names) is { } wrong)
            Report(ProblemIds.FeatureName, Numbers.Text(wrong), network, NameList.Problem(names[wrong])!);
        else if (FirstRepeated(names) is { First: var first, Second: var second })
            Report(ProblemIds.DuplicateFeature, Numbers.Text(first), Numbers.Text(second), network, Numbers.Shortened(names[first]!));
        else if (FirstTooMany(names) is { } last)
            Report(ProblemIds.FeatureName, Numbers.Text(last), network, $"brings all names together to more than {Numbers.Text(NameList.MostInAll)} characters, the limit of the file formats");
        else
            return names.Select(static name => name!).ToEquatableArray();
        return default;

        void Report(string id, params string[] arguments) => problems.Add(new Problem(id, arguments.ToEquatableArray(), facts.Site));
    }

    private static int? FirstWrong(IReadOnlyList<string?> names)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (NameList.Problem(names[index]) is not null)
                return index;
        }

        return null;
    }

    private static int? FirstTooMany(IReadOnlyList<string?> names)
    {
        var characters = 0L;
        for (var index = 0; index < names.Count; index++)
        {
            characters += names[index]!.Length;
            if (characters > NameList.MostInAll)
                return index;
        }

        return null;
    }

    private static (int First, int Second)? FirstRepeated(IReadOnlyList<string?> names)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < names.Count; index++)
        {
            if (places.TryGetValue(names[index]!, out var first))
                return (first, index);
            places.Add(names[index]!, index);
        }

        return null;
    }
}
