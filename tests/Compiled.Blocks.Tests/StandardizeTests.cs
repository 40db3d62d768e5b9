using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>Standardize beyond what the tests over all networks see: fitting, and that what was folded is never stale.</summary>
public sealed class StandardizeTests
{
    private const int Inputs = StandardizedPlain.InputSize;

    [Fact]
    public void Until_it_is_fitted_it_changes_no_bit()
    {
        var (plain, network) = (new Plain(seed: 3), new StandardizedPlain(seed: 3));
        var inputs = new TestData(1).Uniforms(9 * Inputs, size: 100);
        Assert.False(network.Standardize0.IsFitted);
        Bits.Equal(Predict(plain, inputs), Predict(network, inputs), "outputs");
        var targets = new TestData(2).Uniforms(9 * 3);
        Assert.Equal(
            plain.CreateTrainer(new Sgd()).Step(inputs, targets), network.CreateTrainer(new Sgd()).Step(inputs, targets));
    }

    [Fact]
    public void Raw_rows_give_what_a_network_without_it_gives_of_standardised_rows()
    {
        var (plain, network) = (new Plain(seed: 3), new StandardizedPlain(seed: 3));
        var data = Data(rows: 50);
        network.FitStandardization(data);
        Assert.True(network.Standardize0.IsFitted);
        var expected = Predict(plain, Standardizer.Fit(data).Apply(data).Inputs);
        var actual = Predict(network, data.Inputs);
        // Means are up to 40 standard deviations from 0, so the folded sums round as numbers 40 times as large would.
        for (var index = 0; index < expected.Length; index++)
            Assert.Equal(expected[index], actual[index], 2e-4f);
    }

    [Fact]
    public void A_trainer_reads_the_rows_that_were_standardised()
    {
        var (plain, network) = (new Plain(seed: 3), new StandardizedPlain(seed: 3));
        var data = Data(rows: 50);
        network.FitStandardization(data.Inputs);
        var apart = Standardizer.Fit(data).Apply(data);
        var expected = plain.CreateTrainer(new Sgd()).Step(apart.Inputs, apart.Targets);
        var trainer = network.CreateTrainer(new Sgd());
        Assert.Equal(expected, trainer.MeanLoss(data.Inputs, data.Targets), 1e-4f * expected);
        Assert.Equal(expected, trainer.Step(data.Inputs, data.Targets), 1e-4f * expected);
    }

    [Fact]
    public void The_figures_are_those_of_the_standardiser()
    {
        var network = new StandardizedPlain();
        var data = Data(rows: 31);
        network.FitStandardization(data);
        var expected = Standardizer.Fit(data);
        for (var index = 0; index < Inputs; index++)
        {
            Assert.Equal((float)expected.Means[index], network.Standardize0.Means[index]);
            Assert.Equal((float)(1 / expected.Scales[index]), network.Standardize0.Factors[index]);
        }

        // The one that never changes.
        Assert.Equal(1, network.Standardize0.Factors[7]);
    }

    [Fact]
    public void Fit_fits_it_once()
    {
        var network = new StandardizedPlain();
        var (first, second) = (Data(rows: 20), Data(rows: 30));
        var options = new FitOptions { Epochs = 1 };
        network.CreateTrainer(new Sgd(1e-3f)).Fit(first, options);
        Assert.Equal((float)Standardizer.Fit(first).Means[0], network.Standardize0.Means[0]);
        network.CreateTrainer(new Sgd(1e-3f)).Fit(second, options);
        Assert.Equal((float)Standardizer.Fit(first).Means[0], network.Standardize0.Means[0]);
    }

    [Fact]
    public void Fit_leaves_alone_what_was_set()
    {
        var network = new StandardizedPlain();
        network.Standardize0.Means[3] = 2;
        network.CreateTrainer(new Sgd(1e-3f)).Fit(Data(rows: 20), new FitOptions { Epochs = 1 });
        Assert.Equal(2, network.Standardize0.Means[3]);
        Assert.Equal(0, network.Standardize0.Means[0]);
    }

