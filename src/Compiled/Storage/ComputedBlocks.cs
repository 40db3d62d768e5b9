namespace Compiled.Storage;

/// <summary>
/// What of a topology decides predictions beside the tensors: kinds, arguments and order of the blocks. Names, the loss, dropout, noise and what only training reads are
/// not in it, nor is what the tensors' names and shapes say already.
/// </summary>
internal static class ComputedBlocks
{
    /// <summary>One block a line.</summary>
    public static IReadOnlyList<string> Of(Topology topology) => [.. topology.Blocks.Where(static block => !block.Has(BlockTraits.TrainingOnly)).Select(Line)];

    /// <summary>Where two such lists differ, a sentence each; empty when they agree.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<string> file, IReadOnlyList<string> network)
    {
        const string remedy = "LoadOptions.IgnoreTopology loads it anyway.";
        if (file.Count != network.Count)
        {
            yield return $"The blocks are {List(file)} in the file, but {List(network)} in the network; {remedy}";
            yield break;
        }

        for (var index = 0; index < file.Count; index++)
        {
            if (file[index] != network[index])
            {
                yield return FormattableString.Invariant(
                    $"Block {index + 1}, not counting dropout and noise, is {ModelText.Clip(file[index])} in the file, but {network[index]} in the network; {remedy}");
            }
        }
    }

    private static string Line(TopologyBlock block)
    {
        if (block.Has(BlockTraits.BeginsHead))
            return $"{block.Kind}({block.Name})";
        var kind = BlockCatalogue.Find(block.Kind);
        var arguments = block.Arguments.Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Where(argument => !IsSpared(kind, argument.Split(':', '=')[0].Trim()));
        var text = string.Join(", ", arguments);
        return text.Length == 0 ? block.Kind : $"{block.Kind}({text})";
    }

    /// <summary>Arguments that decide nothing here: they begin or move what the file holds, or the tensors show them.</summary>
    private static bool IsSpared(BlockKind? kind, string argument) => kind?.Argument(argument) is { } known && (known.IsOfTraining || known.IsInShapes);

    private static string List(IReadOnlyList<string> blocks) => ModelText.Clip(string.Join(", ", blocks.Take(100)), 400);
}
