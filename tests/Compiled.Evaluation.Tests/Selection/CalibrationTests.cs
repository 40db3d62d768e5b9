using Compiled.Numerics;

namespace Compiled.Tests.Selection;

/// <summary>Temperatures that are known, and guarantees that are counted.</summary>
public sealed class CalibrationTests
{
    [Theory]
    [InlineData(2.5)]
    [InlineData(0.6)]
    public void The_temperature_that_made_probabilities_too_certain_is_found(double temperature)
    {
        var (probabilities, targets) = Draw(6000, temperature);
        var scaling = TemperatureScaling.Fit(probabilities, targets, 3);
        Assert.Equal(temperature, scaling.Temperature, 0.08 * temperature);
        var (before, decisions) = (Metrics.LogLoss(probabilities, targets, 3), Labels(probabilities));
        scaling.Apply(probabilities);
        Assert.True(Metrics.LogLoss(probabilities, targets, 3) < before);
        Assert.InRange(Metrics.ExpectedCalibrationError(probabilities, targets, 3, bins: 10), 0, 0.03);
        Assert.Equal(decisions, Labels(probabilities));
        Assert.All(probabilities.Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-5f));
    }

    [Fact]
    public void It_is_the_minimum_of_the_log_loss()
    {
        var (probabilities, targets) = Draw(500, 2);
        var fitted = TemperatureScaling.Fit(probabilities, targets, 3).Temperature;
        var least = Loss(fitted);
        foreach (var factor in new[] { 0.9, 0.99, 1.01, 1.1 })
            Assert.True(least < Loss(fitted * factor));

        double Loss(double temperature)
        {
            var scaled = probabilities.ToArray();
            new TemperatureScaling(temperature, 3).Apply(scaled);
            return Metrics.LogLoss(scaled, targets, 3);
        }
    }

    [Fact]
    public void The_probability_of_a_yes_is_scaled_as_two_classes_are()
    {
        var random = new SeededRandom(3);
        var (yes, targets) = (new float[4000], new float[4000]);
        for (var row = 0; row < yes.Length; row++)
        {
            var logit = 1.5 * random.NextNormal();
            targets[row] = random.NextSingle() < 1 / (1 + Math.Exp(-logit)) ? 1 : 0;
            yes[row] = (float)(1 / (1 + Math.Exp(-3 * logit)));
        }

        float[] pairs = [.. yes.SelectMany(value => new[] { 1 - value, value })], oneHot = [.. targets.SelectMany(target => new[] { 1 - target, target })];
        var scaling = TemperatureScaling.Fit(yes, targets, 1);
        Assert.Equal(3, scaling.Temperature, 0.2);
        Assert.Equal(scaling.Temperature, TemperatureScaling.Fit(pairs, oneHot, 2).Temperature, 0.02);
        scaling.Apply(yes);
        Assert.InRange(Metrics.ExpectedCalibrationError(yes, targets), 0, 0.03);
    }

    [Fact]
    public void Data_that_says_too_little_ends_at_a_limit_and_wrong_data_is_named()
    {
        Assert.Equal(0.01, TemperatureScaling.Fit([0.9f, 0.1f], [1, 0], 2).Temperature, 1e-12);
        Assert.Equal(100, TemperatureScaling.Fit([0.9f, 0.1f], [0, 1], 2).Temperature, 1e-9);
        Assert.StartsWith("Row 0 has the probability 2", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([2, -1], [0, 1], 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Temperature scaling needs the probabilities of classes, which network Line does not have", Assert.Throws<ArgumentException>(
            () => TemperatureScaling.Fit(Known.Line(), Known.Numbers(10, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TemperatureScaling(0, 2));
        float[] row = [0, 1, 0];
        new TemperatureScaling(2, 3).Apply(row);
        Assert.Equal(1, row.Sum(), 1e-6f);
    }

    [Fact]
    public void A_network_is_fitted_on_its_own_probabilities()
    {
        var sorter = Known.Train(Known.Classes(60, 1, 1), 1, 200);
        var (validation, test) = (Known.Classes(2000, 2, 1), Known.Classes(2000, 3, 1));
        var scaling = TemperatureScaling.Fit(sorter, validation);
        // So few rows for so many epochs: too certain.
        Assert.True(scaling.Temperature > 1.2, scaling.ToString());
        var outputs = new float[test.Targets.Length];
        sorter.PredictBatch(test.Inputs, outputs);
        var before = Metrics.LogLoss(outputs, test.Targets, 3);
        scaling.Apply(outputs);
        Assert.True(Metrics.LogLoss(outputs, test.Targets, 3) < before);
    }

    [Theory]
    [InlineData(99, 0.1)]
    [InlineData(19, 0.2)]
    [InlineData(40, 0.05)]
    public void Intervals_contain_the_promised_share(int rows, double alpha)
    {
        // Over many calibrations and new rows: at least 1 − α, at most 1 − α + 1/(n + 1).
        var (line, hits, total) = (Known.Line(), 0, 0);
        for (var trial = 0; trial < 400; trial++)
        {
            var conformal = ConformalIntervals.Calibrate(line, Known.Numbers(rows, 10 + trial, 1), alpha);
            var test = Known.Numbers(50, 100_000 + trial, 1);
            for (var row = 0; row < test.Count; row++)
            {
                var (lower, upper) = conformal.Around(line.Predict(test.Input(row)));
                hits += test.Target(row)[0] >= lower && test.Target(row)[0] <= upper ? 1 : 0;
                total++;
            }
        }

        Assert.InRange(hits / (double)total, 1 - alpha - 0.012, 1 - alpha + 1.0 / (rows + 1) + 0.012);
    }

    [Fact]
    public void The_radius_is_the_finite_sample_quantile()
    {
        // k = ⌈10 · 0.8⌉ = 8 of 9 errors, 1 … 9.
        float[] outputs = new float[9], targets = [9, 2, 3, -4, 5, 6, 7, -8, 1];
        Assert.Equal([8f], ConformalIntervals.Calibrate(outputs, targets, 0.2).Radii);
        Assert.Equal([9f], ConformalIntervals.Calibrate(outputs, targets, 0.1).Radii);
        Assert.StartsWith("There are 9 calibration rows, but an alpha of 0.05 needs at least 19", Assert.Throws<ArgumentException>(() => ConformalIntervals.Calibrate(outputs, targets, 0.05)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConformalIntervals.Calibrate(outputs, targets, 0));
        Assert.StartsWith("Row 0 of the calibration data has an output or a target of NaN", Assert.Throws<ArgumentException>(
            () => ConformalIntervals.Calibrate([float.NaN, 1], [1, 1], 0.5)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Conformal intervals need outputs that are numbers, which network Sorter does not have", Assert.Throws<ArgumentException>(
            () => ConformalIntervals.Calibrate(new Sorter(), Known.Classes(50, 1))).Message, StringComparison.Ordinal);
        Assert.Equal((-8f, 8f), ConformalIntervals.Calibrate(outputs, targets, 0.2).Around(0));
    }

    [Theory]
    [InlineData(50, 0.1)]
    [InlineData(30, 0.3)]
    public void Sets_contain_the_promised_share(int rows, double alpha)
    {
        var sorter = Known.Train(Known.Classes(300, 1, 1), 1);
        var (hits, total, isInSet, output) = (0, 0, new bool[3], new float[3]);
        for (var trial = 0; trial < 400; trial++)
        {
            var conformal = ConformalSets.Calibrate(sorter, Known.Classes(rows, 10 + trial, 1), alpha);
            var test = Known.Classes(50, 100_000 + trial, 1);
            for (var row = 0; row < test.Count; row++)
            {
                sorter.Predict(test.Input(row), output);
                var count = conformal.Contains(output, isInSet);
                Assert.Equal(isInSet.Count(value => value), count);
                hits += isInSet[test.Label(row)] ? 1 : 0;
                total++;
            }
        }

        Assert.InRange(hits / (double)total, 1 - alpha - 0.012, 1 - alpha + 1.0 / (rows + 1) + 0.012);
    }

    [Fact]
    public void The_set_of_a_yes_has_both_answers()
    {
        // Scores 1 − p of the class: 0.1, 0.2, 0.4, 0.3; k = ⌈5 · 0.6⌉ = 3, q = 0.3.
        var sets = ConformalSets.Calibrate([0.9f, 0.2f, 0.6f, 0.3f], [1, 0, 1, 0], 1, 0.4);
        Assert.Equal((2, 0.7), (sets.ClassCount, Math.Round(sets.Threshold, 6)));
        var isInSet = new bool[2];
        Assert.Equal(1, sets.Contains([0.8f], isInSet));
        Assert.Equal([false, true], isInSet);
        Assert.Equal(0, sets.Contains([0.5f], isInSet));
        Assert.Equal(1, sets.Contains([0.3f], isInSet));
        Assert.Equal([true, false], isInSet);
        Assert.StartsWith("There are 3 probabilities and 2 places, but 2 classes", Assert.Throws<ArgumentException>(() => sets.Contains([1, 0, 0], new bool[2])).Message, StringComparison.Ordinal);
    }

    /// <summary>Labels drawn from softmax(z), and the probabilities softmax(T z) of a network that is wrong about how certain it is.</summary>
    private static (float[] Probabilities, float[] Targets) Draw(int rows, double temperature)
    {
        var random = new SeededRandom(9);
        var (probabilities, targets) = (new float[rows * 3], new float[rows * 3]);
        for (var row = 0; row < rows; row++)
        {
            double[] logits = [1.5 * random.NextNormal(), 1.5 * random.NextNormal(), 1.5 * random.NextNormal()];
            var (fair, claimed) = (Softmax(logits, 1), Softmax(logits, temperature));
            double draw = random.NextSingle();
            targets[row * 3 + (draw < fair[0] ? 0 : draw < fair[0] + fair[1] ? 1 : 2)] = 1;
            for (var label = 0; label < 3; label++)
                probabilities[row * 3 + label] = (float)claimed[label];
        }

        return (probabilities, targets);

        static double[] Softmax(double[] logits, double factor)
        {
            double[] powers = [.. logits.Select(logit => Math.Exp(factor * logit))];
            return [.. powers.Select(power => power / powers.Sum())];
        }
    }

    private static int[] Labels(float[] probabilities)
    {
        var labels = new int[probabilities.Length / 3];
        Metrics.Decide(probabilities, 3, labels);
        return labels;
    }
}
