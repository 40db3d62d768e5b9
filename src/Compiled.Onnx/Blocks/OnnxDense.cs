using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>Y = X · Wᵀ + b.</summary>
internal sealed class OnnxDense() : OnnxBlock(DenseFamily.Dense)
{
    public override string[] Operators => ["Gemm", "MatMul"];

    public override string Write(BlockWriter block)
    {
        var weight = block.Parameter("weight", block.Block.Outputs, block.Block.Inputs);
        string[] inputs = block.Block.HasBias ? [block.Input, weight, block.Parameter("bias", block.Block.Outputs)] : [block.Input, weight];
        return block.Result("Gemm", inputs, Attributes.Int("transB", 1));
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights) => DensePattern.Match(node, value, weights);

    public override IEnumerable<string> Differences(string title, string place, TopologyBlock block, ImportedBlock source)
    {
        if (!block.HasBias && source.HasBias)
            yield return $"{title} has no biases, but {place} has them: declare it with Bias = true.";
    }
}
