using System.Collections.Concurrent;
using Compiled.Oracle;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Networks;

/// <summary>Back-propagation against the oracle, and the oracle against central differences, on every declared network.</summary>
public sealed class GradientTests
{
    /// <summary>Sums of a few thousand roundings, measured against the block's largest gradient.</summary>
    private const double Tolerance = 2e-5;

    /// <summary>Ten blocks multiply what each of them rounds.</summary>
    private const double DeepTolerance = 2e-4;

    // One step gives the gradients of all groups; each group is a test of its own, so that a failure names it.
    private static readonly ConcurrentDictionary<string, Outcome[]> Steps = new(), StepsFromGradients = new();

    public static TheoryData<string> Names => AllNetworks.QuietLearners;

    public static TheoryData<string, string> Groups => AllNetworks.LearnersByGroup;

    [Theory]
    [MemberData(nameof(Groups))]
    public void Each_parameter_group_has_the_oracles_gradient(string name, string group) =>
        Compare(name, group, Steps.GetOrAdd(name, static name => [.. BatchSizes(AllNetworks.Get(name)).Select(rows =>
        {
            var of = AllNetworks.Get(name);
            var network = of.CreateRandom(11);
            var data = new TestData(12 + rows);
            var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
            var expected = of.ToOracle(network).Gradients(TestData.Rows(inputs, of.InputSize), TestData.Rows(targets, of.OutputSize));

            var trainer = network.CreateTrainer(new Sgd(learningRate: 0.1f), Keep.Gradients);
            trainer.Step(inputs, targets);
            return new Outcome(rows, expected, trainer.GetGradients(of));
        })]));

    [Theory]
    [MemberData(nameof(Groups))]
    public void Each_parameter_group_has_the_oracles_gradient_from_the_callers_own(string name, string group) =>
        Compare(name, group, StepsFromGradients.GetOrAdd(name, static name => [.. BatchSizes(AllNetworks.Get(name)).Select(rows =>
        {
            var of = AllNetworks.Get(name);
            var network = of.CreateRandom(13);
            var data = new TestData(14 + rows);
            var (inputs, upstream) = (data.Inputs(of, rows), data.Uniforms(rows * of.OutputSize));
            var expected = of.ToOracle(network).GradientsFrom(TestData.Rows(inputs, of.InputSize), TestData.Rows(upstream, of.OutputSize));

            var trainer = network.CreateTrainer(new Sgd(learningRate: 0.1f), Keep.Gradients);
            trainer.StepFromGradient(inputs, upstream);
            return new Outcome(rows, expected, trainer.GetGradients(of));
        })]));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_oracles_gradient_agrees_with_central_differences(string name)
    {
        var of = AllNetworks.Get(name);
        var oracle = of.ToOracle(of.CreateRandom(15));
        var data = new TestData(16);
        var rows = TestData.Rows(data.Inputs(of, 3), of.InputSize);
        var targets = TestData.Rows(data.Targets(of, 3), of.OutputSize);
        var analytic = oracle.Gradients(rows, targets).Parameters;
        var parameters = oracle.GetParameters();
        var scale = analytic.Max(Math.Abs);

        // Of a large network a sample: some forty parameters, from every group.
        foreach (var group in of.Groups)
            for (var k = 0; k < Math.Min(group.Count, 40 / of.Groups.Count + 2); k++)
            {
                var index = group.Offset + data.Below(group.Count);
                var one = new[] { parameters[index] };
                var difference = CentralDifference.Gradient(one, () =>
                {
                    parameters[index] = one[0];
                    oracle.SetParameters(parameters);
                    return oracle.TrainingLoss(rows, targets);
                })[0];
                parameters[index] = one[0];
                Close.Values([difference], [analytic[index]], 1e-5, 1e-7 * scale, $"{group.Name}, parameter {index}");
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_is_the_oracles(string name)
    {
        var of = AllNetworks.Get(name);
        foreach (var rows in BatchSizes(of))
        {
            var network = of.CreateRandom(17);
            var data = new TestData(18 + rows);
            var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
            var oracle = of.ToOracle(network);
            var expected = oracle.MeanLoss(TestData.Rows(inputs, of.InputSize), TestData.Rows(targets, of.OutputSize));

            var trainer = network.CreateTrainer(new Sgd(learningRate: 0.1f));
            Close.Values([expected], [trainer.MeanLoss(inputs, targets)], 1e-5, 1e-6, "MeanLoss");
            Assert.Equal(0, trainer.StepCount);
            expected = oracle.TrainingLoss(TestData.Rows(inputs, of.InputSize), TestData.Rows(targets, of.OutputSize));
            Close.Values([expected], [trainer.Step(inputs, targets)], 1e-5, 1e-6, "Step's loss");
            Close.Values([expected], [trainer.Loss], 1e-5, 1e-6, "Loss after the step");
            Assert.Equal(1, trainer.StepCount);
        }
    }

    /// <summary>One row, a tail, and more rows than a trainer takes at once; the widest networks are spared the last.</summary>
    private static int[] BatchSizes(NetworkCase of) => of.ParameterCount switch
    {
        // Two rows, normalised, are ±1 whatever they were: their gradients are differences of equal numbers.
        _ when of.HasBatchNorm => [5, 32, 250],
        < 3_000 => [1, 7, 32, 333],
        < 20_000 => [1, 7, 70],
        _ => [1, 19],
    };

    private static void Compare(string name, string groupName, Outcome[] outcomes)
    {
        var of = AllNetworks.Get(name);
        var group = of.Groups.Single(one => one.Name == groupName);
        var tolerance = of.Groups.Count > 8 ? DeepTolerance : Tolerance;
        foreach (var (rows, expected, actual) in outcomes)
            GradientScale.Compare(of, group, expected.Parameters, actual, tolerance, $"∂L/∂{group.Name}, batch of {rows},");
    }

    /// <summary>The gradients of one step on a batch, and the oracle's.</summary>
    private sealed record Outcome(int Rows, OracleGradients Expected, float[] Actual);
}
