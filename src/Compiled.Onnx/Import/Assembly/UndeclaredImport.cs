using System.Globalization;

namespace Compiled.Import;

/// <summary>What a model would be declared as.</summary>
internal static class UndeclaredImport
{
    public static OnnxNetwork Describe(RecognisedModel model, string? fileName)
    {
        try
        {
            var blocks = Assembler.Assemble(model, null);
            DeclarationRules.Check(blocks);
            var topology = Describe(model, blocks);
            return new OnnxNetwork(model, fileName, topology, Tensors(topology, blocks));
        }
        catch (ImportProblem problem)
        {
            throw new ModelFileException(fileName, problem.Message, problem.InnerException);
        }
    }

    private static Topology Describe(RecognisedModel model, List<ImportedBlock> blocks)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        List<TopologyBlock> described = [];
        foreach (var block in blocks)
        {
            var number = counts.GetValueOrDefault(block.Kind.Name);
            counts[block.Kind.Name] = number + 1;
            var name = block.Has(BlockTraits.BeginsHead) ? block.Title : block.Tensors.Count > 0 ? block.Kind + number.ToString(CultureInfo.InvariantCulture) : "";
            described.Add(new TopologyBlock(block.Kind.Name, name, block.Inputs, block.Outputs, block.Parameters, block.HasBias) { Traits = block.Kind.Traits, Arguments = block.Arguments });
        }

        var heads = Heads(blocks);
        var outputs = heads.Count > 0 ? heads.Sum(static head => head.Size) : blocks[^1].Outputs;
        if (model.Features.Count > 0 && model.Features.Count != blocks[0].Inputs)
            throw new ImportProblem($"The model's metadata names {Text.Number(model.Features.Count)} features, but the model has {Text.Number(blocks[0].Inputs)} inputs.");
        // Names that are not one for each class stay with the OnnxNetwork.
        var isNamed = outputs > 1 ? model.Classes.Count == outputs : heads.Count == 0 && blocks[^1].Has(BlockTraits.BinaryProbability) && model.Classes.Count == 2;
        return new Topology(model.Name, blocks[0].Inputs, described, model.Loss, isNamed ? model.Classes : [], heads) { Features = model.Features, Encoder = model.Encoder };
    }

    private static List<TopologyHead> Heads(List<ImportedBlock> blocks)
    {
        List<TopologyHead> heads = [];
        for (var place = 0; place < blocks.Count; place++)
        {
            if (!blocks[place].Has(BlockTraits.BeginsHead))
                continue;
            var last = blocks.FindIndex(place + 1, static block => block.Has(BlockTraits.BeginsHead));
            var end = blocks[last < 0 ? ^1 : last - 1];
            // A head cannot be declared without a loss: the usual one.
            heads.Add(new TopologyHead(blocks[place].Title, heads.Sum(static head => head.Size), end.Outputs, BlockCatalogue.LossAfter(end.Kind.Traits).Name, 1));
        }

        return heads;
    }

    /// <summary>Named as <see cref="NetworkTensor.Of"/> names those of a network.</summary>
    private static List<OnnxTensor> Tensors(Topology topology, List<ImportedBlock> blocks)
    {
        List<OnnxTensor> tensors = [];
        var place = 0;
        for (var index = 0; index < blocks.Count; index++)
        {
            var block = blocks[index];
            var prefix = block.Has(BlockTraits.ScalesInputs) ? "standardize." : place.ToString(CultureInfo.InvariantCulture) + ".";
            tensors.AddRange(block.Tensors.Select(tensor => new OnnxTensor(prefix + tensor.Suffix, topology.Blocks[index].Name, tensor.Shape, tensor.Values)));
            if (block.Has(BlockTraits.InSequential))
                place++;
        }

        return tensors;
    }
}
