using Compiled.Tests.Peers;

namespace Compiled.Tests.Networks;

/// <summary>What a network predicts, against the oracle.</summary>
public sealed class ForwardTests
{
    /// <summary>
    /// Beyond four dense blocks the proven bound, which lets every error take the worst sign and the steepest slope, grows past all use. There
    /// a fixed tolerance stands in, a hundred roundings relative to the row's largest output.
    /// </summary>
    private const double DeepTolerance = 100.0 / (1 << 24);

    public static TheoryData<string> Names => AllNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_constants_are_the_topologys(string name)
    {
        var of = AllNetworks.Get(name);
        Assert.Equal(of.Topology.InputSize, of.InputSize);
        Assert.Equal(of.Topology.OutputSize, of.OutputSize);
        Assert.Equal(of.Topology.ParameterCount, of.ParameterCount);
        Assert.Equal(of.ParameterCount, of.Groups.Sum(group => group.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_output_is_within_the_error_bound(string name)
    {
        var of = AllNetworks.Get(name);
        var isDeep = of.Topology.Blocks.Count(block => block.Kind == "Dense") > 4;
        for (var seed = 1; seed <= 5; seed++)
        {
            var network = of.CreateRandom(seed);
            var oracle = of.ToOracle(network);
            for (var row = 0; row < 4; row++)
            {
                var input = new TestData(100 * seed + row).Inputs(of, 1);
                var (expected, bounds) = oracle.PredictWithBounds(Close.Doubles(input));
                if (isDeep)
                    Array.Fill(bounds, DeepTolerance * Math.Max(1, expected.Max(Math.Abs)));
                Close.Bounded(expected, network.PredictRow(of, input), bounds, $"output, seed {seed}, row {row},");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_as_initialised_is_within_the_error_bound(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.Create(seed: 7);
        var input = new TestData(7).Inputs(of, 1);
        var (expected, bounds) = of.ToOracle(network).PredictWithBounds(Close.Doubles(input));
        for (var i = 0; i < bounds.Length; i++)
            bounds[i] = Math.Min(bounds[i], 1e-4 * Math.Max(1, expected.Max(Math.Abs)));
        Close.Bounded(expected, network.PredictRow(of, input), bounds, "output");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_of_any_size_gives_each_row_the_bits_of_Predict(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(3);
        var inputs = new TestData(4).Inputs(of, 70);
        var rowByRow = new float[70 * of.OutputSize];
        for (var row = 0; row < 70; row++)
            network.Predict(inputs.AsSpan(row * of.InputSize, of.InputSize), rowByRow.AsSpan(row * of.OutputSize, of.OutputSize));
        for (var rows = 1; rows <= 70; rows++)
            Bits.Equal(rowByRow.AsSpan(0, rows * of.OutputSize), network.PredictRows(of, inputs.AsSpan(0, rows * of.InputSize)), $"batch of {rows}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_does_not_depend_on_its_neighbours_or_its_place(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(5);
        var row = new TestData(6).Inputs(of, 1);
        var alone = network.PredictRows(of, row);
        foreach (var neighbour in new[] { 0f, 1e30f, float.NaN, float.NegativeInfinity })
            foreach (var place in new[] { 0, 1, 7, 15, 16, 33, 36 })
            {
                var inputs = new float[37 * of.InputSize];
                Array.Fill(inputs, neighbour);
                row.CopyTo(inputs, place * of.InputSize);
                var outputs = network.PredictRows(of, inputs);
                Bits.Equal(alone, outputs.AsSpan(place * of.OutputSize, of.OutputSize), $"place {place} among rows of {neighbour}");
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_beside_the_outputs_is_written(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(5);
        for (var rows = 1; rows <= 19; rows++)
        {
            var memory = new float[32 + rows * of.OutputSize];
            Array.Fill(memory, 1234.5f);
            network.PredictBatch(new TestData(rows).Inputs(of, rows), memory.AsSpan(16, rows * of.OutputSize));
            Assert.All(memory[..16].Concat(memory[^16..]), value => Assert.Equal(1234.5f, value));
            network.Predict(new TestData(rows).Inputs(of, 1), memory.AsSpan(16, of.OutputSize));
            Assert.All(memory[..16].Concat(memory[^16..]), value => Assert.Equal(1234.5f, value));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_in_gives_NaN_out(string name)
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(8);
        for (var i = 0; i < of.InputSize; i += 1 + of.InputSize / 20)
        {
            var input = new TestData(9).Inputs(of, 1);
            input[i] = float.NaN;
            Assert.All(network.PredictRow(of, input), value => Assert.True(float.IsNaN(value), $"input {i} is NaN, but an output is {value}."));
            Assert.All(network.PredictRows(of, input), value => Assert.True(float.IsNaN(value), $"input {i} is NaN, but an output is {value}."));
        }
    }
}
