namespace Compiled.Generator.Blocks;

/// <summary>Independent yes-or-no outputs; fused with their sigmoid, so that logits of any size keep it finite.</summary>
internal sealed class BinaryCrossEntropyRoom : LossRoom
{
    public override string Kind => "BinaryCrossEntropy";

    public override string Partner => "Sigmoid";

    public override string Kernel => "global::Compiled.Runtime.BinaryCrossEntropyKernel";

    public override bool AveragesOverOutputs => true;
}
