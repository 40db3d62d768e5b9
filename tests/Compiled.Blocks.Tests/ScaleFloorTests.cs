using Compiled.Tests.Judged;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests;

/// <summary>Scales of features that hardly change, the kinds of scaling, and the way back.</summary>
public sealed class ScaleFloorTests
{
    [Fact]
    public void Ordinary_features_keep_their_exact_deviation()
    {
        var random = new Random(1);
        float[] Of(Func<float> draw, int rows) => [.. Enumerable.Range(0, rows).Select(_ => draw())];
        foreach (var column in new[]
        {
            Of(random.NextSingle, 10_000),
            Of(() => 1e4f + (float)Enumerable.Range(0, 12).Sum(_ => random.NextDouble()), 10_000),
            Of(() => -MathF.Log(1 - random.NextSingle()), 10_000),
            Of(() => random.Next(50) == 0 ? 1 : 0, 10_000),
            Of(() => random.Next(3), 30),
            [.. Of(random.NextSingle, 999), 1000],
            [1.7e9f, 1.7e9f + 100_000, 1.7e9f - 200_000],
            [1e-30f, 3e-30f],
            [1e30f, 3e30f],
        })
        {
            var mean = column.Sum(static value => (double)value) / column.Length;
            var deviation = Math.Sqrt(column.Sum(value => (value - mean) * (value - mean)) / column.Length);
            Assert.Equal(deviation, Standardizer.Fit(column, 1).Scales[0]);
        }
    }

    [Fact]
    public void A_pixel_that_is_hardly_ever_lit_has_half_its_range()
    {
        var column = new float[60_000];
        (column[7], column[1000], column[59_999]) = (1, 0.5f, 0.25f);
        Assert.Equal(0.5, Standardizer.Fit(column, 1).Scales[0]);
        // The same in any unit, and from whatever value most rows have.
        Assert.Equal(127.5, Standardizer.Fit([.. column.Select(static value => 255 * value)], 1).Scales[0]);
        Assert.Equal(0.5, Standardizer.Fit([.. column.Select(static value => 3 - value)], 1).Scales[0]);
    }

    [Fact]
    public void A_rare_indicator_can_still_be_learned()
    {
        var inputs = new float[2_000];
        (inputs[3], inputs[1500]) = (1, 1);
        var scaler = Standardizer.Fit(inputs, 1);
        Assert.Equal(0.5, scaler.Scales[0]);
        var data = Dataset.FromMemory(inputs, [.. inputs.Select(static input => 3 * input)], 1, 1);
        var network = new StandardizedNumber();
        network.CreateTrainer(new Adam(0.05f)).Fit(data, new FitOptions { Epochs = 20 });
        Assert.Equal(3, network.Predict([1]), 0.1);
        Assert.Equal(0, network.Predict([0]), 0.1);
    }

    [Fact]
    public void Noise_around_rare_large_values_is_bounded_by_the_range()
    {
        var random = new Random(2);
        var column = Enumerable.Range(0, 60_000).Select(row => row % 20_000 == 5 ? 1000 : random.NextSingle()).ToArray();
        var least = column.Min();
        Assert.Equal(0.02 * (1000.0 - least), Standardizer.Fit(column, 1).Scales[0]);
    }

    [Fact]
    public void Rounding_stays_small()
    {
        // 1e6 ± 1e-3 lies between two floats that are 1/16 apart.
        var column = Enumerable.Range(0, 1000).Select(static row => row % 2 == 0 ? 1e6f : MathF.BitIncrement(1e6f)).ToArray();
        foreach (var scaler in new[] { Standardizer.Fit(column, 1), Standardizer.FitMinMax(column, 1), Standardizer.FitRobust(column, 1) })
        {
            var scaled = new float[column.Length];
            scaler.Apply(column, scaled);
            Assert.All(scaled, static value => Assert.InRange(value, -0.07f, 0.07f));
        }
    }

    [Fact]
    public void Denormals_are_fitted_by_every_route()
    {
        float[] rows = [1e-45f, 5, 0, 0, -5, 1e-45f];
        var network = new StandardizedPredictor(seed: 1);
        network.FitStandardization(rows);
        var outputs = new float[4];
        network.PredictBatch(rows, outputs);
        Assert.All(outputs, static value => Assert.True(float.IsFinite(value)));
        network.PredictBatch([1e-30f, 0, 0, 0, 0, 1e-30f], outputs);
        Assert.All(outputs, static value => Assert.True(float.IsFinite(value)));
        foreach (var scaler in new[] { Standardizer.FitMinMax(rows, 3), Standardizer.FitRobust(rows, 3) })
            network.Standardize0.CopyFrom(scaler);

        var number = new StandardizedNumber(seed: 1);
        number.CreateTrainer(new Adam()).Fit(Dataset.FromMemory([1e-45f, 0, 1e-45f, 0], [1f, 2, 1, 2], 1, 1), new FitOptions { Epochs = 2 });
        Assert.True(float.IsFinite(number.Predict([1e-45f])));
    }

