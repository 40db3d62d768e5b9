using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>Class probabilities; fused with their softmax, so that logits of any size keep it finite.</summary>
internal sealed class CrossEntropyBlock : LossBlock
{
    public override string Kind => "CrossEntropy";

    public override string? FixedTargets => "probabilities of classes";

    public override string Partner => "Softmax";

    // Of the logits, the logarithm says the same.
    public override bool Fuses(string activation) => activation is "Softmax" or "LogSoftmax";

    public override bool AveragesOverOutputs => false;

    public override string Kernel(LossSpec spec) => $"new global::Compiled.Runtime.CrossEntropyKernel({Literals.Float(spec.Setting)})";

    public override string Arguments(LossSpec spec) => spec.Setting == 0 ? "" : $"LabelSmoothing = {Literals.Float(spec.Setting)}";

    public override LossSpec Read(BlockFacts facts, ReadContext context)
    {
        var labelSmoothing = facts.Argument("labelSmoothing") as float? ?? 0;
        // NaN fails it too.
        if (labelSmoothing is >= 0 and < 1)
            return new LossSpec(Kind, labelSmoothing == 0 ? 0 : labelSmoothing);
        context.Report(ProblemIds.ArgumentOutOfRange, facts, "labelSmoothing", "CrossEntropy", "LabelSmoothing", Numbers.Text(labelSmoothing), "at least 0 and below 1");
        return new LossSpec(Kind, 0);
    }
}
