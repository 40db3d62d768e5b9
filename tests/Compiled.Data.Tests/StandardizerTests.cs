using CsCheck;

namespace Compiled.Tests;

public sealed class StandardizerTests
{
    private static Dataset Column(params float[] values) => Dataset.FromMemory(values, values, 1, 1);

    [Fact]
    public void Means_and_scales_are_the_populations()
    {
        // Mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32, over 8 rows: variance 4.
        var scaler = Standardizer.Fit(Column(2, 4, 4, 4, 5, 5, 7, 9));
        Assert.Equal([5.0], scaler.Means);
        Assert.Equal([2.0], scaler.Scales);
        Assert.Equal([-1.5f, -0.5f, -0.5f, -0.5f, 0, 0, 1, 2], scaler.Apply(Column(2, 4, 4, 4, 5, 5, 7, 9)).Inputs);
    }

    [Fact]
    public void Other_data_is_scaled_by_the_figures_of_the_training_data()
    {
        var scaler = Standardizer.Fit(Column(0, 10));
        var test = scaler.Apply(Column(20, -5));
        Assert.Equal([3f, -2], test.Inputs);
        Assert.Equal([20f, -5], test.Targets);
    }

    [Fact]
    public void A_feature_that_never_changes_becomes_0()
    {
        var scaler = Standardizer.Fit(Column(0.1f, 0.1f, 0.1f));
        Assert.Equal([1.0], scaler.Scales);
        Assert.Equal([0f, 0, 0], scaler.Apply(Column(0.1f, 0.1f, 0.1f)).Inputs);
    }

    [Fact]
    public void Names_and_classes_are_kept()
    {
        var data = Dataset.FromLabels([1f, 2, 3, 4], [0, 1], ["a", "b"], ["u", "v"]);
        var scaled = Standardizer.Fit(data).Apply(data);
        Assert.Equal(data.FeatureNames, scaled.FeatureNames);
        Assert.Equal(data.ClassNames, scaled.ClassNames);
        Assert.Equal(data.Targets, scaled.Targets);
    }

    [Fact]
    public void Each_feature_of_any_data_gets_mean_0_and_deviation_1() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[2, 100], Gen.Double[-1e4, 1e4]).SelectMany(shape =>
                Gen.Double[-1, 1].Array[shape.Item1 * shape.Item2].Select(values => (shape, values)))
            .Sample(example =>
            {
                var ((features, rows, offset), values) = example;
                float[] inputs = [.. values.Select(value => (float)(value + offset))];
                var data = Dataset.FromMemory(inputs, new float[rows], features, 1);
                var scaled = Standardizer.Fit(data).Apply(data);
                for (var feature = 0; feature < features; feature++)
                {
                    var before = Enumerable.Range(0, rows).Select(row => data.Input(row)[feature]).ToArray();
                    var column = Enumerable.Range(0, rows).Select(row => (double)scaled.Input(row)[feature]).ToArray();
                    Assert.Equal(0, column.Average(), 1e-5);
                    var variance = column.Average(value => value * value);
                    var mean = before.Average(static value => (double)value);
                    var deviation = Math.Sqrt(before.Average(value => (value - mean) * (value - mean)));
                    // Nothing, or less than the floor: some steps of a float at the mean are rounding, and so is what is hardly above 0.
                    var floor = Math.Max(Math.Abs(mean) / (1 << 20), Math.ScaleB(1, -120));
                    if (deviation <= 1.01 * floor)
                        Assert.InRange(variance, 0, 1 + 1e-5);
                    else
                        Assert.Equal(1, variance, 1e-5);
                }
            });

    [Fact]
    public void Doubled_rows_change_nothing_and_shifted_rows_shift_the_mean() =>
        Gen.Int[-1000, 1000].Array[2, 50].Sample(values =>
        {
            float[] column = [.. values.Select(value => (float)value)];
            var once = Standardizer.Fit(Column(column));
            var shifted = Standardizer.Fit(Column([.. column.Select(value => value + 512)]));
            var twice = Standardizer.Fit(Column([.. column, .. column]));
            Assert.Equal(once.Means[0], twice.Means[0], 1e-9);
            Assert.Equal(once.Scales[0], twice.Scales[0], 1e-9);
            Assert.Equal(once.Means[0] + 512, shifted.Means[0], 1e-9);
            Assert.Equal(once.Scales[0], shifted.Scales[0], 1e-9);
        });

    [Fact]
    public void A_row_gives_the_same_bits_alone_in_place_and_in_a_dataset()
    {
        var data = Dataset.FromMemory([0.1f, 7, 0.3f, -2, 0.7f, 11], new float[3], 2, 1);
        var scaler = Standardizer.Fit(data);
        var scaled = scaler.Apply(data);
        var alone = new float[2];
        scaler.Apply(data.Input(1), alone);
        Assert.Equal(scaled.Input(1), alone);
        float[] inPlace = [.. data.Input(1)];
        scaler.Apply(inPlace, inPlace);
        Assert.Equal(alone, inPlace);
    }

    [Fact]
    public void Known_figures_make_the_same_standardiser_again()
    {
        var data = Dataset.FromMemory([0.1f, 7, 0.3f, -2, 0.7f, 11], new float[3], 2, 1);
        var fitted = Standardizer.Fit(data);
        Assert.Equal(fitted.Apply(data).Inputs, new Standardizer(fitted.Means, fitted.Scales).Apply(data).Inputs);
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "The dataset has 1 feature, but the standardiser was fitted to 2: fit it to", () => new Standardizer([0, 0], [1, 1]).Apply(Column(1)) },
        { "'rows' has 3 floats, but the standardiser was fitted to 2 features: pass whole rows of 2, at least one.", () => new Standardizer([0, 0], [1, 1]).Apply(new float[3], new float[2]) },
        { "'result' has 1 float, but 'rows' has 2: pass spans of the same length.", () => new Standardizer([0, 0], [1, 1]).Apply(new float[2], new float[1]) },
        { "overlap with an offset of 1", () => { var memory = new float[3]; new Standardizer([0, 0], [1, 1]).Apply(memory.AsSpan(0, 2), memory.AsSpan(1, 2)); } },
        { "There are 2 means and 1 scales", () => _ = new Standardizer([0, 0], [1]) },
        { "The scale of feature 1 is 0", () => _ = new Standardizer([0, 0], [1, 0]) },
        { "The scale of feature 0 is NaN", () => _ = new Standardizer([0], [double.NaN]) },
        { "The mean of feature 0 is Infinity", () => _ = new Standardizer([double.PositiveInfinity], [1]) },
        { "Feature 'x0' of row 1 is NaN", () => Standardizer.Fit(Column(1, float.NaN)) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_are_refused_with_the_figures(string message, Action mistake) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(mistake).Message);
}