    [Fact]
    public void Features_can_be_brought_to_0_and_1()
    {
        var data = Dataset.FromMemory([2, 5, 4, 5, 10, 5], new float[3], 2, 1);
        var scaler = Standardizer.FitMinMax(data);
        Assert.Equal([2.0, 5], scaler.Means);
        Assert.Equal([8.0, 1], scaler.Scales);
        Assert.Equal([0, 0, 0.25f, 0, 1, 0], scaler.Apply(data).Inputs);
        Assert.Equal(scaler.Scales, Standardizer.FitMinMax(data.Inputs, 2).Scales);
    }

    [Fact]
    public void A_robust_scale_is_not_moved_by_an_outlier()
    {
        // As RobustScaler has it: quartiles of 1, 2, 3, 4, 1e9 are 2 and 4.
        foreach (var scaler in new[] { Standardizer.FitRobust([3, 1e9f, 1, 4, 2], 1), Standardizer.FitRobust(Dataset.FromMemory([3, 1e9f, 1, 4, 2], new float[5], 1, 1)) })
            Assert.Equal((3, 2), (scaler.Means[0], scaler.Scales[0]));
    }

    [Fact]
    public void A_robust_scale_without_a_middle_half_is_the_deviation()
    {
        float[] rare = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        var scaler = Standardizer.FitRobust(rare, 1);
        Assert.Equal((0, 0.3), (scaler.Means[0], Math.Round(scaler.Scales[0], 12)));
        Assert.Equal(1, Standardizer.FitRobust([7, 7, 7], 1).Scales[0]);
    }

    [Fact]
    public void Any_number_of_rows_is_scaled_and_brought_back()
    {
        var random = new Random(3);
        float[] rows = [.. Enumerable.Range(0, 3 * 500).Select(index => index % 3 == 0 ? 1000 + random.NextSingle() : index % 3 == 1 ? random.Next(2) : 1e6f * random.NextSingle())];
        foreach (var scaler in new[] { Standardizer.Fit(rows, 3), Standardizer.FitMinMax(rows, 3), Standardizer.FitRobust(rows, 3) })
        {
            var (scaled, alone, back) = (new float[rows.Length], new float[3], new float[rows.Length]);
            scaler.Apply(rows, scaled);
            scaler.Apply(rows.AsSpan(9, 3), alone);
            Assert.Equal(scaled[9..12], alone);
            scaler.Invert(scaled, back);
            for (var index = 0; index < rows.Length; index++)
            {
                var bound = (Math.Abs(rows[index]) + Math.Abs(rows[index] - scaler.Means[index % 3])) / (1 << 24);
                Assert.True(Math.Abs((double)back[index] - rows[index]) <= bound, $"{back[index]:R} of {rows[index]:R}");
            }

            scaler.Invert(scaled, scaled);
            Assert.Equal(back, scaled);
            var data = Dataset.FromMemory(rows, new float[500], 3, 1);
            Assert.Equal(back, scaler.Invert(scaler.Apply(data)).Inputs);
        }
    }

    [Fact]
    public void Rows_that_cannot_be_scaled_are_named()
    {
        var scaler = new Standardizer([0, 0], [1, 1]);
        Assert.Contains("'rows' has 3 floats", Assert.Throws<ArgumentException>("rows", () => scaler.Invert(new float[3], new float[3])).Message);
        Assert.Contains("'rows' has 0 floats", Assert.Throws<ArgumentException>("rows", () => scaler.Apply([], [])).Message);
        Assert.Contains("'result' has 6 floats, but 'rows' has 4", Assert.Throws<ArgumentException>("result", () => scaler.Apply(new float[4], new float[6])).Message);
        Assert.Contains("the standardiser was fitted to 2", Assert.Throws<ArgumentException>("data", () => scaler.Invert(Dataset.FromMemory([1f], [1f], 1, 1))).Message);
        Assert.Contains("Feature 1 of row 0 is NaN", Assert.Throws<ArgumentException>("rows", () => Standardizer.FitRobust([1, float.NaN], 2)).Message);
        Assert.Throws<ArgumentException>("rows", () => Standardizer.FitMinMax([1, 2, 3], 2));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Standardizer.Fit([1, 2, 3], 0));
    }
}
