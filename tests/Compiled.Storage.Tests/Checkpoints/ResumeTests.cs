using System.Runtime.CompilerServices;
using Compiled.Numerics;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Checkpoints;

/// <summary>Which trainer may resume which checkpoint, and what it says otherwise.</summary>
public sealed class ResumeTests
{
    [Fact]
    public void Every_difference_is_listed()
    {
        var trainer = new ClassicNet(1).CreateTrainer(
            new AdamW(0.1f) { Beta1 = 0.8, WeightDecay = 0.5f },
            new TrainerOptions
            {
                Seed = 3,
                ClassWeights = [1, 0.5f, 2],
                ClipNorm = 1,
                ClipValue = 2,
                L1 = 0.25f,
                L2 = 0.5f,
                MaxNorm = 4,
                WeightDecayExclusions = WeightDecayExclusions.BiasesAndNorms
            });
        var other = new ScaledNet(1).CreateTrainer(new Sgd(0.1f));
        var exception = Assert.Throws<ModelFileException>(() => other.Resume(new MemoryStream(Resumption.Saved(trainer))));
        Assert.Equal(
            """
            The checkpoint does not match a trainer of ScaledNet with Compiled.Sgd. Resume a trainer of the same network, with the same optimizer and options. The differences are:
            - Line of the topology 1 is [Network(inputs: 6)] here and [Network(inputs: 4)] in the checkpoint.
            - Line of the topology 2 is [Standardize] here and [Dense(8), Relu] in the checkpoint.
            - Line of the topology 3 is [Dense(9), Silu] here and [Dense(3), Softmax] in the checkpoint.
            - Line of the topology 4 is [Dense(3), LogSoftmax] here and [CrossEntropy] in the checkpoint.
            - Line of the topology 5 is [CrossEntropy(LabelSmoothing = 0.1f)] here and none in the checkpoint.
            - The optimizer is Compiled.Sgd here and Compiled.AdamW in the checkpoint.
            - What it remembers of each parameter, in floats, is 0 here and 2 in the checkpoint.
            - Compiled.Sgd.Momentum is 0 here and none in the checkpoint.
            - Compiled.Sgd.Dampening is 0 here and none in the checkpoint.
            - Compiled.Sgd.Nesterov is False here and none in the checkpoint.
            - Compiled.Sgd.WeightDecay is 0 here and none in the checkpoint.
            - TrainerOptions.Seed is 0 here and 3 in the checkpoint.
            - TrainerOptions.ClassWeights is none here and 1, 0.5, 2 in the checkpoint.
            - TrainerOptions.ClipNorm is none here and 1 in the checkpoint.
            - TrainerOptions.ClipValue is none here and 2 in the checkpoint.
            - TrainerOptions.L1 is 0 here and 0.25 in the checkpoint.
            - TrainerOptions.L2 is 0 here and 0.5 in the checkpoint.
            - TrainerOptions.WeightDecayExclusions is None here and BiasesAndNorms in the checkpoint.
            - TrainerOptions.MaxNorm is none here and 4 in the checkpoint.
            - Compiled.AdamW.Beta1 is none here and 0.8 in the checkpoint.
            - Compiled.AdamW.Beta2 is none here and 0.999 in the checkpoint.
            - Compiled.AdamW.Epsilon is none here and 1E-08 in the checkpoint.
            - Compiled.AdamW.AmsGrad is none here and False in the checkpoint.
            - Compiled.AdamW.WeightDecay is none here and 0.5 in the checkpoint.
            """.ReplaceLineEndings("\n"),
            exception.Message);
        Assert.Equal(24, exception.Problems.Count);
    }

