using Compiled.Generator.Blocks;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Tests.Parsing;

/// <summary>CMP0093: what [Differentiable] says to a block that cannot lead a gradient back.</summary>
public sealed class DerivativeChecksTests
{
    private static readonly BlockFacts Differentiable = new("Differentiable", 4, EquatableArray<ArgumentFact>.Empty);

    [Fact]
    public void A_layer_without_an_input_gradient_is_named_once()
    {
        var problem = Assert.Single(Problems(new Unknown(), "Norm", "Norm"));
        Assert.Equal(new Problem(ProblemIds.NoInputGradient, new(["Norm"]), 4), problem);
        Assert.Equal("CMP0093: [Differentiable] does not support the block Norm yet: remove [Differentiable] or the block", Catalogue.ErrorLine(problem));
    }

    [Fact]
    public void A_layer_with_one_and_one_for_training_only_are_welcome()
    {
        Assert.Empty(Problems(new Known(), "Norm"));
        Assert.Empty(Problems(new TrainingOnly(), "Noise"));
        Assert.Empty(Problems(new Unknown()));
    }

    [Fact]
    public void A_layer_that_was_let_through_says_who_it_is() =>
        Assert.Contains("Norm does not know", Assert.Throws<NotSupportedException>(() => new Unknown().WriteInputGradient(null!, null!, "", "")).Message);

    private static List<Problem> Problems(LayerBlock layer, params string[] kinds)
    {
        List<Problem> problems = [];
        DerivativeChecks.Run(kinds.Select((kind, index) => new LayerSpec(kind, "", index, 3)), _ => layer, Differentiable, problems);
        return problems;
    }

    private class Unknown(BlockTraits traits = BlockTraits.None) : LayerBlock(new BlockKind("Norm", traits, ""))
    {
        public override BlockSpec Read(BlockFacts facts, ReadContext context) => null!;

        public override void WriteForward(CodeWriter code, LayerStage stage, string rows)
        {
        }

        public override void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope)
        {
        }
    }

    private sealed class Known : Unknown
    {
        public override bool HasInputGradient => true;
    }

    private sealed class TrainingOnly() : Unknown(BlockTraits.TrainingOnly);
}
