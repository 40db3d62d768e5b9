using CsCheck;

namespace Compiled.Tests;

/// <summary>Folds for cross-validation, against their definition.</summary>
public sealed class KFoldTests
{
    private static readonly Gen<(int[] Labels, int Folds, long Seed)> Cases =
        Gen.Select(Gen.Int[0, 4].Array[10, 120], Gen.Int[2, 10], Gen.Long)
            .Where(static example => example.Item1.GroupBy(static label => label).Max(static rows => rows.Count()) >= example.Item2);

    [Fact]
    public void Every_row_is_evaluated_once_and_trained_on_in_all_other_folds() => Cases.Sample(static example =>
    {
        var data = Numbered(example.Labels);
        var folds = data.KFold(example.Folds, example.Seed).ToList();
        Assert.Equal(Enumerable.Range(0, example.Folds), folds.Select(static fold => fold.Index));
        Assert.Equal(Enumerable.Range(0, data.Count), folds.SelectMany(static fold => fold.TestRows).Order());
        foreach (var fold in folds)
        {
            Assert.Equal(Enumerable.Range(0, data.Count), fold.TrainRows.Concat(fold.TestRows).Order());
            Assert.Equal(fold.TestRows.Select(static row => (float)row), fold.Test.Inputs.ToArray());
            Assert.Equal(fold.TrainRows.Select(static row => (float)row), fold.Train.Inputs.ToArray());
            Assert.All(Enumerable.Range(0, fold.Test.Count), row => Assert.Equal(example.Labels[fold.TestRows[row]], fold.Test.Label(row)));
        }
    });

    [Fact]
    public void The_sizes_and_the_rows_of_each_class_differ_by_at_most_one() => Cases.Sample(static example =>
    {
        var data = Numbered(example.Labels);
        Assert.InRange(Range(data.KFold(example.Folds, example.Seed, stratify: false).Select(static fold => fold.Test.Count)), 0, 1);
        var folds = data.KFold(example.Folds, example.Seed).ToList();
        Assert.InRange(Range(folds.Select(static fold => fold.Test.Count)), 0, 1);
        for (var label = 0; label < 5; label++)
            Assert.InRange(Range(folds.Select(fold => fold.TestRows.Count(row => example.Labels[row] == label))), 0, 1);

        static int Range(IEnumerable<int> counts) => counts.Max() - counts.Min();
    });

    [Fact]
    public void Repetitions_follow_the_seed_and_differ()
    {
        var data = Numbered([.. Enumerable.Range(0, 60).Select(static row => row % 5)]);
        var first = Rows(data.KFold(4, seed: 3, repeats: 3));
        Assert.Equal(first, Rows(data.KFold(4, seed: 3, repeats: 3)));
        Assert.NotEqual(first, Rows(data.KFold(4, seed: 4, repeats: 3)));
        Assert.Equal(12, first.Count);
        Assert.Equal(12, first.Distinct().Count());
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], data.KFold(4, seed: 3, repeats: 3).Select(static fold => fold.Repeat));
        // Without repetition, the first division.
        Assert.Equal(first.Take(4), Rows(data.KFold(4, seed: 3)));

        static List<string> Rows(IEnumerable<Fold> folds) => [.. folds.Select(static fold => string.Join(' ', fold.TestRows))];
    }

    [Fact]
    public void A_fold_falls_into_its_parts_and_says_its_sizes()
    {
        var fold = Numbered([0, 1, 0, 1, 0, 1]).KFold(3).First();
        var (train, test) = fold;
        Assert.Equal((4, 2), (train.Count, test.Count));
        Assert.Equal("fold 0 of repeat 0: 4 rows for training, 2 for evaluation", fold.ToString());
    }

    [Fact]
    public void What_cannot_be_divided_is_refused_at_once_in_words()
    {
        var data = Numbered([0, 0, 0, 1, 1, 2]);
        Assert.Contains("7 folds need at least 7 rows, but the dataset has 6: use fewer folds", Assert.Throws<ArgumentOutOfRangeException>(() => data.KFold(7)).Message);
        Assert.Contains("folds is 1, but must be at least 2", Assert.Throws<ArgumentOutOfRangeException>(() => data.KFold(1)).Message);
        Assert.Contains("repeats is 0", Assert.Throws<ArgumentOutOfRangeException>(() => data.KFold(2, repeats: 0)).Message);
        Assert.Contains("4 stratified folds need a class with at least 4 rows, but the largest has 3", Assert.Throws<ArgumentException>(() => data.KFold(4)).Message);
        Assert.Equal(4, data.KFold(4, stratify: false).Count());
        float[] numbers = [0, 0.5f, 1, 2];
        Assert.Contains("pass stratify: false", Assert.Throws<InvalidOperationException>(() => Dataset.FromMemory(numbers, numbers, 1, 1).KFold(2, stratify: true)).Message);
        Assert.Equal(2, Dataset.FromMemory(numbers, numbers, 1, 1).KFold(2).Count());
    }

    private static Dataset Numbered(int[] labels) => Dataset.FromLabels([.. Enumerable.Range(0, labels.Length).Select(static row => (float)row)], labels, 5);
}
