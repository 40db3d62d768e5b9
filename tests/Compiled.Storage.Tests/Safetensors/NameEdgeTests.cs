using Compiled.Storage;

namespace Compiled.Tests.Safetensor;

/// <summary>Names of tensors that few files have, and searches that do not end soon.</summary>
public sealed class NameEdgeTests
{
    private static TensorTable Norms(params int[] widths) => TensorTable.Of(new Topology(
        "Deep", widths[0], [.. widths.Select(static (width, index) => new TopologyBlock("LayerNorm", $"LayerNorm{index}", width, width, width, false))]));

    private static List<NamedShape> File(params (string Module, int Width)[] modules) => [.. modules.Select(static module => new NamedShape(module.Module + ".weight", [module.Width]))];

    private static IReadOnlyDictionary<string, string> Resolve(TensorTable table, List<NamedShape> file, Dictionary<string, string>? given = null) =>
        TensorNames.Resolve(file, table, given, false, "model.safetensors");

    [Theory]
    [InlineData("fc1_1", "fc1_2", "fc1_10")]
    [InlineData("fc1_1", "fc2_1", "fc10_1")]
    [InlineData("net1", "net01x.2", "net2")]
    public void Every_number_of_a_name_counts(string first, string second, string third)
    {
        // Names of other patterns have no order, so that widths tell them apart.
        var isPattern = second.StartsWith("fc", StringComparison.Ordinal);
        var names = Resolve(Norms(4, isPattern ? 4 : 5, 4), File((third, 4), (first, 4), (second, isPattern ? 4 : 5)));
        Assert.Equal(("0.weight", "1.weight", "2.weight"), (names[first + ".weight"], names[second + ".weight"], names[third + ".weight"]));
    }

    [Fact]
    public void A_module_within_another_has_its_own_name()
    {
        var names = Resolve(Norms(4, 5), File(("net.out", 5), ("net", 4)));
        Assert.Equal(("0.weight", "1.weight"), (names["net.weight"], names["net.out.weight"]));
        Assert.Equal(1, new ModuleName("net").CompareTo(null));
        Assert.Equal(0, new ModuleName("fc01").CompareTo(new ModuleName("fc1")));
    }

    [Fact]
    public void Numbers_keep_their_order_within_a_head()
    {
        // Two heads with two norms each, all alike: within a head the order is known, but the heads may be either way round.
        List<TopologyBlock> blocks = [];
        void Head(string name, int width)
        {
            blocks.Add(new TopologyBlock("Head", name, width, width, 0, false));
            blocks.AddRange([new TopologyBlock("LayerNorm", $"{name}0", width, width, width, false), new TopologyBlock("LayerNorm", $"{name}1", width, width, width, false)]);
        }

        Head("Mean", 4);
        Head("Spread", 4);
        var table = TensorTable.Of(new Topology("Twin", 4, blocks));
        Assert.Equal([0, 0, 1, 1], table.Blocks.Select(static block => block.Head));
        var file = File(("n1", 4), ("n2", 4), ("n3", 4), ("n4", 4));
        var message = Assert.Throws<ModelFileException>(() => Resolve(table, file)).Message;
        Assert.Contains("'n2' and 'n3' both fit", message, StringComparison.Ordinal);
        var names = Resolve(table, file, new() { ["n2"] = "Mean0", ["n4"] = "Mean1", ["n1"] = "Spread0" });
        Assert.Equal(table.Blocks[3].Prefix + ".weight", names["n3.weight"]);

        // A third head, for which there is one module where it needs two: every order is tried, and none is left.
        Head("Third", 5);
        file.AddRange(File(("y", 5), ("z", 6)));
        Assert.Equal(file.Select(static tensor => tensor.Name), Resolve(TensorTable.Of(new Topology("Three", 4, blocks)), file).Values);
    }

    [Fact]
    public void A_search_without_an_end_is_given_up()
    {
        // Twelve alike without numbers, and two places for one module: no way, in twelve factorial attempts.
        var table = Norms([.. Enumerable.Repeat(4, 12), 5, 5]);
        var file = File([.. Enumerable.Range(0, 12).Select(static index => (((char)('a' + index)).ToString(), 4)), ("y", 5), ("z", 6)]);
        var message = Assert.Throws<ModelFileException>(() => Resolve(table, file)).Message;
        Assert.Equal(
            "'model.safetensors': The names of the tensors are not those of nn.Sequential, and there are too many ways to assign them to the network's blocks. Map modules to blocks with LoadOptions.Names.",
            message);
    }

    [Fact]
    public void A_block_that_no_module_fits_ends_the_search_before_it_begins()
    {
        var table = Norms([.. Enumerable.Repeat(4, 12), 5]);
        var file = File([.. Enumerable.Range(0, 12).Select(static index => (((char)('a' + index)).ToString(), 4)), ("z", 6)]);
        // Nothing is assigned: every tensor keeps its name, and the differences say the rest.
        Assert.Equal(file.Select(static tensor => tensor.Name), Resolve(table, file).Values);
    }

    [Fact]
    public void Of_many_blocks_twenty_are_listed()
    {
        var table = Norms([.. Enumerable.Repeat(4, 21)]);
        var message = Assert.Throws<ModelFileException>(() => Resolve(table, File(("a", 4)), new() { ["a"] = "99" })).Message;
        Assert.Contains("maps 'a.weight' to '99.weight', but the network has no such tensor; its blocks with weights are 0 (LayerNorm0), 1 (LayerNorm1)", message, StringComparison.Ordinal);
        Assert.EndsWith("19 (LayerNorm19), ….", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.0", "model.7", "0.weight", "7.weight")]
    [InlineData("model.0", "other.1", "model.0.weight", "other.1.weight")]
    public void Names_of_which_more_are_known_are_compared(string first, string second, string firstName, string secondName)
    {
        // The second has another shape: there is no way, and what is told is nearest to the network.
        var names = Resolve(Norms(4, 5), File((first, 4), (second, 6)));
        Assert.Equal((firstName, secondName), (names[first + ".weight"], names[second + ".weight"]));
    }

    [Fact]
    public void A_network_without_blocks_has_no_scaling_and_blocks_of_the_user_keep_their_arguments()
    {
        var empty = new Topology("Halving", 1, []);
        Assert.Equal(
            ["The metadata contains input scaling, but the network does not begin with [Standardize]; LoadOptions.IgnoreTopology ignores the scaling."],
            NetworkMetadata.Differences(new Dictionary<string, string> { [InputScaling.MeansKey] = "1" }, empty));
        Assert.Equal(["Mine(beta: 2)"], ComputedBlocks.Of(new Topology("Own", 1, [new TopologyBlock("Mine", "Mine0", 1, 1, 0, false) { Arguments = "beta: 2" }])));
    }
}
