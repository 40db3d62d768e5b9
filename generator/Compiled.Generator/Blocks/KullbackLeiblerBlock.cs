using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>Class probabilities against a distribution; fused with their softmax, as the cross-entropy is.</summary>
internal sealed class KullbackLeiblerBlock : LossBlock
{
    public override string Kind => "KullbackLeibler";

    public override string? FixedTargets => "distributions";

    public override string Partner => "Softmax";

    // Of the logits, the logarithm says the same.
    public override bool Fuses(string activation) => activation is "Softmax" or "LogSoftmax";

    public override bool AveragesOverOutputs => false;

    public override string Kernel(LossSpec spec) => "new global::Compiled.Runtime.KullbackLeiblerKernel()";
}
