using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>StandardizeTargets beyond what the tests over all networks see: fitting, units, and what training makes of the targets.</summary>
public sealed class StandardizeTargetsTests
{
    private const int Inputs = TargetsNarrow.InputSize;

    [Fact]
    public void Until_it_is_fitted_it_changes_no_bit()
    {
        var (plain, network) = (new TargetsAbsent(seed: 3), new TargetsNarrow(seed: 3));
        var data = Data(rows: 37);
        Assert.False(network.StandardizeTargets0.IsFitted);
        Bits.Equal(Predict(plain, data.Inputs), Predict(network, data.Inputs), "outputs");
        Assert.Equal(plain.CreateTrainer(new Sgd(1e-6f)).Step(data.Inputs, data.Targets), network.CreateTrainer(new Sgd(1e-6f)).Step(data.Inputs, data.Targets));
        Assert.Equal(0, network.StandardizeTargets0.Means[0]);
        Assert.Equal(1, network.StandardizeTargets0.Scales[0]);
    }

    [Fact]
    public void Training_has_the_bits_of_a_network_that_is_given_standardised_targets()
    {
        var (plain, network) = (new TargetsAbsent(seed: 3), new TargetsNarrow(seed: 3));
        var data = Data(rows: 131);
        network.FitStandardization(data);
        var standardised = new float[data.Count];
        network.StandardizeTargets0.Apply(data.Targets, standardised);
        var options = new FitOptions { Epochs = 7, BatchSize = 16, Validation = data };
        var expected = plain.CreateTrainer(new Adam(0.01f)).Fit(
            Dataset.FromMemory(data.Inputs, standardised, Inputs, 1), new FitOptions { Epochs = 7, BatchSize = 16, Validation = Dataset.FromMemory(data.Inputs, standardised, Inputs, 1) });
        var actual = network.CreateTrainer(new Adam(0.01f)).Fit(data, options);

        // Losses are those of the standardised targets, metrics are in the targets' own unit.
        Assert.Equal(expected.Epochs.Select(static epoch => (epoch.Loss, epoch.ValidationLoss)), actual.Epochs.Select(static epoch => (epoch.Loss, epoch.ValidationLoss)));
        Assert.Equal(expected.Epochs[^1].Metric!.Value * network.StandardizeTargets0.Scales[0], actual.Epochs[^1].Metric!.Value, 1e-4 * actual.Epochs[^1].Metric!.Value);
        Bits.Equal(Parameters(plain), Parameters(network), "parameters");

        var own = Predict(network, data.Inputs);
        var restored = Predict(plain, data.Inputs);
        network.StandardizeTargets0.Invert(restored, restored);
        for (var row = 0; row < own.Length; row++)
            Assert.Equal(restored[row], own[row], 0.1f);
    }

    [Fact]
    public void The_figures_are_those_of_the_targets()
    {
        var network = new TargetsRows();
        var (rows, width) = (23, TargetsRows.OutputSize);
        var data = new TestData(5);
        var targets = new float[rows * width];
        for (var index = 0; index < targets.Length; index++)
            targets[index] = index % width == 4 ? 250_000 : 1000 * (index % width) + data.Uniform(1 + index % width);
        network.FitTargetStandardization(targets);
        for (var output = 0; output < width; output++)
        {
            var column = Enumerable.Range(0, rows).Select(row => (double)targets[row * width + output]).ToList();
            var mean = column.Average();
            Assert.Equal((float)mean, network.Prices.Means[output]);
            var scale = Math.Sqrt(column.Sum(target => (target - mean) * (target - mean)) / rows);
            // One that never changes has no unit to take out.
            Assert.Equal(output == 4 ? 1 : (float)scale, network.Prices.Scales[output], 1e-6f * (float)scale);
        }

        var standardised = new float[targets.Length];
        network.Prices.Apply(targets, standardised);
        Assert.All(Enumerable.Range(0, rows), row => Assert.Equal(0, standardised[row * width + 4]));
        Assert.Equal(rows, Enumerable.Range(0, rows).Sum(row => Math.Pow(standardised[row * width + 1], 2)), 1e-3);
        network.Prices.Invert(standardised, standardised);
        for (var index = 0; index < targets.Length; index++)
            Assert.Equal(targets[index], standardised[index], 1e-6f * Math.Abs(targets[index]));
    }

    [Theory]
    [InlineData(1e-45f)]
    [InlineData(1e-39f)]
    public void A_target_that_hardly_differs_from_0_has_a_scale_that_can_divide(float tiny)
    {
        var network = new TargetsNarrow();
        network.FitTargetStandardization([tiny, 0, tiny, 0]);
        Assert.Equal(1, network.StandardizeTargets0.Scales[0]);
    }

