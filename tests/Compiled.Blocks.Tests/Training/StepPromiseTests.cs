using Compiled.Tests.Judged;
using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Training;

/// <summary>Every way to take a step keeps the promise of <see cref="TrainerOptions.StopOnNonFinite"/>.</summary>
public sealed class StepPromiseTests
{
    private static readonly float[] Inputs = [.. new TestData(1).Uniforms(4 * StandardizedClasses.InputSize)];
    private static readonly int[] Labels = [1, 0, 3, 2];

    private const int MostSteps = 5;

    public static TheoryData<string, Func<Trainer, float>> Steps => new()
    {
        { "targets", static trainer => trainer.Step(Inputs, Targets()) },
        { "targets and weights", static trainer => trainer.Step(Inputs, Targets(), [1, 2, 1, 1]) },
        { "labels", static trainer => trainer.Step(Inputs, Labels) },
        { "labels and weights", static trainer => trainer.Step(Inputs, Labels, [1, 2, 1, 1]) },
        { "output gradients", static trainer => { trainer.StepFromGradient(Inputs, Gradient()); return 0; } },
    };

    [Theory]
    [MemberData(nameof(Steps), DisableDiscoveryEnumeration = true)]
    public void A_rate_that_breaks_the_parameters_is_noticed_and_undone(string name, Func<Trainer, float> step)
    {
        var network = new StandardizedClasses(seed: 1);
        var trainer = network.CreateTrainer(new Sgd(1e38f));
        var before = Parameters(network);
        var error = Assert.Throws<NonFiniteTrainingException>(() =>
        {
            for (var count = 0; count < MostSteps; count++)
                step(trainer);
        });
        Assert.True(error.Step is > 1 and <= MostSteps, $"{name}: step {error.Step}");
        Assert.All(Parameters(network), static value => Assert.True(float.IsFinite(value)));
        if (error.Message.Contains("before training", StringComparison.Ordinal))
            Assert.Equal(before, Parameters(network));

        // And asked not to, it goes on, as PyTorch does.
        network = new StandardizedClasses(seed: 1);
        trainer = network.CreateTrainer(new Sgd(1e38f), new TrainerOptions { StopOnNonFinite = false });
        for (var count = 0; count < MostSteps; count++)
            step(trainer);
        Assert.Contains(Parameters(network), static value => !float.IsFinite(value));
    }

    [Theory]
    [MemberData(nameof(Steps), DisableDiscoveryEnumeration = true)]
    public void Also_in_the_step_that_would_keep_a_copy(string name, Func<Trainer, float> step)
    {
        // Copies are kept before the steps 0, 256, 512: parameters that are broken just then go back too.
        var network = new StandardizedClasses(seed: 1);
        for (var input = 0; input < StandardizedClasses.InputSize; input++)
            network.Scaling.Factors[input] = 1000;
        var before = Parameters(network);
        var trainer = network.CreateTrainer(new Sgd(0f));
        for (var count = 0; count < 255; count++)
            step(trainer);
        trainer.LearningRate = 3e38f;
        step(trainer);
        Assert.Contains(Parameters(network), static value => !float.IsFinite(value));
        Assert.Throws<NonFiniteTrainingException>(() => step(trainer));
        Assert.Equal(before, Parameters(network));
        trainer.LearningRate = 0;
        step(trainer);
        Assert.True(trainer.StepCount == 1, name);
    }

    [Fact]
    public void An_infinite_parameter_under_a_finite_loss_is_never_the_copy()
    {
        var network = new Plain(seed: 1);
        var trainer = network.CreateTrainer(new Sgd(0f));
        var (inputs, targets) = (new TestData(1).Uniforms(2 * Plain.InputSize), new float[6]);
        // Written by a user: its unit is off, the loss stays finite, and nobody would know.
        network.Dense0.Biases[0] = float.NegativeInfinity;
        var error = Assert.Throws<NonFiniteTrainingException>(() => trainer.Step(inputs, targets));
        Assert.Contains("are left as they are", error.Message, StringComparison.Ordinal);
        Assert.Equal("Dense0", error.Block);
    }

