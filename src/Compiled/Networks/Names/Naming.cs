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

    /// <summary>What a network that keeps its parameters itself answers where they are asked for.</summary>
    public static NotSupportedException WithoutStore<TNetwork>() =>
        new($"{typeof(TNetwork).Name} manages its parameters itself: only networks with [Network] support files.");

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

    private static IReadOnlyList<string> Checked(
        Topology topology, IReadOnlyList<string> names, IReadOnlyList<string> declared, int count, string what, string counted, string attribute, string argument)
    {
        ArgumentNullException.ThrowIfNull(names, argument);
        IReadOnlyList<string> own = [.. names];
        if (declared.Count > 0)
        {
            return own.SequenceEqual(declared) ? own : throw new ArgumentException(
                $"{topology.Name} declares the {NameList.Plural(what)} {Wording.List(declared)} with {attribute}, and its instances cannot have other names: change the attribute.", argument);
        }

        if (own.Count > 0 && own.Count != count)
        {
            throw new ArgumentException(
                Wording.Of($"There are {own.Count} names, but {topology.Name} has {count} {counted}: give one name for each, or none to remove the names."), argument);
        }

        return NameList.Problem(own, what) is { } problem ? throw new ArgumentException(char.ToUpperInvariant(problem[0]) + problem[1..] + ".", argument) : own;
    }
}