    [Fact]
    public void Every_setting_of_every_rule_is_compared()
    {
        Differs(new AdaDelta(), new AdaDelta { Rho = 0.5 }, new AdaDelta { Epsilon = 1 }, new AdaDelta { WeightDecay = 1 });
        Differs(new Adagrad(), new Adagrad { RateDecay = 1 }, new Adagrad { InitialSum = 1 }, new Adagrad { Epsilon = 1 }, new Adagrad { WeightDecay = 1 });
        Differs(new Adam(), new Adam { Beta1 = 0.5 }, new Adam { Beta2 = 0.5 }, new Adam { Epsilon = 1 }, new Adam { WeightDecay = 1 }, new Adam { AmsGrad = true });
        Differs(new AdamW(), new AdamW { Beta1 = 0.5 }, new AdamW { Beta2 = 0.5 }, new AdamW { Epsilon = 1 }, new AdamW { WeightDecay = 1 }, new AdamW { AmsGrad = true });
        Differs(new Adamax(), new Adamax { Beta1 = 0.5 }, new Adamax { Beta2 = 0.5 }, new Adamax { Epsilon = 1 }, new Adamax { WeightDecay = 1 });
        Differs(
            new NAdam(), new NAdam { Beta1 = 0.5 }, new NAdam { Beta2 = 0.5 }, new NAdam { Epsilon = 1 }, new NAdam { WeightDecay = 1 }, new NAdam { MomentumDecay = 1 },
            new NAdam { RepeatsMomentum = false }, new NAdam { DecoupledWeightDecay = true });
        Differs(
            new RAdam(), new RAdam { Beta1 = 0.5 }, new RAdam { Beta2 = 0.5 }, new RAdam { Epsilon = 1 }, new RAdam { WeightDecay = 1 }, new RAdam { DecoupledWeightDecay = true });
        Differs(new RmsProp(), new RmsProp { Alpha = 0.5 }, new RmsProp { Epsilon = 1 }, new RmsProp { Momentum = 1 }, new RmsProp { Centered = true }, new RmsProp { WeightDecay = 1 });
        Differs(new Rprop(), new Rprop { EtaMinus = 0.4f }, new Rprop { EtaPlus = 1.5f }, new Rprop { SmallestStep = 1 }, new Rprop { LargestStep = 1 });
        Differs(
            new Sgd { Momentum = 0.5f }, new Sgd { Momentum = 0.25f }, new Sgd { Momentum = 0.5f, Dampening = 1 },
            new Sgd { Momentum = 0.5f, Nesterov = true }, new Sgd { Momentum = 0.5f, WeightDecay = 1 });

        static void Differs<TOptimizer>(params TOptimizer[] rules)
            where TOptimizer : struct, IOptimizer
        {
            // As many as there are settings that can be given, the rate aside.
            var settings = typeof(TOptimizer).GetProperties().Count(static property => property.CanWrite && property.Name != nameof(IOptimizer.LearningRate));
            Assert.Equal(settings, rules.Length - 1);
            var saved = Resumption.Saved(new ClassicNet(1).CreateTrainer(rules[0]));
            new ClassicNet(1).CreateTrainer(rules[0]).Resume(new MemoryStream(saved));
            foreach (var rule in rules.Skip(1))
                Assert.NotEmpty(Assert.Throws<ModelFileException>(() => new ClassicNet(1).CreateTrainer(rule).Resume(new MemoryStream(saved))).Problems);
        }
    }

