using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Σ max(0, 1 − y · t) / n for targets of ±1.</summary>
internal sealed class HingeBlock() : LossBlock(Losses.Hinge)
{
    public override string? FixedTargets => "1 or -1";

    public override string WhySigned => "compares the outputs with targets of 1 and -1";

    public override bool AveragesOverOutputs => true;

    public override string Kernel(LossSpec spec) => ElementKernel("HingeLoss");
}
