using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>Everything in which a model's blocks differ from a declared network's, a sentence each.</summary>
internal static class TopologyComparison
{
    public static List<string> Differences(Topology topology, List<TopologyBlock> expected, RecognisedModel model, List<ImportedBlock> imported)
    {
        List<string> differences = [];
        if (imported.Count > 0 && imported[0].Inputs != topology.InputSize)
            differences.Add($"{topology.Name} has {Text.Number(topology.InputSize)} inputs, but the model has {Text.Number(imported[0].Inputs)}.");
        foreach (var (block, source) in Alignment.Of(expected, imported, Likeness))
        {
            if (source is null)
                differences.Add($"{Title(topology, block!)} is not in the model.");
            else if (block is null)
                differences.Add($"The model has {Described(source)}, node {source.Title}, which {topology.Name} does not have.");
            else
                Compare(differences, topology, block, source);
        }

        differences.AddRange(HeadOrder.Differences(topology, model));
        CompareFeatures(differences, topology, model.Features);
        CompareClasses(differences, topology, model.Classes);
        return differences;
    }

    /// <summary>Blocks of one kind are the same block; of two candidates, the one of the right size.</summary>
    private static int Likeness(TopologyBlock block, ImportedBlock source) =>
        block.Kind != source.Kind.Name ? 0 : block.Inputs == source.Inputs && block.Outputs == source.Outputs ? 3 : 2;

    private static void Compare(List<string> differences, Topology topology, TopologyBlock block, ImportedBlock source)
    {
        var title = Title(topology, block);
        var place = source.Has(BlockTraits.BeginsHead) ? $"head {Text.Quoted(source.Title)}" : $"node {source.Title}";
        if (block.Has(BlockTraits.Dense) && (block.Inputs != source.Inputs || block.Outputs != source.Outputs))
            differences.Add($"{title} is {Text.Number(block.Inputs)} -> {Text.Number(block.Outputs)}, but {place} is {Text.Number(source.Inputs)} -> {Text.Number(source.Outputs)}.");
        else if (block.Outputs != source.Outputs)
            differences.Add($"{title} is {Text.Number(block.Outputs)} wide, but {place} is {Text.Number(source.Outputs)} wide.");
        if (OnnxBlocks.Find(block.Kind) is not { } kind)
            return;
        differences.AddRange(kind.Differences(title, place, block, source));
        foreach (var argument in kind.Kind.Arguments.Where(static argument => argument is { IsOfTraining: false, IsInShapes: false, Use: not ArgumentUse.Unseen }))
        {
            var (expected, actual) = (block.Argument(argument.Name), source.Argument(argument.Name));
            if (!kind.IsSame(argument, expected, actual))
                differences.Add($"{title} has {argument.Name} {expected ?? "None"}, but {place} has {actual ?? "None"}.");
        }
    }

    /// <summary>Labels that only count the classes, 0, 1, …, name none of them.</summary>
    public static bool IsCounted(IReadOnlyList<string> names) =>
        names.Select(static (name, place) => name == place.ToString(System.Globalization.CultureInfo.InvariantCulture)).All(static same => same);

    /// <summary>Features in another order would give wrong predictions without a word.</summary>
    private static void CompareFeatures(List<string> differences, Topology topology, IReadOnlyList<string> names)
    {
        if (names.Count > 0 && names.Count != topology.InputSize)
            differences.Add($"{topology.Name} has {Text.Number(topology.InputSize)} inputs, but the model names {Text.Number(names.Count)} features.");
        else if (topology.Features.Count > 0 && names.Count > 0 && !topology.Features.SequenceEqual(names))
            differences.Add($"{topology.Name} has the features {Names(topology.Features)}, but the model has {Names(names)}.");
    }

    /// <summary>Names in another order would be right predictions under wrong names.</summary>
    private static void CompareClasses(List<string> differences, Topology topology, IReadOnlyList<string> names)
    {
        if (topology.Classes.Count == 0 || names.Count == 0 || IsCounted(names) || topology.Classes.SequenceEqual(names, StringComparer.OrdinalIgnoreCase))
            return;
        differences.Add($"{topology.Name} has the classes {string.Join(", ", topology.Classes.Take(20))}, but the model has {Names(names)}.");
    }

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names.Take(20).Select(Text.Plain)) + (names.Count > 20 ? ", …" : "");

    private static string Title(Topology topology, TopologyBlock block)
    {
        var place = topology.Blocks.TakeWhile(other => !ReferenceEquals(other, block)).Count();
        return block.Name.Length > 0 && !block.Has(BlockTraits.BeginsHead) ? $"{block.Name} ({block.Kind})" : $"Block {Text.Number(place)} ({block.Kind})";
    }

    private static string Described(ImportedBlock block) => block.Has(BlockTraits.Dense) ? $"a {block.Kind} of {Text.Number(block.Inputs)} -> {Text.Number(block.Outputs)}" : "a " + block.Kind;
}
