using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Σ(e^y − t · y) / n: counts, whose rates have the logarithms y.</summary>
internal sealed class PoissonBlock() : LossBlock(Losses.Poisson)
{
    public override string? FixedTargets => "counts";

    public override string WhySigned => "takes the outputs as logarithms of rates, which are negative for rates below 1";

    public override bool AveragesOverOutputs => true;

    public override string Kernel(LossSpec spec) => ElementKernel("PoissonLoss");
}