    [Fact]
    public void Fit_and_Minimize_fit_it_once()
    {
        var (first, second) = (Data(rows: 20), Data(rows: 30));
        var options = new FitOptions { Epochs = 1 };
        var (fitted, minimized) = (new TargetsNarrow(), new TargetsNarrow());
        fitted.CreateTrainer(new Sgd(1e-3f)).Fit(first, options);
        var mean = (float)first.Targets.ToArray().Average(static target => (double)target);
        Assert.Equal(mean, fitted.StandardizeTargets0.Means[0]);
        fitted.CreateTrainer(new Sgd(1e-3f)).Fit(second, options);
        Assert.Equal(mean, fitted.StandardizeTargets0.Means[0]);

        var ended = minimized.Minimize(first, new Lbfgs { MaxIterations = 40 });
        Assert.Equal(mean, minimized.StandardizeTargets0.Means[0]);
        Assert.InRange(ended.Loss, 0, 0.2);
        Assert.InRange(((RegressionEvaluation)minimized.Evaluate(first)).RSquared, 0.8, 1);
    }

    [Fact]
    public void Fit_leaves_alone_what_was_set()
    {
        var network = new TargetsOfHeads();
        network.StandardizeTargets0.Scales[2] = 8;
        network.CreateTrainer(new Sgd(1e-3f)).Fit(
            Dataset.FromMemory(new TestData(1).Uniforms(20 * 12), [.. new TestData(2).Uniforms(20 * 6).Select(static target => target + 5)], 12, 6), new FitOptions { Epochs = 1 });
        Assert.Equal((0, 8), (network.StandardizeTargets0.Means[2], network.StandardizeTargets0.Scales[2]));
        // The other head's own column.
        Assert.InRange(network.StandardizeTargets1.Means[0], 4, 6);
    }

    [Fact]
    public void Everything_of_a_dataset_is_fitted_at_once()
    {
        var network = new Houses();
        var data = Prices(rows: 50);
        network.FitStandardization(data);
        Assert.True(network.Standardize0.IsFitted);
        Assert.True(network.StandardizeTargets0.IsFitted);
        Assert.InRange(network.StandardizeTargets0.Means[0], 200_000, 500_000);
    }

    [Fact]
    public void A_gradient_at_the_outputs_is_in_the_targets_own_unit()
    {
        var (stepped, given) = (new TargetsNarrow(seed: 5), new TargetsNarrow(seed: 5));
        var data = Data(rows: 37);
        stepped.FitStandardization(data);
        given.FitStandardization(data);
        var scale = stepped.StandardizeTargets0.Scales[0];
        var outputs = Predict(given, data.Inputs);
        var gradients = outputs.Select((y, row) => 2 * (y - data.Targets[row]) / (scale * scale) / outputs.Length).ToArray();
        stepped.CreateTrainer(new Sgd(0.1f)).Step(data.Inputs, data.Targets);
        given.CreateTrainer(new Sgd(0.1f)).StepFromGradient(data.Inputs, gradients);
        foreach (var (expected, actual) in Parameters(stepped).Zip(Parameters(given)))
            Assert.Equal(expected, actual, 1e-5f);
    }

    [Fact]
    public void Weights_of_rows_count_as_ever()
    {
        var (weighted, repeated) = (new TargetsNarrow(seed: 5), new TargetsNarrow(seed: 5));
        var data = Data(rows: 18);
        weighted.FitStandardization(data);
        repeated.FitStandardization(data);
        var weights = Enumerable.Range(0, 18).Select(static row => (float)(row % 3)).ToArray();
        var rows = Enumerable.Range(0, 18).SelectMany(static row => Enumerable.Repeat(row, row % 3)).ToList();
        var loss = weighted.CreateTrainer(new Sgd(0.1f)).Step(data.Inputs, data.Targets, weights);
        Assert.Equal(
            repeated.CreateTrainer(new Sgd(0.1f)).Step([.. rows.SelectMany(row => data.Input(row).ToArray())], [.. rows.Select(row => data.Targets[row])]), loss, 1e-5f * loss);
    }

    [Fact]
    public void A_loss_of_ones_own_sees_standardised_targets()
    {
        var (builtIn, own) = (new TargetsNarrow(seed: 5), new TargetsOfOwnLoss(seed: 5));
        var data = Data(rows: 40);
        builtIn.FitStandardization(data);
        own.FitStandardization(data);
        Assert.Equal(builtIn.CreateTrainer(new Sgd(0.1f)).Step(data.Inputs, data.Targets), own.CreateTrainer(new Sgd(0.1f)).Step(data.Inputs, data.Targets), 1e-6f);
        Bits.Equal(Parameters(builtIn), Parameters(own), "parameters");
    }

