namespace Compiled.Import;

/// <summary>What a declaration may not say: what the generator would refuse is refused here, by the node that it comes from.</summary>
internal static class DeclarationRules
{
    public static void Check(List<ImportedBlock> blocks)
    {
        if (!blocks.Any(static block => block.Has(BlockTraits.Dense)))
            throw new ImportProblem("The model has no dense block (Gemm or MatMul with constant weights), which every network needs.");
        if (blocks[0].Inputs > Limits.MaxInputs)
            throw new ImportProblem($"The model has {Text.Number(blocks[0].Inputs)} inputs, but a network has at most {Text.Number(Limits.MaxInputs)}.");
        if (blocks.Sum(static block => (long)block.Parameters) is > Limits.MaxParameters and var parameters)
            throw new ImportProblem($"The model has {Text.Number(parameters)} parameters, but a network has at most {Text.Number(Limits.MaxParameters)}.");
        var (hasDense, depth) = (false, new Stack<int>());
        for (var place = 0; place < blocks.Count; place++)
        {
            var block = blocks[place];
            if (block.Has(BlockTraits.Dense))
            {
                hasDense = true;
                if (block.Outputs > Limits.MaxUnits)
                    throw Refuse(block, $"has {Text.Number(block.Outputs)} outputs, but a dense block has at most {Text.Number(Limits.MaxUnits)}");
            }
            else if (block.Has(BlockTraits.Norm) && !hasDense)
            {
                throw Refuse(block, "is a norm before the first dense block, which a network cannot have: inputs are scaled by statistics of the training data");
            }
            else if (block.Has(BlockTraits.Classes))
            {
                if (place + 1 < blocks.Count && !blocks[place + 1].Has(BlockTraits.BeginsHead))
                    throw Refuse(block, "is not the last block, but a softmax must be");
                if (block.Outputs == 1)
                    throw Refuse(block, "is a softmax over a single output, which is always 1");
            }
            else if (block.Has(BlockTraits.BeginsResidual))
            {
                depth.Push(place);
            }
            else if (block.Has(BlockTraits.EndsResidual))
            {
                var begin = depth.Pop();
                if (blocks.Skip(begin).Take(place - begin).All(static inner => inner.Parameters == 0))
                    throw Refuse(block, "ends a residual without a block that learns");
            }
        }
    }

    private static ImportProblem Refuse(ImportedBlock block, string predicate) => new($"Node {block.Title} {predicate}.");
}
