using Compiled.Runtime;

namespace Compiled.Import;

/// <summary>A model's weights and names for a declared network: compared first, then copied as a whole.</summary>
internal static class DeclaredImport
{
    public static void Copy<TNetwork>(RecognisedModel model, string? fileName, TNetwork network)
        where TNetwork : class, INetwork<TNetwork> =>
        Copy(model, fileName, TNetwork.Topology, network.Parameters);

    /// <summary>The same for parameters whose network may have no class.</summary>
    public static void Copy(RecognisedModel model, string? fileName, Topology topology, Runtime.ParameterStore store)
    {
        Copy(model, fileName, topology, NetworkTensor.Of(topology, store));
        // The model's own labels, where each belongs to one class; numbers alone say no more than the place does.
        var classes = model.Classes.Count == Naming.ClassCount(topology) && !TopologyComparison.IsCounted(model.Classes) && NameList.Problem(model.Classes, "class") is null ? model.Classes : [];
        Naming.Adopt(topology, store, new LearnedNames(model.Features, classes) { Encoder = model.Encoder });
    }

    private static void Copy(RecognisedModel model, string? fileName, Topology topology, IReadOnlyList<NetworkTensor> targets)
    {
        List<(NetworkTensor Target, float[] Values)> copies;
        try
        {
            // What predictions do without, no model has.
            var expected = topology.Blocks.Where(static block => !block.Has(BlockTraits.ChangesNothing)).ToList();
            var ordered = HeadOrder.As(topology, model);
            var imported = Assembler.Assemble(ordered, expected);
            var differences = TopologyComparison.Differences(topology, expected, ordered, imported);
            if (differences.Count > 0)
                throw new ModelFileException(fileName, $"The model does not match {topology.Name}", [.. differences, .. model.Notes]);
            copies = Pair(expected, imported, targets);
        }
        catch (ImportProblem problem)
        {
            throw new ModelFileException(fileName, problem.Message, problem.InnerException);
        }

        // Nothing fails from here on.
        foreach (var (target, values) in copies)
            target.CopyFrom(values);
    }

    private static List<(NetworkTensor Target, float[] Values)> Pair(List<TopologyBlock> expected, List<ImportedBlock> imported, IReadOnlyList<NetworkTensor> targets)
    {
        var sources = new Dictionary<(string Block, string Suffix), float[]>();
        foreach (var (block, source) in expected.Zip(imported))
        {
            foreach (var tensor in source.Tensors)
                sources.Add((block.Name, tensor.Suffix), tensor.Values);
        }

        List<(NetworkTensor, float[])> copies = [];
        foreach (var target in targets)
        {
            var suffix = target.Name[(target.Name.LastIndexOf('.') + 1)..];
            var values = sources[(target.Block, suffix)];
            if (values.Length != target.Length)
                throw new InvalidOperationException($"{target.Name} has {target.Length} values, but the import made {values.Length}.");
            copies.Add((target, values));
        }

        return copies;
    }
}