    [Fact]
    public void A_rule_of_the_users_is_compared_by_its_type_and_by_its_settings_if_it_has_any()
    {
        var silent = Resumption.Saved(new ClassicNet(1).CreateTrainer(new Silent { Factor = 1 }));
        new ClassicNet(1).CreateTrainer(new Silent { Factor = 2 }).Resume(new MemoryStream(silent));
        var telling = Resumption.Saved(new ClassicNet(1).CreateTrainer(new Telling { Note = "up, and down" }));
        new ClassicNet(1).CreateTrainer(new Telling { Note = "up, and down" }).Resume(new MemoryStream(telling));
        Assert.Equal(
            ["The settings of Compiled.Tests.Checkpoints.ResumeTests+Telling is down here and up, and down in the checkpoint."],
            Assert.Throws<ModelFileException>(() => new ClassicNet(1).CreateTrainer(new Telling { Note = "down" }).Resume(new MemoryStream(telling))).Problems);
        Assert.Contains(
            Assert.Throws<ModelFileException>(() => new ClassicNet(1).CreateTrainer(new Telling { Note = "down" }).Resume(new MemoryStream(silent))).Problems,
            static problem => problem.StartsWith("The optimizer is ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_decides_no_bits_may_be_different()
    {
        var saved = Resumption.Saved(new ClassicNet(1).CreateTrainer(new Adam(0.5f)));
        var trainer = new ClassicNet(2).CreateTrainer(
            new Adam(0.25f), new TrainerOptions { Threads = 2, HealthInterval = 3, StopOnNonFinite = false, MaxBatchSize = 7 });
        trainer.Resume(new MemoryStream(saved));
        Assert.Equal(0.5f, trainer.LearningRate);
    }

    [Fact]
    public void A_class_of_another_name_with_the_same_topology_is_the_same_network()
    {
        var saved = Resumption.Saved(new ClassicNet(1).CreateTrainer(new Adam()));
        var twin = new ClassicTwin(2);
        twin.CreateTrainer(new Adam()).Resume(new MemoryStream(saved));
        Assert.Equal(Resumption.Parameters(new ClassicNet(1)), Resumption.Parameters(twin));
    }

    [Fact]
    public void Penalties_that_are_declared_are_compared()
    {
        var saved = Resumption.Saved(new ClassicNet(1).CreateTrainer(new Adam()));
        Assert.Equal(
            ["The declared L1 of Dense0 is 0 here and none in the checkpoint.", "The declared L2 of Dense0 is 0.5 here and none in the checkpoint."],
            Assert.Throws<ModelFileException>(() => new PenalizedNet(2).CreateTrainer(new Adam()).Resume(new MemoryStream(saved))).Problems);
    }

    [Fact]
    public void A_network_makes_a_trainer_that_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "run.checkpoint");
        var data = Resumption.Data<ClassicNet>(8);
        var (network, options) = (new ClassicNet(1), new TrainerOptions { Seed = 4 });
        var trainer = network.CreateTrainer(new Adam(0.1f), options);
        trainer.Step(data.Inputs, data.Targets);
        trainer.SaveCheckpoint(path);
        var (second, third) = (new ClassicNet(2), new ClassicNet(3));
        ClassicNet.Trainer<Adam> own = second.ResumeTrainer(new Adam(), path, options);
        var general = Resume(third, path, options);
        Assert.Equal(Resumption.Saved(trainer), Resumption.Saved(own));
        Assert.Equal(Resumption.Saved(trainer), Resumption.Saved(general));
        foreach (var one in new Trainer[] { trainer, own, general })
            one.Step(data.Inputs, data.Targets);
        Assert.Equal(Resumption.Parameters(network), Resumption.Parameters(second));
        Assert.Equal(Resumption.Parameters(network), Resumption.Parameters(third));

        var before = Resumption.Parameters(second);
        Assert.Throws<ModelFileException>(() => second.ResumeTrainer(new Sgd(), path, options));
        Assert.ThrowsAny<IOException>(() => second.ResumeTrainer(new Adam(), path + "2", options));
        Assert.Throws<ArgumentException>(() => second.ResumeTrainer(default(Adam), path, options));
        Assert.Equal(before, Resumption.Parameters(second));
        folder.Delete(recursive: true);

        static Trainer Resume<TNetwork>(TNetwork network, string path, TrainerOptions options)
            where TNetwork : class, ITrainableNetwork<TNetwork> => network.ResumeTrainer(new Adam(), path, options);
    }

    [Fact]
    public void The_next_prediction_and_the_next_step_see_what_was_resumed()
    {
        var data = Resumption.Data<EverythingNet>(8);
        var network = PortableNetworks.Drawn<EverythingNet>(3);
        var saved = Resumption.Saved(network.CreateTrainer(new Adam(0.1f)));
        var other = PortableNetworks.Drawn<EverythingNet>(4);
        var (trainer, another) = (other.CreateTrainer(new Adam(0.1f)), other.CreateTrainer(new Sgd(0.1f)));
        var (expected, actual) = (new float[8 * EverythingNet.OutputSize], new float[8 * EverythingNet.OutputSize]);
        // Everything that is derived from parameters is derived from the old ones first.
        other.PredictBatch(data.Inputs, actual);
        trainer.MeanLoss(data.Inputs, data.Targets);
        another.MeanLoss(data.Inputs, data.Targets);
        trainer.Resume(new MemoryStream(saved));
        network.PredictBatch(data.Inputs, expected);
        other.PredictBatch(data.Inputs, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(network.CreateTrainer(new Sgd()).MeanLoss(data.Inputs, data.Targets), another.MeanLoss(data.Inputs, data.Targets));
        Assert.Equal(network.CreateTrainer(new Adam(0.1f)).Step(data.Inputs, data.Targets), trainer.Step(data.Inputs, data.Targets));
        Assert.Equal(Resumption.Parameters(network), Resumption.Parameters(other));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var trainer = new ClassicNet(1).CreateTrainer(new Adam());
        Assert.Throws<ArgumentException>(() => trainer.SaveCheckpoint(""));
        Assert.Throws<ArgumentNullException>(() => trainer.SaveCheckpoint((Stream)null!));
        Assert.Throws<ArgumentException>(() => trainer.Resume(""));
        Assert.Throws<ArgumentNullException>(() => trainer.Resume((Stream)null!));
    }

    private struct Silent : IOptimizer
    {
        public float LearningRate { get; set; }

        public float Factor { readonly get; init; }

        public readonly int StateSlots => 0;

        public readonly void Validate()
        {
        }

        public readonly void BeginStep(long step)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
            where TLanes : struct, ILanes<TLanes> => parameter - TLanes.Create(LearningRate * Factor) * gradient;
    }

    private struct Telling : IOptimizer
    {
        public float LearningRate { get; set; }

        public string Note { readonly get; init; }

        public readonly string Settings => Note;

        public readonly int StateSlots => 0;

        public readonly void Validate()
        {
        }

        public readonly void BeginStep(long step)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
            where TLanes : struct, ILanes<TLanes> => parameter - TLanes.Create(LearningRate) * gradient;
    }
}

[Network(inputs: 4)]
[Dense(8), Relu]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class ClassicTwin;

[Network(inputs: 4)]
[Dense(8, L2 = 0.5), Relu]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class PenalizedNet;
