using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x · m in training, m = 0 at the rate and 1 / (1 − rate) otherwise.</summary>
internal sealed class DropoutBlock() : LayerBlock(Noises.Dropout)
{
    public override bool NeedsInput => false;

    public override BlockSpec Read(BlockFacts facts, ReadContext context) => Spec(facts, context);

    public override bool IsIdle(LayerSpec spec) => spec.Number("rate") == 0;

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows)
    {
        // No prediction holds it.
    }

    public override void WriteTrainingForward(CodeWriter code, LayerStage stage, string rows) => Write(code, stage, stage.Input.Name, stage.Output.Name, rows);

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope) => Write(code, stage, scope.Gradient, scope.Gradient, scope.Rows);

    private static void Write(CodeWriter code, LayerStage stage, string source, string destination, string rows)
    {
        double rate = stage.Spec.Number("rate");
        // A rate below half of 2^-32 drops nothing; the largest float below 1 stays below 2^32.
        var limit = (uint)Math.Round(rate * 4294967296.0);
        _ = code.Write($"NoiseKernel.Drop(noise, {Literals.Int(2 * stage.Spec.Index)}, ref {source}, ref {destination}, {rows}, {Literals.Int(stage.Output.Stride)}, {Literals.Int(limit)}u, {Literals.Float((float)(1 / (1 - rate)))});");
    }
}
