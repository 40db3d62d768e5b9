using System.Text.Json;
using Compiled.Oracle;

namespace Compiled.Tests.Peers;

/// <summary>
/// One case of Fixtures/optimizers.json: a 2-3-1 network of sigmoids, trained full-batch on the mean squared error by PyTorch in float64.
/// </summary>
/// <remarks>The losses are those of the steps' own forward passes: before the update.</remarks>
public sealed record PyTorchOptimizer(
    string Name,
    double LearningRate,
    double Momentum,
    double Dampening,
    bool Nesterov,
    double WeightDecay,
    double[] Initial,
    double[][] Inputs,
    double[][] Targets,
    IReadOnlyDictionary<int, double[]> AfterSteps,
    double[] FirstLosses,
    double LastLoss)
{
    /// <summary>The rules that this project has, by name.</summary>
    public static IReadOnlyDictionary<string, PyTorchOptimizer> All { get; } = Read();

    /// <summary>Whether the rule is Adam; otherwise it is plain SGD with its options.</summary>
    public bool IsAdam => Name == "Adam";

    /// <summary>The network at its start.</summary>
    public OracleNetwork ToOracle()
    {
        var network = new OracleNetwork(
            [
                OracleDense.Zero(2, 3, hasBias: true), new OracleActivation("Sigmoid"),
                OracleDense.Zero(3, 1, hasBias: true), new OracleActivation("Sigmoid"),
            ],
            "MeanSquaredError");
        network.SetParameters(Initial);
        return network;
    }

    /// <summary>The rule in double precision.</summary>
    public IOracleOptimizer ToOracleOptimizer() =>
        IsAdam
            ? new OracleAdam(LearningRate, weightDecay: WeightDecay)
            : new OracleSgd(LearningRate, Momentum, Dampening, Nesterov, WeightDecay);

    private static Dictionary<string, PyTorchOptimizer> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixture.PathOf("optimizers.json")));
        return document.RootElement.EnumerateArray()
            .Where(element => element.GetProperty("optimizer").GetString() is "SGD" or "Adam"
                && !element.GetProperty("options").TryGetProperty("amsgrad", out _))
            .Select(Read)
            .ToDictionary(one => one.Name);
    }

    private static PyTorchOptimizer Read(JsonElement element)
    {
        var options = element.GetProperty("options");
        return new(
            element.GetProperty("name").GetString()!,
            Option(options, "lr"),
            Option(options, "momentum"),
            Option(options, "dampening"),
            options.TryGetProperty("nesterov", out var nesterov) && nesterov.GetBoolean(),
            Option(options, "weight_decay"),
            Fixture.Canonical(element.GetProperty("initial")),
            Fixture.Rows(element.GetProperty("inputs")),
            Fixture.Rows(element.GetProperty("targets")),
            element.GetProperty("after_steps").EnumerateObject()
                .ToDictionary(step => int.Parse(step.Name, System.Globalization.CultureInfo.InvariantCulture), step => Fixture.Canonical(step.Value)),
            element.GetProperty("losses_first_20").Deserialize<double[]>()!,
            element.GetProperty("loss_last").GetDouble());
    }

    private static double Option(JsonElement options, string name) =>
        options.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
