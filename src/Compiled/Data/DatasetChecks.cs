namespace Compiled;

/// <summary>Whether datasets fit a network, checked before anything is changed or predicted.</summary>
internal static class DatasetChecks
{
    /// <summary>The dataset's sizes are the network's, and so are its classes where the network knows some.</summary>
    /// <param name="topology">The network's shape.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="what">The dataset in messages.</param>
    /// <param name="argument">The parameter that it came in.</param>
    /// <param name="classes">The names of the network's classes, declared or learned; empty when it has none.</param>
    public static void FitsNetwork(Topology topology, Dataset data, string what, string argument, IReadOnlyList<string> classes)
    {
        var remedy = topology.Classes.Count > 0 ? "" : " The network has learned its classes from data or read them from a file; ClassNames = [] removes them.";
        SameClasses(what, data, $"network {topology.Name}", classes, remedy, argument);
        Sizes(topology, data, what, argument);
    }

    private static void Sizes(Topology topology, Dataset data, string what, string argument)
    {
        if (data.InputSize != topology.InputSize)
        {
            throw new ArgumentException(
                Wording.Of($"{what} has {Wording.Count(data.InputSize, "feature")} per row, but network {topology.Name} takes {Wording.Count(topology.InputSize, "input")}: ")
                + Wording.Of($"choose other columns, or declare [Network(inputs: {data.InputSize})]."),
                argument);
        }

        if (data.TargetSize != topology.OutputSize)
        {
            throw new ArgumentException(
                Wording.Of($"{what} has {Wording.Count(data.TargetSize, "target")} per row, but network {topology.Name} has {Wording.Count(topology.OutputSize, "output")}: ")
                + (topology.OutputSize == 1 && data is { TargetSize: 2, ClassNames.Count: 2 }
                    ? "read the two classes as one target of 0 and 1, with CsvOptions.Target = TargetKind.Binary."
                    : topology.IsClassifier && data is { TargetSize: 1, ClassNames.Count: 0 }
                    ? "read the target as classes, with CsvOptions.Target = TargetKind.Categorical, or create the data with Dataset.FromLabels."
                    : Wording.Of($"choose other columns, or give its last Dense {Wording.Count(data.TargetSize, "unit")}.")),
                argument);
        }
    }

    /// <summary>Names, where both sides have them, must agree one by one: targets know classes by their place only.</summary>
    public static void SameClasses(string what, Dataset data, string known, IReadOnlyList<string> expected, string remedy, string argument)
    {
        // Labels that are mere numbers name nothing.
        if (!data.HasClassNames || expected.Count == 0)
            return;

        var actual = data.ClassNames;
        for (var index = 0; index < actual.Count; index++)
        {
            if (index < expected.Count && actual[index] == expected[index])
                continue;
            var place = IndexOf(expected, actual[index]);
            throw new ArgumentException(
                place < 0
                    ? Wording.Of($"{what} has a class '{actual[index]}', which the {known} does not have: ")
                      + $"its classes are {Wording.List(expected)}.{remedy}"
                    : Wording.Of($"{what} has class '{actual[index]}' at position {index}, but the {known} has it at position {place}: ")
                      + $"its order is {Wording.List(expected)}, but that of the data is {Wording.List(actual)}; use the same order for both.{remedy}",
                argument);
        }

        if (actual.Count < expected.Count)
        {
            throw new ArgumentException(
                Wording.Of($"{what} does not have class '{expected[actual.Count]}' of the {known}: it has {Wording.Count(actual.Count, "class")} instead of {expected.Count}; ")
                + $"split one dataset, or give both the same list of classes.{remedy}",
                argument);
        }
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var index = 0; index < names.Count; index++)
            if (names[index] == name)
                return index;
        return -1;
    }
}
