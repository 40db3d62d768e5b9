using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Σ(y − t)² / n, averaged over outputs and rows.</summary>
internal sealed class MeanSquaredErrorBlock() : LossBlock(Losses.MeanSquaredError)
{
    public override string Kernel(LossSpec spec) => ElementKernel("SquaredLoss");

    public override bool AveragesOverOutputs => true;
}
