using Compiled.Tests.Networks;

namespace Compiled.Tests.Peers;

/// <summary>
/// L-BFGS on emitted networks against PyTorch's run in float64. The rule multiplies differences: what float32 rounds away grows from iteration to iteration,
/// so the first iterations are compared closely, and the end by its loss.
/// </summary>
public sealed class PyTorchLbfgsTests
{
    /// <summary>So far a float32 gradient takes the same decisions as a float64 one in all cases.</summary>
    private const int SameIterations = 8;

    public static TheoryData<string> Names => new(PyTorchLbfgs.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_iterations_evaluate_and_arrive_as_PyTorchs(string name)
    {
        var given = PyTorchLbfgs.All[name];
        for (var iterations = 1; iterations <= SameIterations; iterations++)
        {
            var (network, result) = Run(given, iterations);
            Assert.Equal((iterations, LbfgsStop.MaxIterations), (result.Iterations, result.Stop));
            Assert.Equal(given.Evaluations[iterations - 1], result.Evaluations);
            Close.Values([given.InitialLoss], [result.InitialLoss], 1e-6, 0, "loss at the start");
            Close.Values([given.Losses[iterations - 1]], [result.Loss], 1e-4, 0, $"loss after iteration {iterations}");
            if (given.AfterIterations.TryGetValue(iterations, out var expected))
                Close.Values(expected, network.GetParameters(given.Network), iterations < 5 ? 1e-4 : 1e-3, 1e-4, $"parameters after iteration {iterations}");
        }
    }

    /// <summary>Twenty iterations on, the paths have parted by rounding; the losses may differ by what an iteration is worth there.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void After_as_many_iterations_as_PyTorch_took_the_loss_is_as_low(string name)
    {
        var given = PyTorchLbfgs.All[name];
        var (_, result) = Run(given, given.Losses.Length);
        Assert.True(result.Loss <= given.Losses[^1] * 1.02, $"{result} PyTorch: {given.Losses[^1]}");
    }

    private static (NetworkUnderTest Network, LbfgsResult Result) Run(PyTorchLbfgs given, int iterations)
    {
        var network = given.Network.Create(0);
        network.CopyParametersFrom(Close.Floats(given.Initial));
        var trainer = network.CreateTrainer(new Adam(), new TrainerOptions { L2 = given.L2 });
        return (network, trainer.Minimize(given.Data, given.Settings(iterations)));
    }
}
