using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x · m in training, m = 0 at the rate and 1 / (1 − rate) otherwise.</summary>
internal sealed class DropoutBlock : LayerBlock
{
    public override string Kind => "Dropout";

    public override bool IsForTrainingOnly => true;

    public override bool DrawsNoise => true;

    public override bool NeedsInput => false;

    public override string Arguments(BlockSpec spec) => $"rate: {Literals.Number(((LayerSpec)spec).First)}";

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        // The test is on the float that is used: 0.99999999 would round to 1. NaN fails it too.
        var rate = context.Float(facts, "rate", 0.5f, static value => value is >= 0 and < 1, "at least 0 and below 1");
        return new LayerSpec(Kind, "", context.IndexOf(Kind), context.Width, First: rate);
    }

    public override bool IsIdle(LayerSpec spec) => spec.First == 0;

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows)
    {
        // No prediction holds it.
    }

    public override void WriteTrainingForward(CodeWriter code, LayerStage stage, string rows) => Write(code, stage, stage.Input.Name, stage.Output.Name, rows);

    public override void WriteBackward(CodeWriter code, LayerStage stage, string gradient, string rows) => Write(code, stage, gradient, gradient, rows);

    private static void Write(CodeWriter code, LayerStage stage, string source, string destination, string rows)
    {
        double rate = stage.Spec.First;
        // A rate below half of 2^-32 drops nothing; the largest float below 1 stays below 2^32.
        var limit = (uint)Math.Round(rate * 4294967296.0);
        _ = code.Write($"NoiseKernel.Drop(noise, {2 * stage.Spec.Index}, ref {source}, ref {destination}, {rows}, {stage.Output.Stride}, {Literals.Int(limit)}u, {Literals.Float((float)(1 / (1 - rate)))});");
    }
}
