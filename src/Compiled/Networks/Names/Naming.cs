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
    public static Topology Described(Topology topology, ParameterStore store) => topology.WithNames(Features(topology, store), Classes(topology, store), store.Names.Encoder);

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
        if (store.Names.Encoder is { } encoder && checkedNames.Count > 0 && !checkedNames.SequenceEqual(encoder.FeatureNames))
        {
            throw new ArgumentException(
                $"{topology.Name} has an encoder, which gives the features {Wording.List(encoder.FeatureNames.Select(static name => Storage.ModelText.Clip(name)))}: "
                + "remove it with Encoder = null before its inputs get other names.",
                nameof(INetwork<>.FeatureNames));
        }

        if (topology.Features.Count == 0)
            store.Names = store.Names with { Features = checkedNames, Encoder = checkedNames.Count > 0 ? store.Names.Encoder : null };
    }

    /// <summary>Sets what encodes raw columns, which names the inputs, or takes it away, which keeps their names.</summary>
    public static void SetEncoder(Topology topology, ParameterStore store, TableEncoder? encoder)
    {
        store.ThrowIfFrozen();
        var features = Features(topology, store);
        if (encoder is not null && encoder.InputSize != topology.InputSize)
        {
            throw new ArgumentException(
                Wording.Of($"The encoder gives {Wording.Count(encoder.InputSize, "feature")}, but {topology.Name} has {Wording.Count(topology.InputSize, "input")}: declare [Network(inputs: {encoder.InputSize})]."), nameof(encoder));
        }

        if (encoder is not null && features.Count > 0 && !features.SequenceEqual(encoder.FeatureNames))
        {
            throw new ArgumentException(
                $"The encoder gives the features {Wording.List(encoder.FeatureNames.Select(static name => Storage.ModelText.Clip(name)))}, but {topology.Name} has "
                + $"{Wording.List(features.Select(static name => Storage.ModelText.Clip(name)))}: {(topology.Features.Count > 0 ? "change [Features]" : "remove the names with FeatureNames = []")}.",
                nameof(encoder));
        }

        store.Names = store.Names with { Features = encoder is not null && topology.Features.Count == 0 ? encoder.FeatureNames : store.Names.Features, Encoder = encoder };
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
        // An encoder belongs to the features that it gives.
        var features = topology.Features.Count > 0 ? topology.Features : names.Features;
        if (file.Encoder is not null)
            names = names with { Encoder = file.Encoder };
        if (names.Encoder is { } encoder && !encoder.FeatureNames.SequenceEqual(features))
            names = names with { Encoder = null };
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
                Wording.Of($"There are {Wording.Count(own.Count, "name")}, but {topology.Name} has {Wording.CountOf(count, counted)}: give one name for each, or none to remove the names."), argument);
        }

        return NameList.Problem(own, what) is { } problem ? throw new ArgumentException(char.ToUpperInvariant(problem[0]) + problem[1..] + ".", argument) : own;
    }
}
