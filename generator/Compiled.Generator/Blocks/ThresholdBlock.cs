using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x above a threshold, and a fixed value elsewhere, which may be above the threshold: the output does not tell the slope.</summary>
internal sealed class ThresholdBlock() : ActivationBlock(Rectifiers.Threshold)
{
    public override Initializer PreferredInitializer => Initializer.HeUniform;

    public override bool NeedsInput => true;

    public override bool PassesHalf => true;

    public override bool IsCheap => true;

    public override bool IsPositiveAtZero(ActivationSpec spec) => spec.Number("threshold") < 0 || spec.Number("value") > 0;

    public override bool MayDie(ActivationSpec spec) => spec.Number("value") == 0;

    public override KernelStruct Kernel(ActivationSpec spec) => new("ThresholdActivation", $"{Literals.Float(spec.Number("threshold"))}, {Literals.Float(spec.Number("value"))}");
}
