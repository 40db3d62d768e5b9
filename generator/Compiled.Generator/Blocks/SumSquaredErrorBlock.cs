using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Σ(y − t)², averaged over the rows alone.</summary>
internal sealed class SumSquaredErrorBlock() : LossBlock(Losses.SumSquaredError)
{
    public override string Kernel(LossSpec spec) => ElementKernel("SquaredLoss");

    public override bool AveragesOverOutputs => false;
}
