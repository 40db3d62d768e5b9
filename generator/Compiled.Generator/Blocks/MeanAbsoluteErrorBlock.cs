using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Σ|y − t| / n, averaged over outputs and rows.</summary>
internal sealed class MeanAbsoluteErrorBlock() : LossBlock(Losses.MeanAbsoluteError)
{
    public override bool AveragesOverOutputs => true;

    public override string Kernel(LossSpec spec) => ElementKernel("AbsoluteLoss");
}
