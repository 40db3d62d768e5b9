using System.Text.Json;
using Compiled.Oracle;

namespace Compiled.Tests.Peers;

/// <summary>
/// One case of Fixtures/optimizers.json: a 2-3-1 network of sigmoids, trained full-batch on the mean squared error by PyTorch in float64.
/// </summary>
/// <remarks>The losses are those of the steps' own forward passes: before the update.</remarks>
public sealed record PyTorchOptimizer(
    string Name,
    string Rule,
    JsonElement Options,
    double[] Initial,
    double[][] Inputs,
    double[][] Targets,
    IReadOnlyDictionary<int, double[]> AfterSteps,
    double[] FirstLosses,
    double LastLoss)
{
    /// <summary>All cases, by name.</summary>
    public static IReadOnlyDictionary<string, PyTorchOptimizer> All { get; } = Read();

    /// <summary>The cases whose rule the oracle has too: all of SGD, and plain Adam.</summary>
    public static IEnumerable<string> OfOracle =>
        All.Values.Where(one => one.Rule == "SGD" || one is { Rule: "Adam" } && !one.IsSet("amsgrad")).Select(one => one.Name);

    public double LearningRate => Option("lr");

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
        Rule == "Adam"
            ? new OracleAdam(LearningRate, weightDecay: Option("weight_decay"))
            : new OracleSgd(LearningRate, Option("momentum"), Option("dampening"), IsSet("nesterov"), Option("weight_decay"));

    /// <summary>A number among PyTorch's options, or what it is when not named.</summary>
    public double Option(string name, double standard = 0) => Options.TryGetProperty(name, out var value) ? value.GetDouble() : standard;

    /// <summary>Whether a switch is on.</summary>
    public bool IsSet(string name) => Options.TryGetProperty(name, out var value) && value.GetBoolean();

    private static Dictionary<string, PyTorchOptimizer> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixture.PathOf("optimizers.json")));
        return document.RootElement.EnumerateArray()
            .Select(Read)
            .ToDictionary(one => one.Name);
    }

    private static PyTorchOptimizer Read(JsonElement element) => new(
        element.GetProperty("name").GetString()!,
        element.GetProperty("optimizer").GetString()!,
        element.GetProperty("options").Clone(),
        Fixture.Canonical(element.GetProperty("initial")),
        Fixture.Rows(element.GetProperty("inputs")),
        Fixture.Rows(element.GetProperty("targets")),
        element.GetProperty("after_steps").EnumerateObject()
            .ToDictionary(step => int.Parse(step.Name, System.Globalization.CultureInfo.InvariantCulture), step => Fixture.Canonical(step.Value)),
        element.GetProperty("losses_first_20").Deserialize<double[]>()!,
        element.GetProperty("loss_last").GetDouble());
}
