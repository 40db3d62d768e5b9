using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>x + σ · z in training, z from the standard normal distribution.</summary>
internal sealed class GaussianNoiseBlock : LayerBlock
{
    public override string Kind => "GaussianNoise";

    public override bool IsForTrainingOnly => true;

    public override bool DrawsNoise => true;

    public override bool NeedsInput => false;

    public override string Arguments(BlockSpec spec) => $"deviation: {Literals.Number(((LayerSpec)spec).First)}";

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        var deviation = context.Float(facts, "deviation", 0, static value => value is >= 0 and <= float.MaxValue, "finite and at least 0");
        return new LayerSpec(Kind, "", context.IndexOf(Kind), context.Width, First: deviation);
    }

    public override bool IsIdle(LayerSpec spec) => spec.First == 0;

    public override void WriteForward(CodeWriter code, LayerStage stage, string rows)
    {
        // No prediction holds it.
    }

    // Odd numbers: those of Dropout are even.
    public override void WriteTrainingForward(CodeWriter code, LayerStage stage, string rows) =>
        _ = code.Write($"NoiseKernel.AddNormal(noise, {2 * stage.Spec.Index + 1}, ref {stage.Input.Name}, ref {stage.Output.Name}, {rows}, {stage.Output.Stride}, {Literals.Float(stage.Spec.First)});");

    public override void WriteBackward(CodeWriter code, LayerStage stage, string gradient, string rows)
    {
        // The gradient passes unchanged.
    }
}