    [Theory]
    [InlineData(1e-45f)]
    [InlineData(1e-38f)]
    [InlineData(1e-30f)]
    [InlineData(1e30f)]
    [InlineData(3e38f)]
    public void Weights_of_any_size_are_a_mean(float size)
    {
        // Equal weights are no weights.
        float[] weights = [size, size, size, size];
        var (plain, weighted, labelled, fitted, classed) = (Net(), Net(), Net(), Net(), Net());
        var expected = plain.CreateTrainer(new Sgd(0.1f)).Step(Inputs, Targets());
        Assert.Equal(expected, weighted.CreateTrainer(new Sgd(0.1f)).MeanLoss(Inputs, Targets(), weights), 2e-6f);
        Assert.Equal(expected, weighted.CreateTrainer(new Sgd(0.1f)).Step(Inputs, Targets(), weights), 2e-6f);
        Assert.Equal(expected, labelled.CreateTrainer(new Sgd(0.1f)).Step(Inputs, Labels, weights), 2e-6f);
        Assert.Equal(expected, classed.CreateTrainer(new Sgd(0.1f), new TrainerOptions { ClassWeights = [.. Enumerable.Repeat(size, StandardizedClasses.OutputSize)] }).Step(Inputs, Labels), 2e-6f);
        var data = Dataset.FromMemory(Inputs, Targets(), StandardizedClasses.InputSize, StandardizedClasses.OutputSize).WithSampleWeights(weights);
        fitted.Scaling.Means[0] = 0;
        var history = fitted.CreateTrainer(new Sgd(0.1f)).Fit(data, new FitOptions { Epochs = 1, BatchSize = 4, Shuffle = false });
        Assert.Equal(expected, history.Epochs[0].Loss, 2e-6);
        foreach (var other in new[] { weighted, labelled, fitted, classed })
        {
            var (one, two) = (Parameters(plain), Parameters(other));
            for (var index = 0; index < one.Length; index++)
                Assert.Equal(one[index], two[index], 2e-6f);
        }

        static StandardizedClasses Net() => new(seed: 1);
    }

    [Fact]
    public void Weights_of_any_size_minimize_and_weigh_heads()
    {
        var data = Dataset.FromMemory([1f, 2, 3, 4], [2f, 4, 6, 9], 1, 1);
        var (plain, weighted) = (new Robust(seed: 1), new Robust(seed: 1));
        plain.CreateTrainer(new Sgd()).Minimize(data);
        weighted.CreateTrainer(new Sgd()).Minimize(data.WithSampleWeights([1e-45f, 1e-45f, 1e-45f, 1e-45f]));
        Assert.Equal(plain.Dense0.Weights[0, 0], weighted.Dense0.Weights[0, 0], 1e-4f);

        float[] inputs = [0.2f, 1, 1], targets = [1, 3, 1, 1];
        var (one, other) = (new Mixed(seed: 1).CreateTrainer(new Sgd(0f)), new Mixed(seed: 1).CreateTrainer(new Sgd(0f)));
        one.Step(inputs, targets, [1f]);
        other.Step(inputs, targets, [1e-45f]);
        for (var head = 0; head < 3; head++)
            Assert.Equal(one.HeadLosses[head], other.HeadLosses[head], 2e-6f);
    }

    [Fact]
    public void A_class_of_tiny_weight_alone_in_a_batch_breaks_nothing()
    {
        var network = new StandardizedClasses(seed: 1);
        var weights = new float[StandardizedClasses.OutputSize];
        (weights[0], weights[1]) = (1, 1e-45f);
        var trainer = network.CreateTrainer(new Sgd(0.1f), new TrainerOptions { ClassWeights = weights });
        var before = Parameters(network);
        // As precise as a float of one significant bit can be.
        var expected = new StandardizedClasses(seed: 1).CreateTrainer(new Sgd()).Step(Inputs, new[] { 1, 1, 1, 1 });
        Assert.InRange(trainer.Step(Inputs, new[] { 1, 1, 1, 1 }), expected / 2, expected * 2);
        Assert.NotEqual(before, Parameters(network));
        Assert.All(Parameters(network), static value => Assert.True(float.IsFinite(value)));
    }

    private static float[] Targets()
    {
        var targets = new float[Labels.Length * StandardizedClasses.OutputSize];
        for (var row = 0; row < Labels.Length; row++)
            targets[row * StandardizedClasses.OutputSize + Labels[row]] = 1;
        return targets;
    }

    /// <summary>Finite whatever the outputs are, so that it cannot tell; and large, since a softmax that saturates passes nothing on.</summary>
    private static float[] Gradient() => [.. Targets().Select(static target => 1e6f * (0.5f - target))];

    private static float[] Parameters<T>(T network)
        where T : class, INetwork<T>
    {
        var parameters = new float[T.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }
}
