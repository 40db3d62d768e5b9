using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>Class probabilities; fused with their softmax, so that logits of any size keep it finite.</summary>
internal sealed class CrossEntropyBlock() : LossBlock(Losses.CrossEntropy)
{
    public override string? FixedTargets => "probabilities of classes";

    public override bool AveragesOverOutputs => false;

    public override string Kernel(LossSpec spec) => $"new CrossEntropyKernel({Literals.Float(spec.Number("LabelSmoothing"))})";
}
