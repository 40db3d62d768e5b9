using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Independent yes-or-no outputs; fused with their sigmoid, so that logits of any size keep it finite.</summary>
internal sealed class BinaryCrossEntropyBlock() : LossBlock(Losses.BinaryCrossEntropy)
{
    public override string? FixedTargets => "from 0 to 1";

    public override string Kernel(LossSpec spec) => ElementKernel("LogisticLoss");

    public override bool AveragesOverOutputs => true;
}
