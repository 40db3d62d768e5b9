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
}
