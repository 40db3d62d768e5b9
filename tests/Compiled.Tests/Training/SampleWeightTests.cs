using Compiled.Oracle;
using Compiled.Tests.Networks;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Training;

/// <summary>Rows that count more or less, against the oracle's rows one by one.</summary>
public sealed class SampleWeightTests
{
    public static TheoryData<string> Learners => DenseNetworks.Where(of => of.HasLoss && of.ParameterCount < 3_000);

    [Theory]
    [MemberData(nameof(Learners))]
    [Trait("Speed", "slow")]
    public void A_weighted_step_is_the_weighted_mean_of_its_rows(string name)
    {
        var of = DenseNetworks.Get(name);
        foreach (var rows in new[] { 1, 7, 333 })
        {
            var (network, inputs, targets, weights) = Case(of, rows);
            var (loss, gradient) = WeightedMean(of, network, inputs, targets, weights);
            var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
            Close.Values([loss], [trainer.MeanLoss(inputs, targets, weights)], 1e-5, 1e-6, "MeanLoss");
            Close.Values([loss], [trainer.Step(inputs, targets, weights)], 1e-5, 1e-6, "Step");
            var scale = gradient.Max(Math.Abs);
            Close.Values(gradient, trainer.GetGradients(of), 0, 2e-4 * scale + 1e-7, $"gradients of {rows} rows");
        }
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Weights_of_one_change_no_bit(string name)
    {
        var of = DenseNetworks.Get(name);
        var (_, inputs, targets, weights) = Case(of, 333);
        weights.AsSpan().Fill(1);
        var (plain, weighted) = (of.CreateRandom(5), of.CreateRandom(5));
        var (one, other) = (plain.CreateTrainer(new Adam()), weighted.CreateTrainer(new Adam()));
        for (var step = 0; step < 3; step++)
            Bits.Equal([one.Step(inputs, targets)], [other.Step(inputs, targets, weights)], "loss");
        Bits.Equal([one.MeanLoss(inputs, targets)], [other.MeanLoss(inputs, targets, weights)], "mean loss");
        Bits.Equal(plain.GetParameters(of), weighted.GetParameters(of), "parameters");
    }

    [Fact]
    public void Weights_of_zero_everywhere_teach_nothing()
    {
        var of = DenseNetworks.Get("SmoothClasses465");
        var (network, inputs, targets, weights) = Case(of, 7);
        weights.AsSpan().Clear();
        var before = network.GetParameters(of);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 1));
        Assert.Equal(0, trainer.Step(inputs, targets, weights));
        Assert.Equal(0, trainer.MeanLoss(inputs, targets, weights));
        Assert.Equal(before, network.GetParameters(of));
    }

    [Theory]
    [InlineData(-1f, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_weight_that_is_none_changes_nothing(float wrong, string named)
    {
        var of = DenseNetworks.Get("HuberHalf463");
        var (network, inputs, targets, weights) = Case(of, 7);
        weights[4] = wrong;
        Refused(of, network, trainer => trainer.Step(inputs, targets, weights), $"'sampleWeights' has {named} for row 4, but a weight must be a finite number of at least 0");
        Refused(of, network, trainer => trainer.MeanLoss(inputs, targets, weights), $"'sampleWeights' has {named} for row 4");
        Refused(of, network, trainer => trainer.Step(inputs, targets, weights.AsSpan(1)), "'sampleWeights' has 6 weights, but 'inputs' has 7 rows: pass one weight per row.");
        Refused(of, network, trainer => trainer.Step(inputs, targets, []), "'sampleWeights' has 0 weights, but 'inputs' has 7 rows");
    }

    [Fact]
    public void Fit_takes_the_weights_of_its_rows()
    {
        var of = DenseNetworks.Get("HuberHalf463");
        var (network, inputs, targets, weights) = Case(of, 50);
        var data = Dataset.FromMemory(inputs, targets, of.InputSize, of.OutputSize).WithSampleWeights(weights);
        var byHand = network.Clone();
        var options = new FitOptions { Epochs = 2, BatchSize = 16, Seed = 3, Validation = data };
        var history = network.CreateTrainer(new Adam()).Fit(data, options);

        var trainer = byHand.CreateTrainer(new Adam());
        var reader = new BatchReader(data, 16, 3);
        double sum = 0, weight = 0;
        for (var epoch = 0; epoch < 2; epoch++)
        {
            (sum, weight) = (0, 0);
            reader.Begin(epoch);
            while (reader.Next(out var x, out var t, out var w))
            {
                var of1 = 0.0;
                foreach (var one in w)
                    of1 += one;
                sum += trainer.Step(x, t, w) * of1;
                weight += of1;
            }
        }

        Assert.Equal(byHand.GetParameters(of), network.GetParameters(of));
        Assert.Equal(sum / weight, history.Epochs[^1].Loss, 1e-12);
        Assert.Equal(trainer.MeanLoss(inputs, targets, weights), (float)history.Epochs[^1].ValidationLoss!.Value);
    }

    [Fact]
    public void A_dataset_keeps_the_weights_of_its_rows()
    {
        var data = Dataset.FromMemory(new float[] { 0, 1, 2, 3, 4, 5 }, new float[6], 1, 1);
        Assert.True(data.SampleWeights.IsEmpty);
        var weighted = data.WithSampleWeights([0, 10, 20, 30, 40, 50]);
        Assert.Equal([50f, 10f], weighted.Subset([5, 1]).SampleWeights.ToArray());
        var (train, test) = weighted.Split(0.5, seed: 1);
        foreach (var part in new[] { train, test, weighted.Shuffled(2) })
            for (var row = 0; row < part.Count; row++)
                Assert.Equal(10 * part.Input(row)[0], part.SampleWeights[row]);
        Assert.True(weighted.WithSampleWeights([]).SampleWeights.IsEmpty);

        var reader = new BatchReader(weighted, 4);
        reader.Begin(0);
        while (reader.Next(out var inputs, out _, out var weights))
            for (var row = 0; row < inputs.Length; row++)
                Assert.Equal(10 * inputs[row], weights[row]);
        var inOrder = new BatchReader(weighted, 4, shuffle: false);
        inOrder.Begin(0);
        Assert.True(inOrder.Next(out _, out _));
        Assert.True(inOrder.Next(out _, out _, out var last));
        Assert.Equal([40f, 50f], last.ToArray());
    }

    [Theory]
    [InlineData(new[] { 1f, 2 }, "'sampleWeights' has 2 weights, but the dataset has 3 rows: pass one weight per row.")]
    [InlineData(new[] { 1f, -2, 1 }, "'sampleWeights' has -2 for row 1")]
    [InlineData(new[] { 1f, 2, float.NaN }, "'sampleWeights' has NaN for row 2")]
    [InlineData(new[] { 0f, 0, 0 }, "'sampleWeights' is 0 for every row")]
    public void A_dataset_refuses_weights_that_are_none(float[] weights, string expected)
    {
        var data = Dataset.FromMemory(new float[3], new float[3], 1, 1);
        var exception = Assert.Throws<ArgumentException>("sampleWeights", () => data.WithSampleWeights(weights));
        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
    }

    internal static (NetworkUnderTest Network, float[] Inputs, float[] Targets, float[] Weights) Case(NetworkCase of, int rows)
    {
        var data = new TestData(rows);
        var weights = data.Uniforms(rows);
        for (var row = 0; row < rows; row++)
            weights[row] = row % 5 == 3 ? 0 : 1.5f + weights[row];
        return (of.CreateRandom(4), data.Inputs(of, rows), data.Targets(of, rows), weights);
    }

    /// <summary>Σ w L / Σ w and its gradient, a row at a time.</summary>
    internal static (double Loss, double[] Gradient) WeightedMean(NetworkCase of, NetworkUnderTest network, float[] inputs, float[] targets, float[] weights)
    {
        var oracle = of.ToOracle(network);
        var (x, t) = (TestData.Rows(inputs, of.InputSize), TestData.Rows(targets, of.OutputSize));
        var loss = 0.0;
        var gradient = new double[of.ParameterCount];
        var total = weights.Sum(weight => (double)weight);
        for (var row = 0; row < weights.Length; row++)
        {
            var one = oracle.Gradients([x[row]], [t[row]]);
            loss += weights[row] * one.Loss / total;
            for (var i = 0; i < gradient.Length; i++)
                gradient[i] += weights[row] * one.Parameters[i] / total;
        }

        return (loss, gradient);
    }

    private static void Refused(NetworkCase of, NetworkUnderTest network, Action<Trainer> act, string expected)
    {
        var before = network.GetParameters(of);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 1));
        var exception = Assert.Throws<ArgumentException>("sampleWeights", () => act(trainer));
        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.StepCount);
        Assert.Equal(before, network.GetParameters(of));
    }
}