    [Fact]
    public void Every_write_is_seen_by_the_next_prediction()
    {
        var network = new StandardizedClasses(seed: 1);
        var input = new TestData(1).Uniforms(StandardizedClasses.InputSize);
        var before = Predict(network, input);
        Assert.Equal(before, Predict(network, input));

        network.Scaling.Means[5] = 3;
        var ofMeans = Predict(network, input);
        Assert.NotEqual(before, ofMeans);
        network.Scaling.Factors[5] = 3;
        var ofFactors = Predict(network, input);
        Assert.NotEqual(ofMeans, ofFactors);
        network.Dense0.Weights[2, 5] += 1;
        var ofWeights = Predict(network, input);
        Assert.NotEqual(ofFactors, ofWeights);
        network.CreateTrainer(new Sgd(0.1f)).Step(input, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var ofStep = Predict(network, input);
        Assert.NotEqual(ofWeights, ofStep);

        var parameters = new float[StandardizedClasses.ParameterCount];
        network.CopyParametersTo(parameters);
        Assert.Equal(ofStep, Predict(network.Clone(), input));
        network.CopyParametersFrom(new float[parameters.Length]);
        Assert.NotEqual(ofStep, Predict(network, input));
        network.CopyParametersFrom(parameters);
        Assert.Equal(ofStep, Predict(network, input));
    }

    [Fact]
    public void A_clone_has_figures_of_its_own()
    {
        var network = new StandardizedPredictor();
        network.Standardize0.Means[1] = 5;
        var clone = network.Clone();
        Assert.True(clone.Standardize0.IsFitted);
        Assert.Equal(5, clone.Standardize0.Means[1]);
        clone.Standardize0.Means[1] = 6;
        Assert.Equal(5, network.Standardize0.Means[1]);
    }

    [Fact]
    public void A_polyak_average_copies_the_figures()
    {
        var (source, target) = (new StandardizedPredictor(seed: 1), new StandardizedPredictor(seed: 2));
        TestStatistics.Set(source.Standardize0);
        new PolyakAverage<StandardizedPredictor>(target, tau: 0.5f).Update(source);
        for (var index = 0; index < 3; index++)
        {
            Assert.Equal(TestStatistics.Mean(index), target.Standardize0.Means[index]);
            Assert.Equal(TestStatistics.Scale(index), target.Standardize0.Factors[index]);
        }
    }

    [Fact]
    public void The_canonical_vector_and_the_seed_know_nothing_of_it()
    {
        Assert.Equal(Plain.ParameterCount, StandardizedPlain.ParameterCount);
        var (expected, actual) = (new float[Plain.ParameterCount], new float[Plain.ParameterCount]);
        new Plain(seed: 5).CopyParametersTo(expected);
        new StandardizedPlain(seed: 5).CopyParametersTo(actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Threads_that_find_it_stale_together_all_see_the_new_figures()
    {
        var network = new StandardizedClasses(seed: 1);
        var input = new TestData(1).Uniforms(StandardizedClasses.InputSize);
        for (var round = 0; round < 50; round++)
        {
            network.Scaling.Means[0] = round;
            var expected = Predict(network.Clone(), input);
            Parallel.For(0, 4, _ => Bits.Equal(expected, Predict(network, input), "outputs"));
        }
    }

    [Fact]
    public void A_figure_that_cannot_be_is_an_error_that_changes_nothing()
    {
        var figures = new StandardizedPredictor().Standardize0;
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => figures.Factors[1] = 0);
        Assert.StartsWith("Standardize0: factor 1 is 0, but must be finite and above 0.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentOutOfRangeException>(() => figures.Means[2] = float.NaN);
        Assert.StartsWith("Standardize0: mean 2 is NaN, but must be finite.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentOutOfRangeException>(() => figures.Means[3]);
        Assert.StartsWith("Standardize0 has no mean 3: use 0 to 2.", error.Message, StringComparison.Ordinal);
        Assert.False(figures.IsFitted);
        Assert.Equal(1, figures.Factors[1]);
    }

    [Fact]
    public void Rows_that_cannot_be_fitted_are_an_error_that_changes_nothing()
    {
        var network = new StandardizedPredictor();
        var error = Assert.Throws<ArgumentException>(() => network.FitStandardization([1, 2, 3, 4, float.NaN, 6]));
        Assert.StartsWith("Feature 1 of row 1 is NaN: a mean needs finite values.", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("'rows' has 4 floats", Assert.Throws<ArgumentException>(() => network.FitStandardization([1, 2, 3, 4])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The standardiser has 20 features, but Standardize0 has 3 inputs", Assert.Throws<ArgumentException>(() => network.FitStandardization(Data(rows: 5))).Message, StringComparison.Ordinal);
        Assert.False(network.Standardize0.IsFitted);
    }

    private static float[] Predict<T>(T network, ReadOnlySpan<float> inputs)
        where T : class, INetwork<T>
    {
        var outputs = new float[inputs.Length / T.InputSize * T.OutputSize];
        network.PredictBatch(inputs, outputs);
        return outputs;
    }

    /// <summary>Features of very different means and spreads, and one that never changes.</summary>
    private static Dataset Data(int rows)
    {
        var data = new TestData(rows);
        var inputs = new float[rows * Inputs];
        for (var row = 0; row < rows; row++)
            for (var input = 0; input < Inputs; input++)
                inputs[row * Inputs + input] = input == 7 ? 4 : 20 * input + data.Uniform(1 + input);
        return Dataset.FromMemory(inputs, data.Uniforms(rows * 3), Inputs, 3);
    }
}
