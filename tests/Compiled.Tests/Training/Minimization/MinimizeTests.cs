using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Training.Minimization;

/// <summary>What Minimize reaches, on what, and what it leaves alone.</summary>
public sealed class MinimizeTests
{
    [Fact]
    public void A_quadratic_takes_a_tenth_of_Adams_evaluations()
    {
        var data = Linear.Data(rows: 40, inputs: 8);
        var result = Linear.Trainer(new Sgd(1), inputs: 8).Minimize(data);
        Assert.True(result is { Converged: true, Loss: < 1e-9 }, result.ToString());

        Assert.True(AdamSteps(Linear.Trainer(new Adam(0.1f), inputs: 8), data, result.Loss + 1e-9) > 10 * result.Evaluations, result.ToString());
    }

    [Fact]
    public void A_logistic_regression_takes_a_fifth_of_Adams_evaluations()
    {
        // One feature, and labels that overlap: the minimum is finite.
        var x = new TestData(5).Uniforms(64);
        var t = x.Select((value, row) => value + 0.5f * MathF.Sin(row) > 0 ? 1f : 0).ToArray();
        var data = Dataset.FromMemory(x, t, 1, 1);
        var result = new OneToOneSigmoid(seed: 1).Minimize(data);
        Assert.True(result.Evaluations < 40 && result.LargestGradient < 1e-4, result.ToString());

        Assert.True(AdamSteps(new OneToOneSigmoid(seed: 1).CreateTrainer(new Adam(0.1f)), data, result.Loss + 1e-6) > 5 * result.Evaluations, result.ToString());
    }

    /// <summary>Features a hundred times as long as others: a valley of condition 10,000, as Rosenbrock's has, through two blocks of weights.</summary>
    [Fact]
    public void A_narrow_valley_is_followed_to_its_ground()
    {
        var data = Valley();
        var network = new Peer231(seed: 2);
        var result = network.Minimize(data, new Lbfgs { MaxIterations = 300 });

        var adam = new Peer231(seed: 2).CreateTrainer(new Adam(0.02f));
        for (var step = 0; step < result.Evaluations; step++)
            adam.Step(data.Inputs, data.Targets);
        var other = adam.MeanLoss(data.Inputs, data.Targets);
        Assert.True(result.Loss < other / 20, $"{result} Adam: {other}");
    }

    [Fact]
    public void The_penalty_is_part_of_what_is_minimised()
    {
        // Over x = ±1 the mean loss is (w − 2)² + (b − 3)²; with λ/2·(w² + b²) the minimum is at 2·2/(2 + λ) and 2·3/(2 + λ).
        var data = Dataset.FromMemory([1, -1], [5, 1], 1, 1);
        var trainer = Linear.Trainer(new Sgd(1), inputs: 1, outputs: 1, options: new TrainerOptions { L2 = 0.5f });
        var result = trainer.Minimize(data);
        Assert.Equal([1.6f, 2.4f], trainer.ReadParameters(), Near);
        Assert.Equal(0.16 + 0.36, result.Loss, 1e-5);
        Assert.Equal(0.52 + 0.25 * (2.56 + 5.76), result.Objective, 1e-5);

        trainer = Linear.Trainer(
            new Sgd(1), inputs: 1, outputs: 1, options: new TrainerOptions { L2 = 0.5f, WeightDecayExclusions = WeightDecayExclusions.BiasesAndNorms });
        trainer.Minimize(data);
        Assert.Equal([1.6f, 3f], trainer.ReadParameters(), Near);
    }

    [Fact]
    public void Weights_of_samples_and_classes_weigh_in_the_objective()
    {
        // One input of 0: the bias becomes the weighted mean of the targets.
        var data = Dataset.FromMemory([0, 0, 0], [1, 2, 5], 1, 1).WithSampleWeights([1, 1, 2]);
        var trainer = Linear.Trainer(new Sgd(1), inputs: 1, outputs: 1, options: null);
        Assert.Equal(trainer.MeanLoss(data.Inputs, data.Targets, data.SampleWeights), trainer.Minimize(data, new Lbfgs { MaxIterations = 1 }).InitialLoss, 1e-6);

        // The plain mean would be 2.67. The hand-made trainer knows no weights, the emitted one does.
        var network = new OneToOne(seed: 1);
        network.Minimize(data);
        Assert.Equal(3.25, network.Predict([0]), 1e-4);
    }

