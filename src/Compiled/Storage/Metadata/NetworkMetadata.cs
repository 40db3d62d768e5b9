using System.Globalization;
using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>What the metadata of a file says of the network that wrote it.</summary>
internal static class NetworkMetadata
{
    /// <summary>The version of these keys and of what they mean.</summary>
    public const int Version = 1;

    public const string VersionKey = "compiled.version";
    public const string NetworkKey = "compiled.network";
    public const string TopologyKey = "compiled.topology";
    public const string BlocksKey = "compiled.blocks";

    /// <summary>The metadata of a network, in the order in which it is written.</summary>
    public static IReadOnlyList<(string Key, string Text)> Of(Topology topology, ParameterStore store)
    {
        List<(string, string)> metadata =
        [
            // What Python's readers look for before they take the tensors for PyTorch's.
            ("format", "pt"),
            (VersionKey, Version.ToString(CultureInfo.InvariantCulture)),
            (NetworkKey, topology.Name),
            (TopologyKey, topology.Declaration),
            (BlocksKey, Blocks(topology)),
        ];
        metadata.AddRange(NameMetadata.Of(Naming.Described(topology, store)));
        if (store.Standardize is { IsFitted: true } scaling)
        {
            metadata.Add((InputScaling.MeansKey, InputScaling.Write(scaling.Means)));
            metadata.Add((InputScaling.FactorsKey, InputScaling.Write(scaling.Factors)));
        }

        metadata.AddRange(TargetScaling.Write(topology, store));
        return metadata;
    }

    /// <summary>Everything in which the metadata is of another network, a sentence each; nothing where it is not ours.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> metadata, Topology topology)
    {
        if (metadata.TryGetValue(VersionKey, out var version) && version != Version.ToString(CultureInfo.InvariantCulture))
            yield return FormattableString.Invariant($"The metadata has version {ModelText.Quote(version)}, but this library reads {Version}: use a newer library, or LoadOptions.IgnoreTopology.");
        if (metadata.TryGetValue(BlocksKey, out var blocks) && blocks != Blocks(topology))
        {
            foreach (var difference in ComputedBlocks.Differences(blocks.Split('\n'), ComputedBlocks.Of(topology)))
                yield return difference;
        }

        foreach (var difference in NameMetadata.Differences(metadata, topology))
            yield return difference;
        if (!HasStandardize(topology) && (metadata.ContainsKey(InputScaling.MeansKey) || metadata.ContainsKey(InputScaling.FactorsKey)))
            yield return "The metadata contains input scaling, but the network does not begin with [Standardize]; LoadOptions.IgnoreTopology ignores the scaling.";
        foreach (var difference in TargetScaling.Differences(metadata, topology))
            yield return difference;
    }

    /// <summary>What a file says of the input scaling.</summary>
    /// <exception cref="ModelFileException">It says what cannot be.</exception>
    public static ScalingOfFile Scaling(IReadOnlyDictionary<string, string> metadata, Topology topology, string? fileName)
    {
        if (!HasStandardize(topology))
            return ScalingOfFile.Silent;
        var (means, factors) = (metadata.GetValueOrDefault(InputScaling.MeansKey), metadata.GetValueOrDefault(InputScaling.FactorsKey));
        if (means is null && factors is null)
            return metadata.TryGetValue(BlocksKey, out var blocks) && BlockCatalogue.TraitsOf(blocks.Split('\n')[0]).Has(BlockTraits.ScalesInputs) ? ScalingOfFile.Unfitted : ScalingOfFile.Silent;
        if (means is null || factors is null)
            throw new ModelFileException(fileName, $"The metadata contains only one of '{InputScaling.MeansKey}' and '{InputScaling.FactorsKey}', but scaling needs both.");
        return new(
            InputScaling.Read(means, InputScaling.MeansKey, topology.InputSize, isPositive: false, "input", fileName),
            InputScaling.Read(factors, InputScaling.FactorsKey, topology.InputSize, isPositive: true, "input", fileName));
    }

    private static bool HasStandardize(Topology topology) => topology.Blocks.Count > 0 && topology.Blocks[0].Has(BlockTraits.ScalesInputs);

    private static string Blocks(Topology topology) => string.Join('\n', ComputedBlocks.Of(topology));
}
