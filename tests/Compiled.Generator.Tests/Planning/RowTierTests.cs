using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Tests.Harness;
using CsCheck;

namespace Compiled.Generator.Tests.Planning;

/// <summary>One row with each width of vectors: written out or in loops, in registers or through memory.</summary>
public sealed class RowTierTests
{
    /// <summary>Multiply-adds that one row of one block has at most where it is written out.</summary>
    private const int MostOperations = 128;

    /// <summary>Vectors of tanh and its like that the JIT inlines into one method.</summary>
    private const int MostActivations = 6;

    [Fact]
    public void A_row_is_written_out_for_each_width_whose_multiply_adds_are_few() => SpecGen.Any.Sample(spec =>
    {
        foreach (var block in PlanFacts.Blocks(NetworkPipeline.Plan(spec)).Where(static block => block.IsUnrolled))
        {
            foreach (var tier in block.RowTiers)
            {
                var operations = block.Spec.Inputs * tier.Panels.Sum(static panel => panel.Count * panel.Tile.Vectors);
                // Loops of 256 bits may stand in for those of 128.
                if (tier.IsUnrolled || !block.RowTiers.Any(other => other.Width == tier.Width && other.IsUnrolled))
                    Assert.Equal(operations <= MostOperations, tier.IsUnrolled);
            }

            Assert.True(block.RowTiers[0].IsUnrolled);
            Assert.Equal(block.RowTiers.OrderByDescending(static tier => tier.Width), block.RowTiers);
        }
    });

    [Fact]
    public void A_network_in_registers_has_few_activations_in_one_method() => SpecGen.Any.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        foreach (var tier in plan.RegisterTiers.Where(static tier => tier.IsInRegisters))
        {
            Assert.All(PlanFacts.Blocks(plan), block => Assert.True(RowTier.Fits(block, RowTier.Narrowed(block.Stride, tier.Width))));
            var costly = PlanFacts.Blocks(plan).Where(static block => block.RowActivation is { Kind: "Tanh" or "Sigmoid" or "Gelu" or "Elu" });
            Assert.InRange(costly.Sum(block => RowTier.Vectors(block, RowTier.Narrowed(block.Stride, tier.Width))), 0, MostActivations);
        }
    });

    [Theory]
    [InlineData(4, new[] { 8, 3 }, "Tanh", "256 in registers, 128 in registers")]
    [InlineData(2, new[] { 16, 16, 1 }, "Tanh", "512 in registers, 256 in registers, 128 through memory")]
    [InlineData(3, new[] { 4, 2 }, "Sigmoid", "128 in registers")]
    [InlineData(5, new[] { 24, 24, 2 }, "Relu", "512 in registers, 256 in registers, 128 through memory")]
    [InlineData(16, new[] { 64, 64, 4 }, "Relu", "")]
    public void Hidden_values_stay_in_registers_where_they_fit(int inputs, int[] units, string hidden, string tiers)
    {
        var plan = NetworkPipeline.Plan(new Declared("Net", inputs, units, hidden).Spec);
        Assert.Equal(tiers, string.Join(", ", plan.RegisterTiers.Select(static tier => $"{(int)tier.Width} {(tier.IsInRegisters ? "in registers" : "through memory")}")));
        Assert.Equal(tiers.Length > 0, plan.IsRowInRegisters);
        if (plan.IsRowInRegisters)
            Assert.Equal(0, plan.RowScratch);
    }
}