    [Fact]
    public void A_frozen_block_keeps_every_bit_and_the_others_learn()
    {
        var network = new Peer231(seed: 3);
        network.Dense0.Weights[1, 0] = -0f;
        var start = Read(network);
        var trainer = network.CreateTrainer(new Adam(), Keep.Gradients);
        trainer.Freeze("Dense0");
        var result = trainer.Minimize(Valley());
        var end = Read(network);
        Bits.Equal(start[..9], end[..9], "the frozen block");
        Assert.True(result.Loss < result.InitialLoss, result.ToString());
        Assert.All(Enumerable.Range(9, 4), index => Assert.NotEqual(start[index], end[index]));
        var gradients = new float[Peer231.ParameterCount];
        trainer.CopyGradientsTo(gradients);
        Assert.Equal(new float[9], gradients[..9]);
        Assert.Equal(result.LargestGradient, gradients.Max(Math.Abs));
    }

    [Fact]
    public void The_trainers_own_rule_takes_no_part_and_goes_on_afterwards()
    {
        var data = Valley();
        var (one, other) = (new Peer231(seed: 4), new Peer231(seed: 4));
        var trainer = one.CreateTrainer(new Adam(0.01f), Keep.Gradients);
        trainer.Step(data.Inputs, data.Targets);
        var result = trainer.Minimize(data, new Lbfgs { MaxIterations = 7 });
        Assert.Equal((1, (float)result.Loss, 0.01f), (trainer.StepCount, trainer.Loss, trainer.LearningRate));
        Assert.Equal(result.Loss, trainer.MeanLoss(data.Inputs, data.Targets), 1e-6);

        var plain = other.CreateTrainer(new Sgd(1), Keep.Gradients);
        other.CopyParametersFrom(Read(one));
        var (shown, computed) = (new float[Peer231.ParameterCount], new float[Peer231.ParameterCount]);
        trainer.CopyGradientsTo(shown);
        plain.Step(data.Inputs, data.Targets);
        plain.CopyGradientsTo(computed);
        Bits.Equal(computed, shown, "the gradients at the end");
        Assert.Equal(trainer.MeanLoss(data.Inputs, data.Targets), trainer.Step(data.Inputs, data.Targets));
    }

    [Fact]
    public void Equal_runs_give_equal_bits_and_a_second_run_begins_afresh()
    {
        var (one, other) = (new Peer231(seed: 5), new Peer231(seed: 5));
        var (first, second) = (one.Minimize(Valley()), other.Minimize(Valley()));
        Assert.Equal(first with { Seconds = 0 }, second with { Seconds = 0 });
        Bits.Equal(Read(one), Read(other), "parameters");

        var trainer = one.CreateTrainer(new Adam());
        first = trainer.Minimize(Valley(), new Lbfgs { MaxIterations = 3 });
        second = other.Minimize(Valley(), new Lbfgs { MaxIterations = 3 });
        Assert.Equal(first with { Seconds = 0 }, second with { Seconds = 0 });
    }

    private static Dataset Valley()
    {
        var x = new TestData(8).Uniforms(2 * 32);
        var t = new float[32];
        for (var row = 0; row < 32; row++)
        {
            x[2 * row + 1] *= 0.01f;
            t[row] = 0.5f + 0.2f * x[2 * row] + 20 * x[2 * row + 1];
        }

        return Dataset.FromMemory(x, t, 2, 1);
    }

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) < 1e-4f;

    private static float[] Read(Peer231 network)
    {
        var parameters = new float[Peer231.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    /// <summary>Steps until the loss is as low, at most 5,000.</summary>
    private static int AdamSteps(Trainer trainer, Dataset data, double loss)
    {
        var steps = 0;
        while (steps < 5000 && trainer.Step(data.Inputs, data.Targets) > loss)
            steps++;
        return steps;
    }
}
