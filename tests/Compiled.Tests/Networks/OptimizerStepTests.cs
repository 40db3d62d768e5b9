using Compiled.Oracle;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Networks;

/// <summary>One step of every rule, on every declared network: the rule alone, since it is given the gradients that the trainer found.</summary>
[Trait("Speed", "slow")]
public sealed class OptimizerStepTests
{
    public static TheoryData<string> Names => AllNetworks.Learners;

    [Theory]
    [MemberData(nameof(Names))]
    public void Plain_descent(string name) =>
        Compare(name, new Sgd(learningRate: 0.1f), new OracleSgd(0.1f));

    [Theory]
    [MemberData(nameof(Names))]
    public void Descent_with_weight_decay(string name) =>
        Compare(name, new Sgd(learningRate: 0.1f) { WeightDecay = 0.01f }, new OracleSgd(0.1f, weightDecay: 0.01f));

    [Theory]
    [MemberData(nameof(Names))]
    public void Descent_with_momentum(string name) =>
        Compare(name, new Sgd(learningRate: 0.05f) { Momentum = 0.9f }, new OracleSgd(0.05f, 0.9f));

    [Theory]
    [MemberData(nameof(Names))]
    public void Descent_with_momentum_and_dampening(string name) =>
        Compare(name, new Sgd(learningRate: 0.05f) { Momentum = 0.9f, Dampening = 0.3f }, new OracleSgd(0.05f, 0.9f, 0.3f));

    [Theory]
    [MemberData(nameof(Names))]
    public void Descent_with_Nesterovs_momentum(string name) =>
        Compare(
            name,
            new Sgd(learningRate: 0.05f) { Momentum = 0.9f, Nesterov = true, WeightDecay = 0.001f },
            new OracleSgd(0.05f, 0.9f, nesterov: true, weightDecay: 0.001f));

    [Theory]
    [MemberData(nameof(Names))]
    public void Adam_with_its_defaults(string name) =>
        Compare(name, new Adam(), new OracleAdam(0.001f));

    [Theory]
    [MemberData(nameof(Names))]
    public void Adam_with_weight_decay(string name) =>
        Compare(name, new Adam(learningRate: 0.01f) { WeightDecay = 0.01f }, new OracleAdam(0.01f, weightDecay: 0.01f));

    private static void Compare<TOptimizer>(string name, TOptimizer optimizer, IOracleOptimizer oracle)
        where TOptimizer : struct, IOptimizer
    {
        var of = AllNetworks.Get(name);
        var network = of.CreateRandom(21);
        var trainer = network.CreateTrainer(optimizer, Keep.Gradients);
        var largest = new double[of.ParameterCount];
        for (var step = 1; step <= 4; step++)
        {
            var data = new TestData(30 + step);
            var before = network.GetParameters(of);
            trainer.Step(data.Inputs(of, 6), data.Targets(of, 6));

            var expected = Close.Doubles(before);
            oracle.Update(expected, Close.Doubles(trainer.GetGradients(of)));
            var after = network.GetParameters(of);
            for (var i = 0; i < after.Length; i++)
            {
                // The change to a few roundings, and the parameter to the one of its own. Momentum and gradient may cancel, so a change is
                // measured against the largest that the parameter has seen.
                largest[i] = Math.Max(largest[i], Math.Abs(expected[i] - before[i]));
                var allowed = 3e-6 * largest[i] + 1.5 * Rounding.Unit * Math.Abs(expected[i]) + 1e-10;
                Assert.True(
                    Math.Abs(after[i] - expected[i]) <= allowed,
                    $"Step {step}: parameter {i} went from {before[i]:R} to {after[i]:R}, expected {expected[i]:R}, allowed {allowed:E2}.");
            }
        }
    }
}
