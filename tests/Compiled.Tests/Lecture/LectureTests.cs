namespace Compiled.Tests.Lecture;

/// <summary>The lecture, item by item. docs/lecture.md shows this code; <see cref="LecturePageTests"/> keeps the two equal.</summary>
public sealed class LectureTests
{
    private static readonly float[] Corners = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly float[] And = [0, 0, 0, 1];
    private static readonly float[] Xor = [0, 1, 1, 0];

    [Fact]
    public void The_4_3_2_network_without_biases_has_18_weights()
    {
        Assert.Equal(18, LectureNet.ParameterCount);
        Assert.Equal(4 * 3 + 3 * 2, LectureNet.ParameterCount);
    }

    [Fact]
    public void A_block_multiplies_and_squashes()
    {
        var net = new LectureNet();
        net.CopyParametersFrom(
        [
            0.5f, -0.25f, 0.1f, 0, // W: the weights of the first hidden unit,
            1, 0.5f, 0, 0,         //    of the second,
            0, -0.5f, 0.7f, 1,     //    of the third
            2, 1, 1,               // w′: the weights of the first output,
            -2, 1, 1,              //     of the second
        ]);

        float[] x = [1, 2, 0, -1];
        var p = new float[2];
        net.Predict(x, p);

        // z = W·x = (0, 2, −2), so y = φ(z) = (½, φ(2), 1 − φ(2)): the last two add up to 1.
        // O = w′·y = (2·½ + 1, −2·½ + 1) = (2, 0), so P = φ(O) = (φ(2), ½).
        Assert.Equal(Sigmoid(2), p[0], 1e-6);
        Assert.Equal(0.5, p[1], 1e-6);
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(3)]
    public void The_sigmoids_derivative_is_made_of_its_value(float z)
    {
        var net = new OneUnit();
        net.Dense0.Weights[0, 0] = z;
        var p = net.Predict([1]);

        var trainer = net.CreateTrainer(new Sgd(learningRate: 0.1f), new TrainerOptions { KeepGradients = true });
        trainer.StepFromGradient([1], [1]);
        Assert.Equal(p * (1 - p), trainer.Gradients.Dense0.Weights[0, 0], 1e-6);

        // And so says the difference quotient.
        Assert.Equal((Sigmoid(z + 1e-5) - Sigmoid(z - 1e-5)) / 2e-5, p * (1 - p), 1e-6);
    }

    [Fact]
    public void The_gradient_of_the_linear_model_is_the_error_times_the_input()
    {
        var net = new LinearModel();
        net.Dense0.Weights[0, 0] = 0.5f;
        net.Dense0.Weights[0, 1] = -1;

        // o = ½·2 − 1·3 = −2, the error is y − o = 1 − (−2) = 3, and L = 3² = 9.
        var trainer = net.CreateTrainer(new Sgd(learningRate: 0.01f), new TrainerOptions { KeepGradients = true });
        var loss = trainer.Step(inputs: [2, 3], targets: [1]);
        Assert.Equal(9, loss);

        // ∂L/∂w = −2·(y − o)·x
        Assert.Equal(-2 * 3 * 2, trainer.Gradients.Dense0.Weights[0, 0]);
        Assert.Equal(-2 * 3 * 3, trainer.Gradients.Dense0.Weights[0, 1]);

        // w ← w − η·∂L/∂w
        Assert.Equal(0.5 + 0.01 * 12, net.Dense0.Weights[0, 0], 1e-6);
        Assert.Equal(-1 + 0.01 * 18, net.Dense0.Weights[0, 1], 1e-6);
    }

    [Fact]
    public void Over_a_batch_the_gradient_is_the_mean()
    {
        var net = new LinearModel();
        net.Dense0.Weights[0, 0] = 0.5f;
        net.Dense0.Weights[0, 1] = -1;

        // The sample of before, and one that is right already: o = ½·4 − 1·1 = 1.
        var trainer = net.CreateTrainer(new Sgd(learningRate: 0.01f), new TrainerOptions { KeepGradients = true });
        var loss = trainer.Step(inputs: [2, 3, 4, 1], targets: [1, 1]);
        Assert.Equal(9 / 2f, loss);
        Assert.Equal(-12 / 2f, trainer.Gradients.Dense0.Weights[0, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Two_layers_learn_XOR_by_the_basic_algorithm(long seed)
    {
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
        float[] targets = [0, 1, 1, 0];

        var net = new TwoLayers(seed);                                                    // begin with random weights
        var trainer = net.CreateTrainer(new Sgd(learningRate: 0.5f) { Momentum = 0.9f });
        for (var epoch = 0; epoch < 3000; epoch++)
        {
            var loss = trainer.Step(inputs, targets);                                     // o, L, ∂L/∂w, w ← w − η·∂L/∂w
            if (loss < 0.001f)                                                            // small enough: stop
                break;
        }

        for (var sample = 0; sample < 4; sample++)
            Assert.Equal(targets[sample] > 0.5f, net.Predict(inputs.AsSpan(2 * sample, 2)) > 0.5f);
        Assert.True(trainer.Loss < 0.01f, $"The loss is still {trainer.Loss}.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_layer_learns_AND(long seed)
    {
        var net = new OneLayer(seed);
        var trainer = net.CreateTrainer(new Sgd(learningRate: 1));
        for (var epoch = 0; epoch < 2000; epoch++)
            trainer.Step(Corners, And);
        Assert.Equal(4, Right(net, And));
        Assert.True(trainer.Loss < 0.01f, $"The loss is still {trainer.Loss}.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_layer_does_not_learn_XOR(long seed)
    {
        var net = new OneLayer(seed);
        var trainer = net.CreateTrainer(new Sgd(learningRate: 1));
        for (var epoch = 0; epoch < 3000; epoch++)
            trainer.Step(Corners, Xor);
        Assert.True(Right(net, Xor) < 4);
        Assert.True(trainer.Loss > 0.24f, $"The loss is {trainer.Loss}, but no line is better than ½ everywhere.");
    }

    private static int Right(OneLayer net, float[] targets)
    {
        var right = 0;
        for (var sample = 0; sample < 4; sample++)
            right += net.Predict(Corners.AsSpan(2 * sample, 2)) > 0.5f == targets[sample] > 0.5f ? 1 : 0;
        return right;
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
