using Compiled.Oracle;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Networks;

/// <summary>
/// With small multiples of 1/16 every sum is exact in float32, whatever its order: no tolerance to argue about, so a wrong index, tail or
/// transpose cannot hide.
/// </summary>
public sealed class ExactTests
{
    private static readonly string[] ExactKinds = ["Dense", "Identity", "Relu"];

    public static TheoryData<string> Names => DenseNetworks.Where(IsExact);

    public static TheoryData<string> Learners => DenseNetworks.Where(of => IsExact(of) && of.Topology.Loss == "SumSquaredError");

    [Fact]
    public void Small_odd_deep_and_wide_networks_are_among_them()
    {
        // Guards the filter: a kind renamed would empty the lists, and the theories with them.
        Assert.True(Names.Count >= 10, $"only {Names.Count} networks");
        Assert.True(Learners.Count >= 7, $"only {Learners.Count} networks");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_batch_from_1_to_70_is_the_oracles_to_the_bit(string name)
    {
        var of = DenseNetworks.Get(name);
        for (var seed = 1; seed <= 3; seed++)
        {
            var network = Create(of, seed);
            var inputs = Sixteenths(new TestData(seed), 70 * of.InputSize, 16);
            var expected = Expected(of.ToOracle(network), TestData.Rows(inputs, of.InputSize));
            for (var row = 0; row < 70; row++)
            {
                Bits.EqualValues(
                    expected.AsSpan(row * of.OutputSize, of.OutputSize),
                    network.PredictRow(of, inputs.AsSpan(row * of.InputSize, of.InputSize)),
                    $"row {row}, seed {seed}");
            }

            for (var rows = 1; rows <= 70; rows++)
            {
                Bits.EqualValues(
                    expected.AsSpan(0, rows * of.OutputSize), network.PredictRows(of, inputs.AsSpan(0, rows * of.InputSize)), $"batch of {rows}, seed {seed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Gradients_are_the_oracles_to_the_bit_when_the_batch_is_a_power_of_two(string name)
    {
        var of = DenseNetworks.Get(name);
        foreach (var rows in new[] { 1, 2, 4, 8, 16, 32 })
        {
            var network = Create(of, 5);
            var data = new TestData(rows);
            var inputs = Halves(data, rows * of.InputSize);
            var targets = Halves(data, rows * of.OutputSize);
            var expected = of.ToOracle(network).Gradients(TestData.Rows(inputs, of.InputSize), TestData.Rows(targets, of.OutputSize));

            var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
            trainer.Step(inputs, targets);

            Bits.EqualValues(expected.Parameters, trainer.GetGradients(of), $"gradients, batch of {rows}");
        }
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Gradients_from_the_callers_own_are_the_oracles_to_the_bit_for_any_batch(string name)
    {
        var of = DenseNetworks.Get(name);
        for (var rows = 1; rows <= 35; rows++)
        {
            var network = Create(of, 6);
            var data = new TestData(rows);
            var inputs = Halves(data, rows * of.InputSize);
            var upstream = Halves(data, rows * of.OutputSize);
            var expected = of.ToOracle(network).GradientsFrom(TestData.Rows(inputs, of.InputSize), TestData.Rows(upstream, of.OutputSize));

            var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
            trainer.StepFromGradient(inputs, upstream);

            Bits.EqualValues(expected.Parameters, trainer.GetGradients(of), $"gradients, batch of {rows}");
        }
    }

    private static bool IsExact(NetworkCase of) =>
        of.Topology.Blocks.All(block => ExactKinds.Contains(block.Kind) || (block.Kind == "LeakyRelu" && of.Slope == 0.25f));

    /// <summary>Sixteenths in the first block; −1, 0 and 1 behind it, the sparser the deeper, so that the sums stay within 24 bits.</summary>
    private static NetworkUnderTest Create(NetworkCase of, int seed)
    {
        var data = new TestData(seed);
        var parameters = new float[of.ParameterCount];
        var isDeep = of.Groups.Count > 6;
        foreach (var group in of.Groups)
        {
            var isFirst = group == of.Groups[0];
            for (var i = 0; i < group.Count; i++)
            {
                var isKept = isFirst || data.Below(isDeep ? group.Inputs : 2) < (isDeep ? 3 : 1);
                parameters[group.Offset + i] = isFirst ? Sixteenths(data, 1, 12)[0] : isKept ? 2 * data.Below(2) - 1 : 0;
            }
        }

        var network = of.Create(0);
        network.CopyParametersFrom(parameters);
        return network;
    }

    private static double[] Expected(OracleNetwork oracle, double[][] rows)
    {
        foreach (var row in rows)
        {
            var x = row;
            foreach (var block in oracle.Blocks)
            {
                // Nothing finer than 1/4096 arises, so a sum of magnitudes below 2¹² is exact in 24 bits however it is ordered.
                if (block is OracleDense dense)
                    Assert.True(dense.Magnitudes(x).Max() < 4096, "The test's own numbers are too large to be exact.");
                x = block.Forward(x);
            }
        }

        return [.. rows.SelectMany(oracle.Predict)];
    }

    private static float[] Sixteenths(TestData data, int count, int largest)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (data.Below(2 * largest + 1) - largest) / 16f;
        return values;
    }

    private static float[] Halves(TestData data, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (data.Below(5) - 2) / 2f;
        return values;
    }
}
