using Compiled.Oracle;

namespace Compiled.Tests.Peers;

/// <summary>The oracle is only worth something when it agrees with somebody else, to the last digits of double precision.</summary>
public sealed class OracleAgainstPyTorchTests
{
    private const double Relative = 1e-9;
    private const double Absolute = 1e-13;

    public static TheoryData<string> GradientCases => new(PyTorchGradient.All.Keys);

    public static TheoryData<string> OptimizerCases => new(PyTorchOptimizer.OfOracle);

    [Fact]
    public void Every_case_with_known_blocks_is_compared()
    {
        Assert.Equal(84, PyTorchGradient.All.Count);
        Assert.Equal(
            ["Adam", "Sgd", "Sgd_momentum", "Sgd_momentum_dampening", "Sgd_nesterov", "Sgd_wd"],
            PyTorchOptimizer.OfOracle.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(GradientCases))]
    public void Loss_inputs_and_loss_agree(string name)
    {
        var expected = PyTorchGradient.All[name];
        var network = expected.ToOracle();
        for (var row = 0; row < expected.Inputs.Length; row++)
            Close.Values(expected.Logits[row], network.LossInputs(expected.Inputs[row]), Relative, Absolute, $"logits of row {row}");
        Close.Values([expected.LossValue], [network.MeanLoss(expected.Inputs, expected.Targets)], Relative, Absolute, "loss");
    }

    [Theory]
    [MemberData(nameof(GradientCases))]
    public void Gradients_agree(string name)
    {
        var expected = PyTorchGradient.All[name];
        var actual = expected.ToOracle().Gradients(expected.Inputs, expected.Targets);
        // PyTorch multiplies by a sixth that is rounded to float, whatever it computes in.
        var relative = expected.Hidden == "HardSigmoid" ? 2 * Math.Abs(1f / 6 - 1.0 / 6) * 6 : Relative;
        Close.Values(expected.Gradients, actual.Parameters, relative, Absolute, "parameter gradients");
        for (var row = 0; row < expected.Inputs.Length; row++)
            Close.Values(expected.InputGradients[row], actual.Inputs[row], relative, Absolute, $"input gradients of row {row}");
    }

    [Theory]
    [MemberData(nameof(GradientCases))]
    public void Gradients_agree_with_central_differences(string name)
    {
        var given = PyTorchGradient.All[name];
        var network = given.ToOracle();
        var expected = CentralDifference.OfParameters(network, given.Inputs, given.Targets);
        Close.Values(expected, network.Gradients(given.Inputs, given.Targets).Parameters, 1e-6, 1e-9, "parameter gradients");
    }

    [Theory]
    [MemberData(nameof(GradientCases))]
    public void Input_gradients_agree_with_central_differences(string name)
    {
        var given = PyTorchGradient.All[name];
        var network = given.ToOracle();
        var analytic = network.Gradients(given.Inputs, given.Targets).Inputs;
        for (var row = 0; row < given.Inputs.Length; row++)
        {
            var expected = CentralDifference.Gradient(given.Inputs[row], () => network.MeanLoss(given.Inputs, given.Targets));
            Close.Values(expected, analytic[row], 1e-6, 1e-9, $"input gradients of row {row}");
        }
    }

    [Theory]
    [MemberData(nameof(GradientCases))]
    public void Gradients_from_the_callers_own_output_gradient_agree_with_central_differences(string name)
    {
        // L = Σ cᵣₒ·outputᵣₒ has the gradient c at the outputs, softmax and sigmoid included.
        var given = PyTorchGradient.All[name];
        var network = given.ToOracle();
        var weights = given.Targets.Select((row, r) => row.Select((_, o) => Math.Sin(1 + 3 * r + 7 * o)).ToArray()).ToArray();
        var parameters = network.GetParameters();
        var expected = CentralDifference.Gradient(parameters, () =>
        {
            network.SetParameters(parameters);
            return given.Inputs.Select((row, r) => network.Predict(row).Select((y, o) => y * weights[r][o]).Sum()).Sum();
        });
        network.SetParameters(parameters);
        Close.Values(expected, network.GradientsFrom(given.Inputs, weights).Parameters, 1e-6, 1e-9, "parameter gradients");
    }

    [Theory]
    [MemberData(nameof(OptimizerCases))]
    public void A_thousand_steps_agree(string name)
    {
        var expected = PyTorchOptimizer.All[name];
        var network = expected.ToOracle();
        var trainer = new OracleTrainer(network, expected.ToOracleOptimizer());
        var loss = double.NaN;
        for (var step = 1; step <= 1000; step++)
        {
            loss = trainer.Step(expected.Inputs, expected.Targets).Loss;
            if (step <= expected.FirstLosses.Length)
                Close.Values([expected.FirstLosses[step - 1]], [loss], Relative, Absolute, $"loss of step {step}");
            if (expected.AfterSteps.TryGetValue(step, out var parameters))
                Close.Values(parameters, network.GetParameters(), Relative, 1e-12, $"parameters after step {step}");
        }

        // As a training loop sees it: before the last update.
        Close.Values([expected.LastLoss], [loss], Relative, 1e-20, "last loss");
    }
}
