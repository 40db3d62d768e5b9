using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Σ(y − t)², averaged over the rows alone.</summary>
internal sealed class SumSquaredErrorRoom : LossRoom
{
    public override string Kind => "SumSquaredError";

    public override string Kernel(LossSpec spec) => ElementKernel("global::Compiled.Runtime.SquaredLoss");

    public override bool AveragesOverOutputs => false;
}
