using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Tests.Harness;
using CsCheck;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Register tiles, panels, and the number of partial sums.</summary>
public sealed class TileTests
{
    [Fact]
    public void Tiles_fit_the_registers() => SpecGen.Any.Sample(spec =>
    {
        foreach (var run in PlanFacts.Panels(NetworkPipeline.Plan(spec)))
        {
            Assert.All(run.Panels, panel =>
            {
                var tile = panel.Tile;
                Assert.Equal(run.Width, tile.Width);
                Assert.True(tile.Rows > 0 && tile.Vectors > 0 && tile.Partials > 0, $"{tile}");
                Assert.Equal(0, tile.Partials % tile.PartialsPerPass);
                // The sums of a pass, the vectors that are loaded once for all rows, and one broadcast. Vectors of 512 bits come with 32 registers, and so do those of NEON.
                var registers = tile.Rows * tile.Vectors * tile.PartialsPerPass + (tile.Rows > 1 ? tile.Vectors : 1) + 1;
                Assert.True(registers <= (tile.HasManyRegisters ? 32 : 16), $"{run.Name}, {tile}: {registers} registers");
            });
        }
    });

    [Fact]
    public void Panels_cover_every_output_exactly_once() => SpecGen.Any.Sample(spec =>
    {
        foreach (var run in PlanFacts.Panels(NetworkPipeline.Plan(spec)))
        {
            var column = 0;
            foreach (var panel in run.Panels.OrderBy(panel => panel.Column))
            {
                Assert.Equal(column, panel.Column);
                Assert.True(panel.Count > 0, $"{panel}");
                column += panel.Count * panel.Tile.Vectors * ((int)panel.Tile.Width / 32);
            }

            Assert.Equal(run.Columns, column);
        }
    });

    [Fact]
    public void A_tile_lies_in_one_panel_of_weights_or_spans_whole_ones() => SpecGen.Any.Sample(spec =>
    {
        foreach (var run in PlanFacts.Panels(NetworkPipeline.Plan(spec)))
        {
            Assert.Equal(0, run.Stride % run.PanelWidth);
            foreach (var panel in run.Panels)
            {
                var width = panel.Tile.Vectors * ((int)panel.Tile.Width / 32);
                for (var column = panel.Column; column < panel.Column + panel.Count * width; column += width)
                {
                    var isWithinOne = column / run.PanelWidth == (column + width - 1) / run.PanelWidth;
                    // What is left of the last one is padding.
                    var endsWhole = width % run.PanelWidth == 0 || column + width == run.Columns;
                    var spansWhole = column % run.PanelWidth == 0 && endsWhole;
                    Assert.True(isWithinOne || spansWhole, $"{run.Name}, {panel} at {column}: panels of {run.PanelWidth}");
                }
            }
        }
    });

    [Fact]
    public void Partial_sums_depend_on_the_blocks_sizes_alone() => SpecGen.Any.Sample(spec =>
    {
        // The number of partial sums is part of the result's bits: no neighbour, loss or bias may change it.
        foreach (var block in PlanFacts.Blocks(NetworkPipeline.Plan(spec)).Where(static block => !block.IsDot).Take(6))
        {
            var alone = new Declared("Alone", block.Spec.Inputs, [block.Spec.Outputs], Loss: "").Spec;
            Assert.Equal(PlanFacts.Blocks(NetworkPipeline.Plan(alone)).Single().Partials, block.Partials);
        }
    });

