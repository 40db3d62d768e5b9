using System.Runtime.CompilerServices;
using Compiled.Runtime;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Weights;

/// <summary>Every way to write a network, closed by Freeze with a worded exception and nothing changed.</summary>
public class FreezeTests
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_folding")]
    private static extern ref Lock FoldingLock(ParameterStore store);

    private static readonly Dictionary<string, Action<EverythingNet>> Routes = new(StringComparer.Ordinal)
    {
        ["weights"] = static net => net.Dense0.Weights[1, 2] = 5,
        ["biases"] = static net => net.Dense0.Biases[1] = 5,
        ["norm's weights"] = static net => net.LayerNorm0.Weights[1] = 5,
        ["slopes"] = static net => net.PRelu0.Weights[0] = 5,
        ["BatchNorm's biases"] = static net => net.BatchNorm0.Biases[1] = 5,
        ["running means"] = static net => net.BatchNorm0.RunningMeans[1] = 5,
        ["running variances"] = static net => net.BatchNorm0.RunningVariances[1] = 5,
        ["means of inputs"] = static net => net.Standardize0.Means[1] = 5,
        ["factors of inputs"] = static net => net.Standardize0.Factors[1] = 5,
        ["a standardiser"] = static net => net.Standardize0.CopyFrom(Standardizer.Fit(Data<EverythingNet>())),
        ["fitting to rows"] = static net => net.FitStandardization(PortableNetworks.Inputs<EverythingNet>(5, 2)),
        ["fitting to a dataset"] = static net => net.FitStandardization(Data<EverythingNet>()),
        ["the canonical vector"] = static net => net.CopyParametersFrom(new float[EverythingNet.ParameterCount]),
        ["statistics of another"] = static net => CopyStatistics(net, new EverythingNet(seed: 9)),
        ["a tensor"] = static net => NetworkTensor.Of(net)[2].CopyFrom(new float[60]),
        ["scaling as a tensor"] = static net => NetworkTensor.Of(net)[0].CopyFrom(new float[6]),
        ["an average"] = static net => new PolyakAverage<EverythingNet>(net).Update(new EverythingNet(seed: 9)),
        ["a trainer"] = static net => net.CreateTrainer(new Adam()),
        ["a publication"] = static net => net.Publish(new EverythingNet(seed: 9)),
        ["a file"] = static net => net.ReadParameters(new EverythingNet(seed: 9).ToBytes()),
        ["a file of a stream"] = static net => net.ReadParameters(new MemoryStream(new EverythingNet(seed: 9).ToBytes())),
        ["a file of new scaling"] = static net => net.ReadParameters(PortableNetworks.Drawn<EverythingNet>(9).ToBytes()),
        ["another store"] = static net => Store(net).CopyFrom(Store(new EverythingNet(seed: 9))),
        ["initialisers"] = static net => Store(net).Initialize(5),
        ["fitting anew"] = static net => Store(net).MarkUnfitted(Store(net).Layout.Statistics[0]),
        ["a mark of change"] = static net => Store(net).MarkChanged(),
    };

    public static TheoryData<string> RouteNames => [.. Routes.Keys];

    [Theory]
    [MemberData(nameof(RouteNames))]
    public void A_frozen_network_refuses(string route)
    {
        var network = PortableNetworks.Drawn<EverythingNet>(3);
        var (bits, predictions) = (WeightsText.Bits(network), WeightsText.Predictions(network));
        // The route is one that writes: without this, a test of a route that nobody uses would pass.
        Routes[route](network.Clone());
        network.Freeze();
        MustBeRefused("EverythingNet", () => Routes[route](network));
        Assert.Equal(bits, WeightsText.Bits(network));
        Assert.Equal(predictions, WeightsText.Predictions(network));
    }

    [Theory]
    [InlineData("ClassicNet")]
    [InlineData("NamedNet")]
    [InlineData("ScaledNet")]
    [InlineData("BatchNormNet")]
    [InlineData("HeadsNet")]
    public void A_trainer_that_was_made_before_steps_no_more(string name)
    {
        switch (name)
        {
            case "ClassicNet":
                TrainerStops<ClassicNet>(static net => net.Freeze());
                break;
            case "NamedNet":
                TrainerStops<NamedNet>(static net => net.Freeze());
                break;
            case "ScaledNet":
                TrainerStops<ScaledNet>(static net => net.Freeze());
                break;
            case "BatchNormNet":
                TrainerStops<BatchNormNet>(static net => net.Freeze());
                break;
            default:
                TrainerStops<HeadsNet>(static net => net.Freeze());
                break;
        }
    }

    [Fact]
    public void Freezing_leaves_what_predictions_read_as_it_is()
    {
        var network = PortableNetworks.Drawn<BatchNormNet>(3);
        var predictions = WeightsText.Predictions(network);
        var freezer = new Thread(() =>
        {
            network.Freeze();
            Assert.Equal(predictions, WeightsText.Predictions(network));
        });
        // Whoever folds anew, under other threads' predictions, must have this lock.
        lock (FoldingLock(Store(network)))
        {
            freezer.Start();
            Assert.True(freezer.Join(TimeSpan.FromMinutes(5)));
        }
    }

    [Fact]
    public void A_trainer_that_was_made_before_resumes_no_more()
    {
        var network = PortableNetworks.Drawn<ClassicNet>(3);
        var trainer = network.CreateTrainer(new Adam());
        using var checkpoint = new MemoryStream();
        PortableNetworks.Drawn<ClassicNet>(4).CreateTrainer(new Adam()).SaveCheckpoint(checkpoint);
        checkpoint.Position = 0;
        var bits = WeightsText.Bits(network);
        network.Freeze();
        MustBeRefused("ClassicNet", () => trainer.Resume(checkpoint));
        Assert.Equal(bits, WeightsText.Bits(network));
    }

    [Fact]
    public void Freezing_in_the_middle_of_a_fit_stops_it_at_the_next_step()
    {
        var network = new ClassicNet(seed: 1);
        var trainer = network.CreateTrainer(new Adam());
        byte[]? frozen = null;
        MustBeRefused("ClassicNet", () => trainer.Fit(Data<ClassicNet>(), new FitOptions
        {
            Epochs = 3,
            EarlyStopping = new EarlyStopping(),
            Progress = new Told(() =>
            {
                network.Freeze();
                frozen ??= WeightsText.Bits(network);
            }),
        }));
        Assert.Equal(frozen, WeightsText.Bits(network));
    }

    [Fact]
    public void Freezing_twice_is_freezing_once_and_a_clone_is_not_frozen()
    {
        var network = PortableNetworks.Drawn<EverythingNet>(3);
        Assert.False(network.IsFrozen);
        network.Freeze();
        network.Freeze();
        Assert.True(network.IsFrozen);

        var clone = network.Clone();
        Assert.False(clone.IsFrozen);
        Assert.Equal(WeightsText.Bits(network), WeightsText.Bits(clone));
        clone.Dense0.Biases[0] = 5;
        _ = clone.CreateTrainer(new Adam()).Step(PortableNetworks.Inputs<EverythingNet>(4, 2), Targets<EverythingNet>(4));
        Assert.NotEqual(WeightsText.Bits(network), WeightsText.Bits(clone));
    }

    [Fact]
    public void A_network_without_a_loss_freezes_too()
    {
        var network = PortableNetworks.Drawn<OwnActivationNet>(3);
        network.Freeze();
        MustBeRefused("OwnActivationNet", () => network.Dense1.Weights[0, 0] = 1);
    }

    private static void TrainerStops<T>(Action<T> freeze)
        where T : class, ITrainableNetwork<T>
    {
        var network = PortableNetworks.Drawn<T>(3);
        var trainer = network.CreateTrainer(new Adam());
        var (inputs, targets) = (PortableNetworks.Inputs<T>(40, 2), Targets<T>(40));
        _ = trainer.Step(inputs, targets);
        var loss = trainer.MeanLoss(inputs, targets);
        freeze(network);
        var (bits, steps) = (WeightsText.Bits(network), trainer.StepCount);

        // Looking is allowed, and must not let the step after it through.
        Assert.Equal(loss, trainer.MeanLoss(inputs, targets));
        MustBeRefused(typeof(T).Name, () => trainer.Step(inputs, targets));
        MustBeRefused(typeof(T).Name, () => trainer.Step(inputs, targets, Enumerable.Repeat(1f, 40).ToArray()));
        MustBeRefused(typeof(T).Name, () => trainer.StepFromGradient(inputs, targets));
        MustBeRefused(typeof(T).Name, () => trainer.Fit(Data<T>()));
        MustBeRefused(typeof(T).Name, () => trainer.Minimize(Data<T>()));
        Assert.Equal(loss, trainer.MeanLoss(inputs, targets));
        Assert.Equal(bits, WeightsText.Bits(network));
        Assert.Equal(steps, trainer.StepCount);
    }

    private static void MustBeRefused(string network, Action write) => Assert.Equal(
        $"This {network} is frozen: its parameters and statistics can be read but not changed or trained. Clone() gives an unfrozen copy.",
        Assert.Throws<InvalidOperationException>(write).Message);

    private static Runtime.ParameterStore Store<T>(T network)
        where T : class, INetwork<T> => network.Parameters;

    private static void CopyStatistics<T>(T network, T source)
        where T : class, INetwork<T> => network.CopyStatisticsFrom(source);

    private static Dataset Data<T>()
        where T : class, INetwork<T> => Dataset.FromMemory(PortableNetworks.Inputs<T>(40, 2), Targets<T>(40), T.InputSize, T.OutputSize);

    /// <summary>One-hot, which every loss here takes.</summary>
    private static float[] Targets<T>(int rows)
        where T : class, INetwork<T>
    {
        var targets = new float[rows * T.OutputSize];
        var offsets = T.Topology.Heads.Count == 0 ? [0] : T.Topology.Heads.Select(static head => head.Offset).ToArray();
        for (var row = 0; row < rows; row++)
            foreach (var offset in offsets)
                targets[row * T.OutputSize + offset] = 1;
        return targets;
    }

    private sealed class Told(Action report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report();
    }
}
