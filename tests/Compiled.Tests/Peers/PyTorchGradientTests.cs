using Compiled.Tests.Networks;

namespace Compiled.Tests.Peers;

/// <summary>Emitted networks against PyTorch's loss and gradients.</summary>
public sealed class PyTorchGradientTests
{
    /// <summary>
    /// PyTorch's own tolerances for float32, the relative one four times over: the fixtures were computed in float64 throughout, so
    /// that all of the rounding is ours, where PyTorch compares float32 with float32.
    /// </summary>
    private const double Relative = 4 * 1.3e-6;

    private const double Absolute = 1e-5;

    public static TheoryData<string> Names => new(PyTorchGradient.All.Keys);

    public static TheoryData<string, string> Groups
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in PyTorchGradient.All.Keys)
                foreach (var group in PeerNetworks.Gradients[name].Groups)
                    data.Add(name, group.Name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_outputs_are_PyTorchs(string name)
    {
        var (of, network, given) = Create(name);
        var expected = given.ToOracle();
        for (var row = 0; row < given.Inputs.Length; row++)
            Close.Values(expected.Predict(given.Inputs[row]), network.PredictRow(of, Close.Floats(given.Inputs[row])), Relative, Absolute, "outputs");
        if (expected.Blocks.Count == of.Topology.Blocks.Count && Compiled.Oracle.OracleLoss.FusedWith(given.Loss) is null)
            Close.Values(given.Logits.SelectMany(row => row).ToArray(), network.PredictRows(of, Close.Flat(given.Inputs)), Relative, Absolute, "logits");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_is_PyTorchs(string name)
    {
        var (_, network, given) = Create(name);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0));
        Close.Values([given.LossValue], [trainer.MeanLoss(Close.Flat(given.Inputs), Close.Flat(given.Targets))], Relative, Absolute, "MeanLoss");
        Close.Values([given.LossValue], [trainer.Step(Close.Flat(given.Inputs), Close.Flat(given.Targets))], Relative, Absolute, "Step");
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void The_gradient_is_PyTorchs(string name, string groupName)
    {
        var (of, network, given) = Create(name);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
        trainer.Step(Close.Flat(given.Inputs), Close.Flat(given.Targets));
        var group = of.Groups.Single(one => one.Name == groupName);
        Close.Values(
            given.Gradients.AsSpan(group.Offset, group.Count),
            trainer.GetGradients(of).AsSpan(group.Offset, group.Count),
            Relative,
            Absolute,
            group.Name);
    }

    private static (NetworkCase Of, NetworkUnderTest Network, PyTorchGradient Given) Create(string name)
    {
        var given = PyTorchGradient.All[name];
        var of = PeerNetworks.Gradients[name];
        var network = of.Create(0);
        network.CopyParametersFrom(Close.Floats(given.Parameters));
        return (of, network, given);
    }
}
