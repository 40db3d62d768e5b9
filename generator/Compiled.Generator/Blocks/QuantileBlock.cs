using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>The pinball loss, whose minimum is the τ-quantile.</summary>
internal sealed class QuantileBlock() : LossBlock(Losses.Quantile)
{
    public override bool AveragesOverOutputs => true;

    public override string Kernel(LossSpec spec) => ElementKernel("QuantileLoss", Literals.Float(spec.Number("tau")));
}
