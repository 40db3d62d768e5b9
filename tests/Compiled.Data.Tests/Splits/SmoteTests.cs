using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>Rows between neighbours, against the definition by an exhaustive search.</summary>
public sealed class SmoteTests
{
    private const int Features = 3;

    [Fact]
    public void Every_new_row_is_between_a_row_of_its_class_and_one_of_its_nearest()
    {
        var data = Clouds(80, 12, 20);
        foreach (var neighbors in new[] { 1, 5, 11 })
        {
            var sampled = data.Smote(neighbors, seed: 4);
            Assert.Equal([80, 80, 80], BalanceTests.Support(sampled));
            Assert.Equal(data.Inputs, sampled.Inputs[..(data.Count * Features)]);
            for (var row = data.Count; row < sampled.Count; row++)
                Assert.True(IsBetween(data, sampled.Input(row).ToArray(), sampled.Label(row), neighbors));
        }
    }

    [Fact]
    public void New_rows_follow_the_seed_bit_for_bit_and_are_new()
    {
        var data = Clouds(30, 10, 10);
        Assert.Equal(data.Smote(3, 1).Inputs, data.Smote(3, 1).Inputs);
        Assert.NotEqual(data.Smote(3, 1).Inputs.ToArray(), data.Smote(3, 2).Inputs.ToArray());
        var sampled = data.Smote(3, 1);
        Assert.Equal(sampled.Count, Enumerable.Range(0, sampled.Count).Select(row => string.Join(' ', sampled.Input(row).ToArray())).Distinct().Count());
        var hash = 14695981039346656037UL;
        foreach (var value in sampled.Inputs)
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
        Assert.Equal("4be0951d895adf95", hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_new_row_has_the_weight_of_a_row_of_its_class()
    {
        var data = Clouds(20, 10, 10);
        var sampled = data.WithSampleWeights([.. Enumerable.Range(0, data.Count).Select(row => 1f + data.Label(row))]).Smote();
        Assert.All(Enumerable.Range(0, sampled.Count), row => Assert.Equal(1f + sampled.Label(row), sampled.SampleWeights[row]));
    }

    [Fact]
    public void Too_few_rows_and_missing_values_are_refused_in_words()
    {
        Assert.Contains(
            "Class '1' has 4 rows, but needs more than 5 to have 5 neighbours each: pass neighbors: 3 or less, or use OverSample.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Clouds(9, 4, 9).Smote()).Message);
        Assert.Contains("Class '2' has 1 row, but needs more than 1", Assert.Throws<ArgumentOutOfRangeException>(() => Clouds(9, 9, 1).Smote(1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Clouds(9, 9, 1).Smote(0));
        // Nothing to add: nothing is asked.
        Assert.Equal(6, Clouds(2, 2, 2).Smote().Count);
        var missing = Dataset.FromLabels([1, 2, float.NaN, 4], [0, 0, 0, 1], ["yes", "no"], ["age"]);
        var two = Dataset.FromLabels([1, 2, float.NaN, 4, 5], [0, 0, 0, 1, 1], ["yes", "no"], ["age"]);
        Assert.Contains("Row 2 has NaN as feature 'age'", Assert.Throws<InvalidOperationException>(() => two.Smote(1)).Message);
        Assert.Contains("Class 'no' has 1 row", Assert.Throws<ArgumentOutOfRangeException>(() => missing.Smote(1)).Message);
    }

    private static bool IsBetween(Dataset data, float[] created, int label, int neighbors)
    {
        var rows = Enumerable.Range(0, data.Count).Where(row => data.Label(row) == label).Select(row => data.Input(row).ToArray()).ToList();
        return rows.Exists(a => rows.Where(other => other != a).OrderBy(other => Distance(a, other)).Take(neighbors).Any(b => IsOnLine(a, b)));

        bool IsOnLine(float[] a, float[] b)
        {
            var share = (created[0] - a[0]) / (b[0] - a[0]);
            return share is > -1e-3f and < 1.001f
                && Enumerable.Range(0, Features).All(feature => Math.Abs(a[feature] + share * (b[feature] - a[feature]) - created[feature]) < 1e-3f);
        }
    }

    private static double Distance(float[] a, float[] b) => a.Zip(b, static (x, y) => ((double)x - y) * ((double)x - y)).Sum();

    private static Dataset Clouds(params int[] sizes)
    {
        var random = new SeededRandom(5);
        int[] labels = [.. sizes.SelectMany(static (size, label) => Enumerable.Repeat(label, size))];
        return Dataset.FromLabels([.. labels.SelectMany(label => Enumerable.Range(0, Features).Select(feature => 3 * (label == feature ? 1 : 0) + random.NextNormal()))], labels, sizes.Length);
    }
}
