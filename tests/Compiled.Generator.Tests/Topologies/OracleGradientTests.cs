using System.Globalization;
using Compiled.Oracle;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>The oracle itself, on random networks: what it derives is what differences show, and what it allows says something.</summary>
[Trait("Speed", "slow")]
public sealed class OracleGradientTests
{
    private const double Step = 1e-6;

    /// <summary>The 200 that are compiled, and no other: nothing here needs a compiler.</summary>
    private static readonly IReadOnlyList<DrawnNetwork> Networks = [.. RandomTopologyTests.Networks.Where(network => network.Learns)];

    [Fact]
    public void The_oracles_gradient_agrees_with_central_differences()
    {
        var (compared, kinks) = (0, 0);
        foreach (var drawn in Networks)
        {
            var (oracle, data) = Create(drawn);
            // Two rows, normalised, are ±1 whatever they were: no gradient is left.
            var batch = drawn.HasBatchNorm ? 5 : 2;
            var (rows, targets) = (TopologyData.Rows(data.Inputs(batch), drawn.Inputs), TopologyData.Rows(data.Targets(batch), drawn.Outputs));
            var (loss, gradient) = (oracle.TrainingLoss(rows, targets), oracle.Gradients(rows, targets).Parameters);
            var parameters = oracle.GetParameters();
            var scale = gradient.Max(Math.Abs) + 1e-3 * Math.Abs(loss);
            for (var sample = 0; sample < 10; sample++)
            {
                var index = data.Index(parameters.Length);
                var (below, above) = (Moved(oracle, parameters, index, -Step, rows, targets), Moved(oracle, parameters, index, Step, rows, targets));
                var (left, right) = ((loss - below) / Step, (above - loss) / Step);
                // Both sides differ by the step times the curvature, but for a kink between them, where there is no gradient.
                if (Math.Abs(right - left) > 1e-3 * scale)
                {
                    kinks++;
                    continue;
                }

                compared++;
                var distance = Math.Abs((left + right) / 2 - gradient[index]);
                Assert.True(
                    distance <= 1e-5 * scale,
                    string.Create(CultureInfo.InvariantCulture, $"parameter {index}: {gradient[index]:R}, by differences {(left + right) / 2:R}\n{drawn.Source}"));
            }
        }

        Assert.True(kinks < compared / 50, $"{kinks} kinks beside {compared} comparisons: nothing is left to compare.");
    }

    [Fact]
    public void What_a_gradient_is_allowed_to_be_off_by_is_small()
    {
        var (wide, blocks) = (0, 0);
        foreach (var drawn in Networks)
        {
            var (oracle, data) = Create(drawn);
            var batch = drawn.HasBatchNorm ? 5 : 3;
            var (rows, targets) = (TopologyData.Rows(data.Inputs(batch), drawn.Inputs), TopologyData.Rows(data.Targets(batch), drawn.Outputs));
            var (expected, _, allowed) = new Condition(oracle, drawn.Seed).Gradients(rows, targets);
            var first = 0;
            foreach (var count in oracle.Parts.Select(block => block.ParameterCount).Where(count => count > 0))
            {
                var largest = expected.Parameters.AsSpan(first, count).ToArray().Max(Math.Abs);
                blocks++;
                wide += allowed[first] > 1e-3 * largest ? 1 : 0;
                first += count;
            }
        }

        // Where a row lies on a kink, or all units are saturated or dead.
        Assert.True(wide < blocks / 20, $"{wide} of {blocks} blocks may be off by more than a thousandth of their largest gradient.");
    }

    private static (OracleNetwork Oracle, TopologyData Data) Create(DrawnNetwork drawn)
    {
        var data = new TopologyData(drawn);
        var oracle = drawn.ToOracle();
        oracle.SetParameters(TopologyData.Doubles(data.Parameters()));
        return (oracle, data);
    }

    private static double Moved(OracleNetwork oracle, double[] parameters, int index, double step, double[][] rows, double[][] targets)
    {
        var value = parameters[index];
        parameters[index] = value + step;
        oracle.SetParameters(parameters);
        var loss = oracle.TrainingLoss(rows, targets);
        parameters[index] = value;
        oracle.SetParameters(parameters);
        return loss;
    }
}
