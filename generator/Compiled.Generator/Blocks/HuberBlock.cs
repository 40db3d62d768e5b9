using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>½ d² for small errors d, a line for large ones.</summary>
internal sealed class HuberBlock() : LossBlock(Losses.Huber)
{
    public override bool AveragesOverOutputs => true;

    public override string Kernel(LossSpec spec) => ElementKernel("HuberLoss", Literals.Float(spec.Number("delta")));
}
