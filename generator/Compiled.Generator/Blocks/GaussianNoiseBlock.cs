using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x + σ · z in training, z from the standard normal distribution.</summary>
internal sealed class GaussianNoiseBlock() : LayerBlock(Noises.GaussianNoise)
{
    public override bool NeedsInput => false;

    public override BlockSpec Read(BlockFacts facts, ReadContext context) => Spec(facts, context);

    public override bool IsIdle(LayerSpec spec) => spec.Number("deviation") == 0;

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows)
    {
        // No prediction holds it.
    }

    // Odd numbers: those of Dropout are even.
    public override void WriteTrainingForward(CodeWriter code, LayerStage stage, string rows) =>
        _ = code.Write($"NoiseKernel.AddNormal(noise, {Literals.Int(2 * stage.Spec.Index + 1)}, ref {stage.Input.Name}, ref {stage.Output.Name}, {rows}, {Literals.Int(stage.Output.Stride)}, {Literals.Float(stage.Spec.Number("deviation"))});");

    public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope)
    {
        // The gradient passes unchanged.
    }
}
