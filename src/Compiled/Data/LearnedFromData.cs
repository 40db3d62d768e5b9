using Compiled.Runtime;

namespace Compiled;

/// <summary>The names, and the encoder of raw columns, that a network takes over from what it learns.</summary>
internal static class LearnedFromData
{
    /// <summary>What a network knows after it has learned from a dataset: its own names, and the dataset's where it has none. Changes nothing.</summary>
    /// <exception cref="ArgumentException">A name of the dataset cannot be a network's.</exception>
    public static LearnedNames Names(Topology topology, ParameterStore store, Dataset data, string what, string argument)
    {
        var names = store.Names;
        if (Naming.Features(topology, store).Count == 0 && data.HasFeatureNames && data.InputSize == topology.InputSize)
            names = names with { Features = Learnable(data.FeatureNames, "feature", what, argument) };
        if (Naming.Classes(topology, store).Count == 0 && data.HasClassNames && data.ClassNames.Count == Naming.ClassCount(topology))
            names = names with { Classes = Learnable(data.ClassNames, "class", what, argument) };
        if (names.Encoder is null && data.Encoder is { } encoder && encoder.FeatureNames.SequenceEqual(topology.Features.Count > 0 ? topology.Features : names.Features))
            names = names with { Encoder = encoder };
        return names;
    }

    private static IReadOnlyList<string> Learnable(IReadOnlyList<string> names, string what, string data, string argument) =>
        NameList.Problem(names, what) is { } problem ? throw new ArgumentException($"{data} cannot name the network's {NameList.Plural(what)}: {problem}.", argument) : [.. names];
}