    [Fact]
    public void Every_write_is_seen_by_the_next_prediction()
    {
        var network = new TargetsNarrow(seed: 1);
        var input = new TestData(1).Uniforms(Inputs);
        var before = network.Predict(input);
        network.StandardizeTargets0.Means[0] = 300_000;
        Assert.Equal(300_000 + before, network.Predict(input), 0.05f);
        network.StandardizeTargets0.Scales[0] = 1000;
        var scaled = network.Predict(input);
        Assert.Equal(300_000 + 1000 * before, scaled, 0.05f);
        Assert.Equal(scaled, network.Clone().Predict(input));

        var serving = new TargetsNarrow(seed: 2);
        serving.Publish(network);
        Assert.Equal(scaled, serving.Predict(input));
        new PolyakAverage<TargetsNarrow>(serving, tau: 1).Update(network);
        Assert.Equal(scaled, serving.Predict(input), 0.1f);

        network.Freeze();
        Assert.Throws<InvalidOperationException>(() => network.StandardizeTargets0.Scales[0] = 1);
        Assert.Throws<InvalidOperationException>(() => network.FitTargetStandardization([1, 2]));
        Assert.Equal(scaled, network.Predict(input));
    }

    [Fact]
    public void The_canonical_vector_and_the_seed_know_nothing_of_it()
    {
        Assert.Equal(TargetsAbsent.ParameterCount, TargetsNarrow.ParameterCount);
        Bits.Equal(Parameters(new TargetsAbsent(seed: 5)), Parameters(new TargetsNarrow(seed: 5)), "parameters");
    }

    [Fact]
    public void Targets_that_cannot_be_fitted_are_an_error_that_changes_nothing()
    {
        var network = new Houses();
        Assert.StartsWith("Target 0 of row 1 is NaN: a mean needs finite values.",
            Assert.Throws<ArgumentException>(() => network.FitTargetStandardization([1, float.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.FitTargetStandardization([]));
        var rows = new float[8];
        Assert.StartsWith(
            "Target 'price' of row 1 is Infinity: a mean needs finite values.",
            Assert.Throws<ArgumentException>(() => network.CreateTrainer(new Sgd())
                .Fit(Dataset.FromMemory(rows, [1, float.PositiveInfinity], 4, 1, ["a", "b", "c", "d"], ["price"]))).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The dataset has 2 targets, but the network has 1 output: fit it to data of this network.",
            Assert.Throws<ArgumentException>(() => network.FitStandardization(Dataset.FromMemory(rows, [1, 2, 3, 4], 4, 2))).Message, StringComparison.Ordinal);
        // Inputs that cannot be fitted leave the figures of the targets alone too.
        rows[5] = float.NaN;
        Assert.Throws<ArgumentException>(() => network.FitStandardization(Dataset.FromMemory(rows, [1, 2], 4, 1)));
        Assert.False(network.Standardize0.IsFitted);
        Assert.False(network.StandardizeTargets0.IsFitted);
        Assert.StartsWith(
            "StandardizeTargets0: scale 0 is 0, but must be finite and above 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => network.StandardizeTargets0.Scales[0] = 0).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prices_are_learned_as_they_are()
    {
        var (train, test) = Prices(rows: 600).Split(0.75, seed: 1);
        Assert.InRange(RSquared<Houses>(train, test), 0.999, 1);
        Assert.InRange(RSquared<HousesAsTheyAre>(train, test), double.NegativeInfinity, 0.9);
    }

    private static double RSquared<T>(Dataset train, Dataset test)
        where T : class, ITrainableNetwork<T>
    {
        var network = T.Create(1);
        network.CreateTrainer(new Adam(0.01f)).Fit(train, new FitOptions { Epochs = 150, BatchSize = 32 });
        return ((RegressionEvaluation)network.Evaluate(test)).RSquared;
    }

    private static float[] Predict<T>(T network, ReadOnlySpan<float> inputs)
        where T : class, INetwork<T>
    {
        var outputs = new float[inputs.Length / T.InputSize * T.OutputSize];
        network.PredictBatch(inputs, outputs);
        return outputs;
    }

    private static float[] Parameters<T>(T network)
        where T : class, INetwork<T>
    {
        var parameters = new float[T.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    /// <summary>Targets far from 0, of a spread far from 1.</summary>
    private static Dataset Data(int rows)
    {
        var data = new TestData(rows);
        var inputs = data.Uniforms(rows * Inputs);
        var targets = new float[rows];
        for (var row = 0; row < rows; row++)
            targets[row] = 5000 + 400 * (inputs[row * Inputs] - 0.5f * inputs[row * Inputs + 2] * inputs[row * Inputs + 3]);
        return Dataset.FromMemory(inputs, targets, Inputs, 1);
    }

    /// <summary>Area, rooms, age and distance make the price of a house.</summary>
    private static Dataset Prices(int rows)
    {
        var data = new TestData(11);
        var (inputs, targets) = (new float[rows * 4], new float[rows]);
        for (var row = 0; row < rows; row++)
        {
            var (area, rooms, age, distance) = (120 + data.Uniform(70), 4 + data.Uniform(2.5f), 40 + data.Uniform(38), 12 + data.Uniform(11));
            (inputs[4 * row], inputs[4 * row + 1], inputs[4 * row + 2], inputs[4 * row + 3]) = (area, rooms, age, distance);
            targets[row] = 90_000 + 2_100 * area + 9_000 * rooms - 25 * area * age / 10 - 3_000 * distance + 60 * distance * distance;
        }

        return Dataset.FromMemory(inputs, targets, 4, 1);
    }
}
