using System.Text.Json;
using Compiled.Oracle;

namespace Compiled.Tests.Peers;

/// <summary>One case of Fixtures/gradients.json: loss and gradients that PyTorch computed in float64 on float32 data.</summary>
public sealed record PyTorchGradient(
    int[] Dims,
    string Hidden,
    string LossCase,
    double[] Parameters,
    double[][] Inputs,
    double[][] Targets,
    double[][] Logits,
    double LossValue,
    double[] Gradients,
    double[][] InputGradients)
{
    private const string Smoothing = "LabelSmoothing0.1";

    private static readonly string[] KnownHidden =
    [
        "Identity", "Sigmoid", "Tanh", "Relu", "LeakyRelu", "Elu", "Selu", "Gelu", "GeluTanh", "Silu", "Mish", "Softplus", "Softsign",
        "HardSigmoid", "HardTanh", "HardSwish",
    ];

    private static readonly string[] KnownLosses =
    [
        "MeanSquaredError", "SumSquaredError", "BinaryCrossEntropy", "CrossEntropy", "CrossEntropy" + Smoothing, "MeanAbsoluteError", "Huber",
    ];

    /// <summary>The cases whose blocks and losses this project has, by name.</summary>
    public static IReadOnlyDictionary<string, PyTorchGradient> All { get; } = Read();

    /// <summary>Such as <c>7-17-9-3 Tanh CrossEntropy</c>.</summary>
    public string Name => $"{string.Join('-', Dims)} {Hidden} {LossCase}";

    /// <summary>The loss without its settings.</summary>
    public string Loss => LossCase.Replace(Smoothing, "", StringComparison.Ordinal);

    /// <summary>The label smoothing, or PyTorch's default for Huber's δ.</summary>
    public double LossSetting => LossCase.EndsWith(Smoothing, StringComparison.Ordinal) ? 0.1 : Loss == "Huber" ? 1 : 0;

    /// <summary>The case as an oracle network: Dense and hidden activation in turn, Dense, and what the loss is fused with.</summary>
    public OracleNetwork ToOracle()
    {
        List<OracleBlock> blocks = [];
        for (var i = 1; i < Dims.Length; i++)
        {
            blocks.Add(OracleDense.Zero(Dims[i - 1], Dims[i], hasBias: true));
            if (i < Dims.Length - 1)
                blocks.Add(new OracleActivation(Hidden));
        }

        if (OracleLoss.FusedWith(Loss) is { } last)
            blocks.Add(last == "Softmax" ? new OracleSoftmax() : new OracleActivation(last));
        var network = new OracleNetwork(blocks, Loss, LossSetting);
        network.SetParameters(Parameters);
        return network;
    }

    private static Dictionary<string, PyTorchGradient> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixture.PathOf("gradients.json")));
        return document.RootElement.EnumerateArray().Select(Read)
            .Where(one => KnownHidden.Contains(one.Hidden) && KnownLosses.Contains(one.LossCase))
            .ToDictionary(one => one.Name);
    }

    private static PyTorchGradient Read(JsonElement element) => new(
        element.GetProperty("dims").Deserialize<int[]>()!,
        element.GetProperty("hidden_activation").GetString()!,
        element.GetProperty("loss").GetString()!,
        Fixture.Canonical(element.GetProperty("parameters")),
        Fixture.Rows(element.GetProperty("inputs")),
        Fixture.Rows(element.GetProperty("targets")),
        Fixture.Rows(element.GetProperty("logits")),
        element.GetProperty("loss_value").GetDouble(),
        Fixture.Canonical(element.GetProperty("gradients")),
        Fixture.Rows(element.GetProperty("input_gradient")));
}
