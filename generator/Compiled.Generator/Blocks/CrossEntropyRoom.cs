namespace Compiled.Generator.Blocks;

/// <summary>Class probabilities; fused with their softmax, so that logits of any size keep it finite.</summary>
internal sealed class CrossEntropyRoom : LossRoom
{
    public override string Kind => "CrossEntropy";

    public override string Partner => "Softmax";

    public override string Kernel => "global::Compiled.Runtime.CrossEntropyKernel";

    public override bool AveragesOverOutputs => false;
}
