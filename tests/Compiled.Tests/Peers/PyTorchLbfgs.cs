using System.Text.Json;
using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Peers;

/// <summary>One case of Fixtures/lbfgs.json, which lbfgs.py writes: a run of PyTorch's LBFGS with strong Wolfe line search in float64.</summary>
/// <param name="Evaluations">Evaluations after 1, 2, … iterations.</param>
/// <param name="Losses">Mean losses, without penalty, after as many.</param>
/// <param name="AfterIterations">Parameters after some of them.</param>
public sealed record PyTorchLbfgs(
    string Name,
    NetworkCase Network,
    JsonElement Options,
    float L2,
    double[] Initial,
    Dataset Data,
    double InitialLoss,
    long[] Evaluations,
    double[] Losses,
    IReadOnlyDictionary<int, double[]> AfterIterations)
{
    private static readonly NetworkCase[] Networks =
    [
        new LearnerCase<Peer231>(), new LearnerCase<Peer432TanhCrossEntropy>(), new LearnerCase<Peer352IdentityMeanSquaredError>(),
        new LearnerCase<Peer352ReluBinaryCrossEntropy>(),
    ];

    /// <summary>All cases, by name.</summary>
    public static IReadOnlyDictionary<string, PyTorchLbfgs> All { get; } = Read();

    /// <summary>PyTorch's settings for a run of that many iterations.</summary>
    public Lbfgs Settings(int iterations) => new()
    {
        MaxIterations = iterations,
        MaxEvaluations = 1_000_000,
        LearningRate = Options.TryGetProperty("lr", out var rate) ? rate.GetSingle() : 1,
        HistorySize = Options.TryGetProperty("history_size", out var size) ? size.GetInt32() : 100,
    };

    private static Dictionary<string, PyTorchLbfgs> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixture.PathOf("lbfgs.json")));
        return document.RootElement.EnumerateArray().Select(Read).ToDictionary(one => one.Name);
    }

    private static PyTorchLbfgs Read(JsonElement element)
    {
        var (inputs, targets) = (Fixture.Rows(element.GetProperty("inputs")), Fixture.Rows(element.GetProperty("targets")));
        return new(
            element.GetProperty("name").GetString()!,
            Networks.Single(network => network.Name == element.GetProperty("network").GetString()),
            element.GetProperty("options").Clone(),
            element.GetProperty("l2").GetSingle(),
            Fixture.Canonical(element.GetProperty("initial")),
            Dataset.FromMemory(Close.Flat(inputs), Close.Flat(targets), inputs[0].Length, targets[0].Length),
            element.GetProperty("initial_loss").GetDouble(),
            element.GetProperty("evaluations").Deserialize<long[]>()!,
            element.GetProperty("losses").Deserialize<double[]>()!,
            element.GetProperty("after_iterations").EnumerateObject()
                .ToDictionary(step => int.Parse(step.Name, System.Globalization.CultureInfo.InvariantCulture), step => Fixture.Canonical(step.Value)));
    }
}
