using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>What a file says of the figures of one StandardizeTargets block. Each of them as metadata, like those of <see cref="InputScaling"/>.</summary>
/// <param name="Prefix">With what the names of its tensors begin.</param>
/// <param name="Means">The means, or null where there are none.</param>
/// <param name="Scales">The scales, or null where there are none.</param>
/// <param name="IsUnfitted">Whether a network wrote the file before they were fitted; with neither figures nor this, what the network has stays.</param>
internal sealed record TargetScaling(string Prefix, float[]? Means, float[]? Scales, bool IsUnfitted)
{
    private const string KeyPrefix = "compiled.";

    /// <summary>The metadata of the blocks that were fitted.</summary>
    public static IEnumerable<(string Key, string Text)> Write(Topology topology, ParameterStore store)
    {
        foreach (var (prefix, block) in BlocksOf(topology))
        {
            var place = 0;
            while (store.Layout.Statistics[place].Name != block.Name)
                place++;
            var view = store.StandardizeTargetsView(place);
            if (!view.IsFitted)
                continue;
            yield return (MeansKey(prefix), InputScaling.Write(view.Means));
            yield return (ScalesKey(prefix), InputScaling.Write(view.Scales));
        }
    }

    /// <summary>What a file says of each block.</summary>
    /// <exception cref="ModelFileException">It says what cannot be.</exception>
    public static IReadOnlyList<TargetScaling> Read(IReadOnlyDictionary<string, string> metadata, Topology topology, string? fileName)
    {
        var written = metadata.TryGetValue(NetworkMetadata.BlocksKey, out var blocks) ? blocks.Split('\n').Count(static block => BlockCatalogue.TraitsOf(block).Has(BlockTraits.ScalesTargets)) : 0;
        List<TargetScaling> scalings = [];
        foreach (var (prefix, block) in BlocksOf(topology))
        {
            var (means, scales) = (metadata.GetValueOrDefault(MeansKey(prefix)), metadata.GetValueOrDefault(ScalesKey(prefix)));
            if (means is null != scales is null)
                throw new ModelFileException(fileName, $"The metadata contains only one of '{MeansKey(prefix)}' and '{ScalesKey(prefix)}', but scaling needs both.");
            scalings.Add(means is null || scales is null
                ? new(prefix, null, null, IsUnfitted: scalings.Count < written)
                : new(
                    prefix, InputScaling.Read(means, MeansKey(prefix), block.Outputs, isPositive: false, "output", fileName),
                    InputScaling.Read(scales, ScalesKey(prefix), block.Outputs, isPositive: true, "output", fileName), IsUnfitted: false));
        }

        return scalings;
    }

    /// <summary>Figures in the metadata for which the network has no block, a sentence; nothing where there are none.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> metadata, Topology topology)
    {
        var unknown = WeightsTensors.Targets(BlocksOf(topology).Count());
        if (metadata.ContainsKey(MeansKey(unknown)) || metadata.ContainsKey(ScalesKey(unknown)))
        {
            yield return "The metadata contains the scaling of targets, which predictions need, but the network has no [StandardizeTargets] for it; "
                + "LoadOptions.IgnoreTopology ignores the scaling.";
        }
    }

    /// <summary>Writes the figures into the block of a network, or takes it back to before any fitting.</summary>
    public static void CopyTo(IReadOnlyList<TargetScaling> scalings, NetworkTensor tensor, ParameterStore store)
    {
        foreach (var scaling in scalings)
        {
            if (tensor.Name == scaling.Prefix + WeightsTensors.TargetMeans)
                Write(scaling.Means, 0);
            else if (tensor.Name == scaling.Prefix + WeightsTensors.TargetScales)
                Write(scaling.Scales, 1);

            void Write(float[]? figures, float start)
            {
                if (figures is not null)
                    tensor.CopyFrom(figures);
                if (!scaling.IsUnfitted)
                    return;
                var unfitted = new float[tensor.Length];
                unfitted.AsSpan().Fill(start);
                tensor.CopyFrom(unfitted);
                if (tensor.EndsScaling is { } statistics)
                    store.MarkUnfitted(statistics);
            }
        }
    }

    private static string MeansKey(string prefix) => KeyPrefix + prefix + WeightsTensors.TargetMeans;

    private static string ScalesKey(string prefix) => KeyPrefix + prefix + WeightsTensors.TargetScales;

    private static IEnumerable<(string Prefix, TopologyBlock Block)> BlocksOf(Topology topology) =>
        topology.Blocks.Where(static block => block.Has(BlockTraits.ScalesTargets)).Select(static (block, number) => (WeightsTensors.Targets(number), block));
}
