using CsCheck;

namespace Compiled.Tests;

/// <summary>Splits that keep groups together, against scikit-learn (Files/splits/make_splits.py) and their definition.</summary>
public sealed class GroupTests
{
    private static readonly Gen<(int[] Groups, int[] Labels, long Seed)> Cases =
        Gen.Select(Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2]).Array[20, 150], Gen.Long, static (rows, seed) =>
                (rows.Select(static row => row.Item1).ToArray(), rows.Select(static row => row.Item2).ToArray(), seed))
            .Where(static example => example.Item1.Distinct().Count() >= 4);

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void Folds_of_unequal_groups_are_those_of_scikit_learn(bool stratify, int column)
    {
        var rows = Fixture();
        var data = Dataset.FromLabels([.. rows.Select(static (_, row) => (float)row)], [.. rows.Select(static row => (int)row[1])], 3);
        int[] groups = [.. rows.Select(static row => (int)row[0])];
        foreach (var seed in new[] { 0L, 9L })
        {
            var folds = data.GroupKFold(groups, 3, seed, stratify).ToList();
            Assert.Equal(3, folds.Count);
            foreach (var fold in folds)
                Assert.Equal(Enumerable.Range(0, rows.Count).Where(row => rows[row][column] == fold.Index), fold.TestRows);
        }
    }

    [Fact]
    public void No_group_is_on_both_sides() => Cases.Sample(static example =>
    {
        var data = Dataset.FromLabels([.. example.Groups.Select(static group => (float)group)], example.Labels, 3);
        foreach (var stratify in new[] { false, true })
        {
            var folds = data.GroupKFold(example.Groups, 4, example.Seed, stratify, repeats: 2).ToList();
            Assert.Equal(8, folds.Count);
            Assert.Equal(Enumerable.Range(0, data.Count), folds.Take(4).SelectMany(static fold => fold.TestRows).Order());
            Assert.All(folds, static fold => Assert.Empty(fold.Train.Inputs.ToArray().Intersect(fold.Test.Inputs.ToArray())));
        }

        var (train, test) = data.GroupSplit(example.Groups, 0.6, example.Seed);
        Assert.Equal(data.Count, train.Count + test.Count);
        Assert.Empty(train.Inputs.ToArray().Intersect(test.Inputs.ToArray()));
    });

    [Fact]
    public void A_group_split_is_as_near_to_the_fraction_as_the_order_of_the_groups_allows()
    {
        // A hundred groups of two rows: any order of them can be cut at the fraction.
        string[] groups = [.. Enumerable.Range(0, 200).Select(static row => $"patient {row / 2}")];
        var data = Dataset.FromLabels(new float[200], new int[200], 2);
        foreach (var fraction in new[] { 0.1, 0.5, 0.75 })
            Assert.Equal(fraction * 200, data.GroupSplit(groups, fraction, seed: 1).Train.Count);
        // A single large group goes to one side or the other, never to both.
        int[] uneven = [.. Enumerable.Range(0, 200).Select(static row => row < 190 ? 0 : row)];
        var counts = Enumerable.Range(0, 20).Select(seed => data.GroupSplit(uneven, 0.5, seed).Train.Count).Distinct().ToList();
        Assert.All(counts, static count => Assert.InRange(count, 1, 199));
        Assert.True(counts.Count > 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_seed_another()
    {
        int[] groups = [.. Enumerable.Range(0, 90).Select(static row => row % 30)];
        var data = Dataset.FromLabels([.. groups.Select(static group => (float)group)], new int[90], 2);
        Assert.Equal(data.GroupSplit(groups, 0.5, 1).Train.Inputs, data.GroupSplit(groups, 0.5, 1).Train.Inputs);
        Assert.NotEqual(data.GroupSplit(groups, 0.5, 1).Train.Inputs.ToArray(), data.GroupSplit(groups, 0.5, 2).Train.Inputs.ToArray());
        // Groups of equal size: the seed and the repetition decide.
        var folds = data.GroupKFold(groups, 2, seed: 1, repeats: 2).Select(static fold => string.Join(' ', fold.TestRows)).ToList();
        Assert.Equal(4, folds.Distinct().Count());
    }

    [Fact]
    public void Wrong_groups_are_refused_in_words()
    {
        var data = Dataset.FromLabels(new float[6], [0, 1, 0, 1, 0, 1], 2);
        string[] groups = ["a", "a", "b", "b", "c", "c"];
        Assert.Contains("4 folds need at least 4 groups, but there are 3: use fewer folds", Assert.Throws<ArgumentOutOfRangeException>(() => data.GroupKFold(groups, 4)).Message);
        Assert.Contains("'groups' has 2 elements, but the dataset has 6 rows", Assert.Throws<ArgumentException>(() => data.GroupKFold([1, 2], 2)).Message);
        Assert.Contains("'groups' has null for row 1", Assert.Throws<ArgumentException>(() => data.GroupSplit(["a", null!, "b", "b", "c", "c"], 0.5, 1)).Message);
        Assert.Contains("All rows are of the same group", Assert.Throws<ArgumentException>(() => data.GroupSplit(new int[6], 0.5, 1)).Message);
        Assert.Contains("must be between 0 and 1", Assert.Throws<ArgumentOutOfRangeException>(() => data.GroupSplit(groups, 1, 1)).Message);
    }

    internal static IReadOnlyList<double[]> Fixture() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Files", "splits", "splits.csv")).Skip(1)
            .Select(static line => Array.ConvertAll(line.Split(','), static cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))),
    ];
}