    [Fact]
    public void Few_outputs_of_many_inputs_are_dot_products() => SpecGen.Any.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        foreach (var block in PlanFacts.Blocks(plan))
        {
            var isNarrow = block.Spec.Inputs >= 32 && block.Spec.Outputs <= 12;
            Assert.Equal(isNarrow && plan.SampleLanes is null, block.IsDot);
            if (block.IsDot)
                Assert.Equal((16, 1, -1), (block.Partials, block.Memory.PanelWidth, block.Memory.TransposedOffset));
        }
    });

    [Fact]
    public void All_widths_of_a_block_share_its_partial_sums() => SpecGen.Any.Sample(spec =>
    {
        foreach (var block in PlanFacts.Blocks(NetworkPipeline.Plan(spec)).Where(static block => !block.IsDot))
        {
            Assert.True(int.IsPow2(block.Partials) && block.Partials <= Math.Max(1, block.Spec.Inputs), $"{block.Partials} partial sums of {block.Spec.Inputs} inputs");
            var forward = block.Tiles.Forward.Concat(block.Tiles.Row).SelectMany(tier => tier.Panels).Concat(block.RowTiers.SelectMany(tier => tier.Panels));
            Assert.All(forward, panel => Assert.Equal(block.Partials, panel.Tile.Partials));
        }
    });

    [Theory]
    [InlineData(16, 16)]
    [InlineData(64, 64)]
    [InlineData(69, 80)]
    [InlineData(100, 112)]
    [InlineData(96, 48)]
    [InlineData(128, 64)]
    [InlineData(160, 32)]
    [InlineData(176, 176)]
    public void A_row_that_nothing_divides_is_one_panel(int outputs, int panelWidth) => Assert.Equal(panelWidth, TilePlanner.PanelWidth(64, Lanes.Pad(outputs)));

    [Theory]
    [InlineData(13, 47, "1x2x8")]
    [InlineData(30, 60, "1x4x4")]
    [InlineData(45, 30, "1x3x4 1x3x4")]
    [InlineData(40, 60, "1x5x4")]
    [InlineData(64, 60, "1x4x2 1x4x2")]
    [InlineData(49, 74, "1x7x2")]
    [InlineData(69, 71, "1x5x2 1x4x2")]
    public void With_16_registers_one_row_takes_its_partial_sums_in_passes(int outputs, int inputs, string tiles)
    {
        var plan = NetworkPipeline.Plan(new Declared("Net", inputs, [outputs], Loss: "").Spec).DenseBlocks.Single();
        var narrow = plan.Tiles.Row.Single(static tier => tier.Width == VectorWidth.Bits256);
        Assert.Equal(tiles, string.Join(' ', narrow.Panels.SelectMany(static panel => Enumerable.Repeat(panel.Tile.Sizes, panel.Count))));
        Assert.All(narrow.Panels, static panel => Assert.InRange(panel.Tile.Vectors * panel.Tile.PartialsPerPass, 7, TilePlanner.NarrowAccumulators));
    }

    [Theory]
    [InlineData(40, "Relu", true)]
    [InlineData(40, "Tanh", true)]
    [InlineData(40, "", true)]
    [InlineData(40, "Silu", false)]
    [InlineData(48, "Relu", false)]
    public void Dot_products_read_padding_where_it_is_there_and_known_to_be_finite(int hidden, string activation, bool reads)
    {
        var blocks = NetworkPipeline.Plan(new Declared("Net", 47, [10, hidden, 10], activation).Spec).DenseBlocks.ToList();
        Assert.Equal([false, false, reads], blocks.Select(static block => block.HasPaddedInputs));
        Assert.Equal([true, false, true], blocks.Select(static block => block.IsDot));
    }

    /// <summary>0 times a negative value has a minus sign, which a sum of −0 would keep.</summary>
    [Theory]
    [InlineData("LeakyRelu(0.1)", true)]
    [InlineData("HardTanh(-1, 1)", true)]
    [InlineData("Threshold(0.5, 1)", true)]
    [InlineData("HardTanh(-6, -1)", false)]
    [InlineData("Threshold(0.5, -1)", false)]
    public void Dot_products_read_padding_only_after_an_activation_with_a_plus_sign_at_zero(string activation, bool reads)
    {
        var result = GeneratorHarness.Run(
            $"using Compiled; [Network(47)] [Dense(10), {activation}] [Dense(40), {activation}] [Dense(10)] [MeanSquaredError] public sealed partial class Net;");
        Assert.Equal(reads, result.Output.SyntaxTrees.Any(static tree => tree.ToString().Contains("HasPaddedInputs", StringComparison.Ordinal)));
    }
}
