using Compiled.Tests.Networks;

namespace Compiled.Tests.Peers;

/// <summary>Training an emitted network against the parameters that PyTorch had after the same steps.</summary>
public sealed class PyTorchOptimizerTests
{
    public static TheoryData<string> Names => new(PyTorchOptimizer.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_ten_steps_are_PyTorchs(string name)
    {
        var given = PyTorchOptimizer.All[name];
        var (network, trainer) = Create(given);
        for (var step = 1; step <= 10; step++)
        {
            var loss = trainer.Step(Close.Flat(given.Inputs), Close.Flat(given.Targets));
            Close.Values([given.FirstLosses[step - 1]], [loss], 1e-5, 1e-7, $"loss of step {step}");
            if (given.AfterSteps.TryGetValue(step, out var expected))
                Close.Values(expected, network.GetParameters(PeerNetworks.Optimizers), 1.3e-6, 1e-5, $"parameters after step {step}");
        }
    }

    /// <summary>
    /// float32 drifts from float64 over hundreds of steps, most where the loss is flat; what training is for, the loss, must not. 1e-9 is
    /// (3e-5)²: where outputs of float32 stop to tell a smaller loss from none. RMSProp does not settle but circles the minimum at the length of its
    /// rate: a start that differs by 1e-7 ends 4 % away in float64 too.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void After_a_hundred_and_a_thousand_steps_the_loss_is_PyTorchs(string name)
    {
        var given = PyTorchOptimizer.All[name];
        var (_, trainer) = Create(given);
        var reference = given.ToOracle();
        for (var step = 1; step <= 1000; step++)
        {
            trainer.Step(Close.Flat(given.Inputs), Close.Flat(given.Targets));
            if (step is not (100 or 1000))
                continue;
            reference.SetParameters(given.AfterSteps[step]);
            var loss = trainer.MeanLoss(Close.Flat(given.Inputs), Close.Flat(given.Targets));
            Close.Values([reference.MeanLoss(given.Inputs, given.Targets)], [loss], name == "RmsProp" ? 0.1 : 1e-3, 1e-9, $"loss after step {step}");
        }
    }

    private static (NetworkUnderTest Network, Trainer Trainer) Create(PyTorchOptimizer given)
    {
        var network = PeerNetworks.Optimizers.Create(0);
        network.CopyParametersFrom(Close.Floats(given.Initial));
        return (network, CreateTrainer(given, network));
    }

    private static Trainer CreateTrainer(PyTorchOptimizer given, NetworkUnderTest network)
    {
        var rate = (float)given.LearningRate;
        var decay = (float)given.Option("weight_decay");
        return given.Rule switch
        {
            "SGD" => network.CreateTrainer(new Sgd(rate)
            {
                Momentum = (float)given.Option("momentum"),
                Dampening = (float)given.Option("dampening"),
                Nesterov = given.IsSet("nesterov"),
                WeightDecay = decay,
            }),
            "Adagrad" => network.CreateTrainer(new Adagrad(rate) { RateDecay = (float)given.Option("lr_decay"), WeightDecay = decay }),
            "RMSprop" => network.CreateTrainer(
                new RmsProp(rate) { Centered = given.IsSet("centered"), Momentum = (float)given.Option("momentum"), WeightDecay = decay }),
            "Adadelta" => network.CreateTrainer(new AdaDelta(rate) { Rho = given.Option("rho", 0.9), WeightDecay = decay }),
            "Adam" => network.CreateTrainer(new Adam(rate) { AmsGrad = given.IsSet("amsgrad"), WeightDecay = decay }),
            "AdamW" => network.CreateTrainer(new AdamW(rate) { WeightDecay = (float)given.Option("weight_decay", 0.01) }),
            "Adamax" => network.CreateTrainer(new Adamax(rate) { WeightDecay = decay }),
            "NAdam" => network.CreateTrainer(new NAdam(rate) { WeightDecay = decay }),
            "RAdam" => network.CreateTrainer(new RAdam(rate) { WeightDecay = decay }),
            "Rprop" => network.CreateTrainer(new Rprop(rate)),
            _ => throw new InvalidOperationException($"{given.Rule} has no counterpart here."),
        };
    }
}
