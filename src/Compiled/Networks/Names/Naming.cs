namespace Compiled.Runtime;

/// <summary>How a network's names come about: those that its class declares, or else those that it has learned, read or been given.</summary>
internal static class Naming
{
    /// <summary>The names of the inputs; empty when they have none.</summary>
    public static IReadOnlyList<string> Features(Topology topology, ParameterStore? store) =>
        topology.Features.Count > 0 ? topology.Features : store?.Names.Features ?? [];

    /// <summary>The names of the classes; empty when they have none.</summary>
    public static IReadOnlyList<string> Classes(Topology topology, ParameterStore? store) =>
        topology.Classes.Count > 0 ? topology.Classes : store?.Names.Classes ?? [];

    /// <summary>The topology with the network's names, learned ones too: what files say.</summary>
    public static Topology Described(Topology topology, ParameterStore store) => topology.WithNames(Features(topology, store), Classes(topology, store));

    /// <summary>How many classes the outputs tell apart: two by a single one.</summary>
    public static int ClassCount(Topology topology) => topology.OutputSize == 1 ? 2 : topology.OutputSize;

    /// <summary>The store of a network; null of one that was not written by the compiler, which keeps its parameters itself.</summary>
    public static ParameterStore? StoreOf<TNetwork>(INetwork<TNetwork> network)
        where TNetwork : class, INetwork<TNetwork>
    {
        try
        {
            return network.Parameters;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Names the inputs, or takes their names away.</summary>
    public static void SetFeatures(Topology topology, ParameterStore store, IReadOnlyList<string> names)
    {
        store.ThrowIfFrozen();
        var checkedNames = Checked(topology, names, topology.Features, topology.InputSize, "feature", "inputs", "[Features]", nameof(INetwork<>.FeatureNames));
        if (topology.Features.Count == 0)
            store.Names = store.Names with { Features = checkedNames };
    }

    /// <summary>Names the classes, or takes their names away.</summary>
    public static void SetClasses(Topology topology, ParameterStore store, IReadOnlyList<string> names)
    {
        store.ThrowIfFrozen();
        var checkedNames = Checked(topology, names, topology.Classes, ClassCount(topology), "class", "classes", "[Classes]", nameof(INetwork<>.ClassNames));
        if (topology.Classes.Count == 0)
            store.Names = store.Names with { Classes = checkedNames };
    }

    /// <summary>What a network knows after it has learned from a dataset: its own names, and the dataset's where it has none. Changes nothing.</summary>
    /// <exception cref="ArgumentException">A name of the dataset cannot be a network's.</exception>
    public static LearnedNames Learned(Topology topology, ParameterStore store, Dataset data, string what, string argument)
    {
        var names = store.Names;
        if (Features(topology, store).Count == 0 && data.HasFeatureNames && data.InputSize == topology.InputSize)
            names = names with { Features = Learnable(data.FeatureNames, "feature", what, argument) };
        if (Classes(topology, store).Count == 0 && data.HasClassNames && data.ClassNames.Count == ClassCount(topology))
            names = names with { Classes = Learnable(data.ClassNames, "class", what, argument) };
        return names;
    }

    /// <summary>Takes over the names of a file, which were checked, where the class declares none. What the file does not say stays.</summary>
    public static void Adopt(Topology topology, ParameterStore store, LearnedNames file)
    {
        var names = store.Names;
        if (topology.Features.Count == 0 && file.Features.Count > 0)
            names = names with { Features = file.Features };
        if (topology.Classes.Count == 0 && file.Classes.Count > 0)
            names = names with { Classes = file.Classes };
        if (names != store.Names)
            store.Names = names;
    }

    private static IReadOnlyList<string> Learnable(IReadOnlyList<string> names, string what, string data, string argument) =>
        NameList.Problem(names, what) is { } problem ? throw new ArgumentException($"{data} cannot name the network's {NameList.Plural(what)}: {problem}.", argument) : [.. names];

    private static IReadOnlyList<string> Checked(
        Topology topology, IReadOnlyList<string> names, IReadOnlyList<string> declared, int count, string what, string counted, string attribute, string argument)
    {
        ArgumentNullException.ThrowIfNull(names, argument);
        IReadOnlyList<string> own = [.. names];
        if (declared.Count > 0)
        {
            return own.SequenceEqual(declared) ? own : throw new ArgumentException(
                $"{topology.Name} declares the {NameList.Plural(what)} {Wording.List(declared)} by {attribute}, which a network of it cannot contradict: change the attribute.", argument);
        }

        if (own.Count > 0 && own.Count != count)
        {
            throw new ArgumentException(
                Wording.Of($"There are {own.Count} names, but {topology.Name} has {count} {counted}: give one name for each, or none to take them away."), argument);
        }

        return NameList.Problem(own, what) is { } problem ? throw new ArgumentException(char.ToUpperInvariant(problem[0]) + problem[1..] + ".", argument) : own;
    }
}
