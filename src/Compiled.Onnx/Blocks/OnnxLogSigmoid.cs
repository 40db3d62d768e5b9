using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>−Softplus(−x), which keeps its digits; Log(Sigmoid(x)), as PyTorch writes it, is recognised too.</summary>
internal sealed class OnnxLogSigmoid() : OnnxBlock(Bends.LogSigmoid)
{
    public override bool IsWrittenOut => true;

    public override string Write(BlockWriter block) =>
        block.Result("Neg", [block.Step("softplus", "Softplus", [block.Step("negative", "Neg", [block.Input])])]);

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator == "Log" && Scalars.IsBy(node.Input(0), "Sigmoid", out var sigmoid))
            return Found(sigmoid.Input(0), value);
        foreach (var (inner, p, q) in Scalars.Chain(value))
        {
            if (p != -1 || q != 0 || !Scalars.IsBy(inner, "Softplus", out var softplus))
                continue;
            foreach (var (x, scale, shift) in Scalars.Chain(softplus.Input(0)))
            {
                if (scale == -1 && shift == 0)
                    return Found(x, value);
            }
        }

        return null;
    }
}
