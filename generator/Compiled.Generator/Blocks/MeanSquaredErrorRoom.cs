namespace Compiled.Generator.Blocks;

/// <summary>Σ(y − t)² / n, averaged over outputs and rows.</summary>
internal sealed class MeanSquaredErrorRoom : LossRoom
{
    public override string Kind => "MeanSquaredError";

    public override string Kernel => "global::Compiled.Runtime.MeanSquaredErrorKernel";

    public override bool AveragesOverOutputs => true;
}
