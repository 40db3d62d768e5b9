using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Class probabilities against a distribution; fused with their softmax, as the cross-entropy is.</summary>
internal sealed class KullbackLeiblerBlock() : LossBlock(Losses.KullbackLeibler)
{
    public override string? FixedTargets => "distributions";

    public override bool AveragesOverOutputs => false;

    public override string Kernel(LossSpec spec) => "new KullbackLeiblerKernel()";
}
