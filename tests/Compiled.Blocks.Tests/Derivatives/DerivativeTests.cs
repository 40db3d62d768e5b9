using Compiled.Oracle;
using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Derivatives;

/// <summary>What [Differentiable] computes, against the oracle, against central differences and by hand.</summary>
public sealed class DerivativeTests
{
    private const int Rows = 5;

    public static TheoryData<string> Names => DerivativeCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_input_gradient_is_the_oracles(string name)
    {
        var one = DerivativeCase.Get(name);
        var (network, oracle) = one.Create(3);
        var data = new TestData(5);
        var (inputs, gradients) = (data.Inputs(one.Of, Rows), data.Uniforms(Rows * one.Of.OutputSize));
        var (rows, outputGradients) = (TestData.Rows(inputs, one.Of.InputSize), TestData.Rows(gradients, one.Of.OutputSize));
        for (var row = 0; row < Rows; row++)
        {
            var actual = Gradient(one, network, Row(inputs, row, one.Of.InputSize), Row(gradients, row, one.Of.OutputSize));
            Near(oracle.PredictionGradient(rows[row], outputGradients[row]), actual, 2e-5, $"gradient of row {row}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_input_gradient_is_the_slope_of_the_outputs(string name)
    {
        var one = DerivativeCase.Get(name);
        var (network, oracle) = one.Create(4);
        var data = new TestData(6);
        var (input, gradient) = (data.Inputs(one.Of, 1), data.Uniforms(one.Of.OutputSize));
        var point = TestData.Rows(input, one.Of.InputSize)[0];
        var slope = CentralDifference.Gradient(point, () => oracle.Predict(point).Zip(gradient, static (y, g) => y * g).Sum());
        Near(slope, Gradient(one, network, input, gradient), 1e-4, "slope");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_of_the_Jacobian_is_the_gradient_of_one_output(string name)
    {
        var one = DerivativeCase.Get(name);
        var (network, _) = one.Create(7);
        var input = new TestData(8).Inputs(one.Of, 1);
        var jacobian = Jacobian(one, network, input);
        for (var output = 0; output < one.Of.OutputSize; output++)
        {
            var unit = new float[one.Of.OutputSize];
            unit[output] = 1;
            Bits.Equal(Gradient(one, network, input, unit), Row(jacobian, output, one.Of.InputSize), $"row {output}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scratch_of_the_callers_gives_the_same_bits_whatever_it_held(string name)
    {
        var one = DerivativeCase.Get(name);
        var (network, _) = one.Create(9);
        var data = new TestData(10);
        var (input, gradient) = (data.Inputs(one.Of, 1), data.Uniforms(one.Of.OutputSize));
        foreach (var held in new[] { 0f, float.NaN, float.PositiveInfinity, 1e38f })
        {
            var scratch = new float[network.ScratchSize + 3];
            Array.Fill(scratch, held);
            var (result, jacobian) = (new float[one.Of.InputSize], new float[one.Of.InputSize * one.Of.OutputSize]);
            // Three floats on: scratch need not be aligned.
            network.InputGradientOnScratch(input, gradient, result, scratch.AsSpan(3));
            Bits.Equal(Gradient(one, network, input, gradient), result, $"gradient on scratch of {held}");
            Array.Fill(scratch, held);
            network.JacobianOnScratch(input, jacobian, scratch.AsSpan(3));
            Bits.Equal(Jacobian(one, network, input), jacobian, $"Jacobian on scratch of {held}");
        }
    }

    [Fact]
    public void Nothing_of_the_padding_reaches_the_result()
    {
        // 1/x is infinite where rows are padded with 0.
        var network = new DiffPole(seed: 3);
        foreach (ref var bias in new Span<float>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
            network.Dense0.Biases[(int)bias] = 4 + bias;
        for (var output = 0; output < 3; output++)
            network.Dense1.Biases[output] = 2 + output;
        var input = new TestData(11).Uniforms(6);
        var jacobian = new float[18];
        network.Jacobian(input, jacobian);

        var expected = new double[18];
        for (var o = 0; o < 3; o++)
            for (var i = 0; i < 6; i++)
                for (var h = 0; h < 10; h++)
                    expected[o * 6 + i] += Slope(network.Dense1, o, Hidden(network, input)) * network.Dense1.Weights[o, h] * Slope(network.Dense0, h, [.. input]) * network.Dense0.Weights[h, i];
        Near(expected, jacobian, 1e-5, "Jacobian");

        static double[] Hidden(DiffPole network, float[] input) => [.. Enumerable.Range(0, 10).Select(h => 1 / Sum(network.Dense0, h, [.. input]))];
        static double Slope(DenseParameters dense, int unit, double[] x) => -1 / Math.Pow(Sum(dense, unit, x), 2);
        static double Sum(DenseParameters dense, int unit, double[] x) =>
            dense.Biases[unit] + x.Select((value, index) => value * dense.Weights[unit, index]).Sum();
    }

    [Fact]
    public void A_written_parameter_counts_at_once()
    {
        var network = new DiffLine();
        network.Dense0.Weights[0, 0] = 3;
        var result = new float[1];
        network.Jacobian([7], result);
        Assert.Equal(3, result[0]);
        network.Dense0.Weights[0, 0] = -5;
        network.InputGradient([7], [2], result);
        Assert.Equal(-10, result[0]);
    }

    [Fact]
    public void NaN_in_the_gradient_and_in_the_input_gives_NaN()
    {
        var network = new DiffNarrow(seed: 1);
        var result = new float[2];
        network.InputGradient([1, 2], [float.NaN], result);
        Assert.All(result, value => Assert.True(float.IsNaN(value)));
        network.InputGradient([float.NaN, 2], [1], result);
        Assert.All(result, value => Assert.True(float.IsNaN(value)));
        network.InputGradient([1, 2], [1], result);
        Assert.All(result, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_step_of_the_trainer_does_not_disturb_it_and_is_seen()
    {
        var network = new DiffRows(seed: 1);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0.1f));
        var data = new TestData(2);
        var (input, targets) = (data.Uniforms(20), data.Uniforms(3));
        var (before, after) = (new float[60], new float[60]);
        network.Jacobian(input, before);
        trainer.Step(input, targets);
        network.Jacobian(input, after);
        Assert.NotEqual(before, after);
        var copy = new float[60];
        network.Clone().Jacobian(input, copy);
        Bits.Equal(after, copy, "Jacobian of a clone");
    }

    [Fact]
    public void Blocks_for_training_only_leave_no_trace_in_the_derivatives()
    {
        var (disturbed, plain) = (new DiffQuiet(seed: 3), new DiffQuietPlain(seed: 4));
        var parameters = new float[DiffQuiet.ParameterCount];
        disturbed.CopyParametersTo(parameters);
        plain.CopyParametersFrom(parameters);
        Assert.Equal(DiffQuietPlain.ScratchSize, DiffQuiet.ScratchSize);
        var input = new TestData(12).Uniforms(6);
        var (expected, actual) = (new float[12], new float[12]);
        plain.Jacobian(input, expected);
        disturbed.Jacobian(input, actual);
        Bits.Equal(expected, actual, "Jacobian");
    }

    [Fact]
    public void Statistics_and_folded_parameters_that_change_count_at_once()
    {
        var network = new DiffFolded(seed: 1);
        var input = new TestData(13).Uniforms(12);
        var (before, after) = (new float[48], new float[48]);
        network.Jacobian(input, before);
        // Every input counts twice as much, seen from the same place.
        for (var i = 0; i < 12; i++)
            network.Standardize0.Factors[i] = 2;
        network.Jacobian([.. input.Select(value => value / 2)], after);
        Near([.. before.Select(value => 2.0 * value)], after, 1e-5, "Jacobian of doubled inputs");
        for (var i = 0; i < 20; i++)
            network.BatchNorm0.Weights[i] = 0;
        network.Jacobian(input, after);
        Assert.All(after, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Heads_lie_one_behind_the_other_and_each_has_its_own_gradient()
    {
        var one = DerivativeCase.Get(nameof(DiffHeads));
        var (network, _) = one.Create(14);
        var data = new TestData(15);
        var (input, gradient) = (data.Inputs(one.Of, 1), data.Uniforms(one.Of.OutputSize));
        var (left, right) = (gradient.ToArray(), gradient.ToArray());
        DiffHeads.Heads.Policy.Of(right).Clear();
        DiffHeads.Heads.Value.Of(left).Clear();
        var (ofLeft, ofRight) = (Gradient(one, network, input, left), Gradient(one, network, input, right));
        Assert.Contains(ofLeft, value => value != 0);
        Assert.Contains(ofRight, value => value != 0);
        Near([.. ofLeft.Zip(ofRight, static (l, r) => (double)l + r)], Gradient(one, network, input, gradient), 1e-5, "sum of the heads' gradients");
    }

    [Fact]
    public void A_network_whose_values_exceed_the_stack_has_the_overloads_with_scratch_alone()
    {
        var (network, _) = DerivativeCase.Get(nameof(DiffHuge)).Create(1);
        Assert.Null(network.InputGradient);
        Assert.Null(network.Jacobian);
        Assert.True(DiffHuge.ScratchSize * sizeof(float) > 64 * 1024);
        Assert.All(DerivativeCase.All.Where(one => one.Of.Name != nameof(DiffHuge)), one => Assert.NotNull(one.Create(1).Network.InputGradient));
    }

    internal static float[] Gradient(DerivativeCase one, Derivatives network, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient)
    {
        var result = new float[one.Of.InputSize];
        if (network.InputGradient is { } onStack)
            onStack(input, outputGradient, result);
        else
            network.InputGradientOnScratch(input, outputGradient, result, new float[network.ScratchSize]);
        return result;
    }

    internal static float[] Jacobian(DerivativeCase one, Derivatives network, ReadOnlySpan<float> input)
    {
        var result = new float[one.Of.InputSize * one.Of.OutputSize];
        if (network.Jacobian is { } onStack)
            onStack(input, result);
        else
            network.JacobianOnScratch(input, result, new float[network.ScratchSize]);
        return result;
    }

    private static float[] Row(float[] rows, int row, int width) => rows[(row * width)..((row + 1) * width)];

    /// <summary>A sum's error is measured against its terms; the largest of the row shows their size.</summary>
    private static void Near(double[] expected, float[] actual, double relative, string what)
    {
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= relative * largest + 1e-12, $"{what}: {actual[i]} at {i}, expected {expected[i]}, the largest {largest}");
    }
}
