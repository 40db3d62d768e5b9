using Compiled.Tests.Networks.Declared;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Networks;

/// <summary>What must hold between two runs, whatever the right answer is.</summary>
[Trait("Speed", "slow")]
public sealed class MetamorphicTests
{
    private const double Tolerance = 5e-5;

    public static TheoryData<string> Names => DenseNetworks.Learners;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_twice_over_has_the_same_mean_gradient(string name)
    {
        var of = DenseNetworks.Get(name);
        var data = new TestData(41);
        var (inputs, targets) = (data.Inputs(of, 9), data.Targets(of, 9));

        var once = Gradients(of, inputs, targets);
        var twice = Gradients(of, [.. inputs, .. inputs], [.. targets, .. targets]);

        CompareGroups(of, once, twice);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_of_a_batch_is_the_mean_of_its_rows_gradients(string name)
    {
        var of = DenseNetworks.Get(name);
        var data = new TestData(42);
        var (inputs, targets) = (data.Inputs(of, 5), data.Targets(of, 5));

        var sum = new double[of.ParameterCount];
        for (var row = 0; row < 5; row++)
        {
            var one = Gradients(
                of, inputs[(row * of.InputSize)..((row + 1) * of.InputSize)], targets[(row * of.OutputSize)..((row + 1) * of.OutputSize)]);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += one[i] / 5.0;
        }

        CompareGroups(of, Close.Floats(sum), Gradients(of, inputs, targets));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_the_rows_does_not_matter_to_the_gradient(string name)
    {
        var of = DenseNetworks.Get(name);
        var data = new TestData(43);
        var inputs = TestData.Rows(data.Inputs(of, 21), of.InputSize);
        var targets = TestData.Rows(data.Targets(of, 21), of.OutputSize);

        var forwards = Gradients(of, Close.Flat(inputs), Close.Flat(targets));
        var backwards = Gradients(of, Close.Flat([.. inputs.Reverse()]), Close.Flat([.. targets.Reverse()]));

        CompareGroups(of, forwards, backwards);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_zero_gradient_at_the_outputs_leaves_every_parameter(string name)
    {
        var of = DenseNetworks.Get(name);
        var network = of.CreateRandom(44);
        var before = network.GetParameters(of);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0.5f) { Momentum = 0.9f }, Keep.Gradients);

        trainer.StepFromGradient(new TestData(45).Inputs(of, 11), new float[11 * of.OutputSize]);

        Bits.Equal(before, network.GetParameters(of), "parameters");
        Assert.All(trainer.GetGradients(of), gradient => Assert.Equal(0, gradient));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rate_of_zero_leaves_every_parameter(string name)
    {
        var of = DenseNetworks.Get(name);
        var network = of.CreateRandom(46);
        var before = network.GetParameters(of);
        var data = new TestData(47);
        network.CreateTrainer(new Adam(learningRate: 0)).Step(data.Inputs(of, 5), data.Targets(of, 5));
        Bits.Equal(before, network.GetParameters(of), "parameters");
    }

    [Fact]
    public void Hidden_units_in_another_order_compute_the_same_and_learn_the_same()
    {
        int[] order = [3, 0, 4, 1, 2];
        var data = new TestData(48);
        var (inputs, targets) = (data.Uniforms(8 * 3), data.Uniforms(8 * 2));
        var straight = new Peer352TanhMeanSquaredError(seed: 9);
        var permuted = straight.Clone();
        Permute(straight, permuted, order);

        var (a, b) = (new float[8 * 2], new float[8 * 2]);
        straight.PredictBatch(inputs, a);
        permuted.PredictBatch(inputs, b);
        Close.Values(Close.Doubles(a), b, 1e-6, 1e-6, "outputs");

        straight.CreateTrainer(new Sgd(learningRate: 0.5f)).Step(inputs, targets);
        permuted.CreateTrainer(new Sgd(learningRate: 0.5f)).Step(inputs, targets);
        var expected = straight.Clone();
        Permute(straight, expected, order);
        var (expectedParameters, parameters) = (new float[Peer352TanhMeanSquaredError.ParameterCount], new float[Peer352TanhMeanSquaredError.ParameterCount]);
        expected.CopyParametersTo(expectedParameters);
        permuted.CopyParametersTo(parameters);
        Close.Values(Close.Doubles(expectedParameters), parameters, 1e-5, 1e-6, "parameters after the step");
    }

    private static void Permute(Peer352TanhMeanSquaredError from, Peer352TanhMeanSquaredError to, int[] order)
    {
        for (var hidden = 0; hidden < 5; hidden++)
        {
            for (var input = 0; input < 3; input++)
                to.Dense0.Weights[hidden, input] = from.Dense0.Weights[order[hidden], input];
            to.Dense0.Biases[hidden] = from.Dense0.Biases[order[hidden]];
            for (var output = 0; output < 2; output++)
                to.Dense1.Weights[output, hidden] = from.Dense1.Weights[output, order[hidden]];
        }
    }

    private static float[] Gradients(NetworkCase of, float[] inputs, float[] targets)
    {
        var trainer = of.CreateRandom(40).CreateTrainer(new Sgd(learningRate: 0.1f), Keep.Gradients);
        trainer.Step(inputs, targets);
        return trainer.GetGradients(of);
    }

    private static void CompareGroups(NetworkCase of, float[] expected, float[] actual)
    {
        foreach (var group in of.Groups)
            GradientScale.Compare(of, group, Close.Doubles(expected), actual, Tolerance, group.Name);
    }
}
