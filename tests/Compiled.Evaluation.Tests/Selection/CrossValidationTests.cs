namespace Compiled.Tests.Selection;

/// <summary>Cross-validation judges each network on rows that it has not seen.</summary>
public sealed class CrossValidationTests
{
    private static readonly Dataset Data = Known.Classes(150, 1);

    [Fact]
    public void Every_row_is_judged_once_by_a_network_that_was_not_trained_on_it()
    {
        var seen = new List<int>();
        var result = CrossValidation.Run(
            Data.KFold(5, seed: 1), (train, fold) =>
            {
                seen.Add(fold);
                Assert.Equal(120, train.Count);
                return Known.Train(train, fold);
            }, new EvaluationOptions { Metrics = [Metric.MacroF1, Metric.LogLoss] });
        Assert.Equal([0, 1, 2, 3, 4], seen);
        Assert.Equal(150, result.Evaluations.Sum(evaluation => evaluation.Count));
        Assert.Equal(result.Evaluations.Select(evaluation => evaluation.Score), result.Score.Values);
        Assert.Equal(result.Score.Values.Average(), result.Score.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(result.Score.Values.Sum(value => Math.Pow(value - result.Score.Mean, 2)) / 4), result.Score.StandardDeviation, 1e-12);
        Assert.True(result.Score.Mean > 0.6 && result.Score.Mean > result.Baseline.Mean, result.ToString());
        Assert.Equal(["macro F1", "log-loss"], result.Metrics.Select(figure => figure.Name));
        Assert.StartsWith("5 folds\n\n", result.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, result.ToEnsemble().Members.Count);
    }

    [Fact]
    public void Folds_of_indices_are_the_same()
    {
        (int[], int[])[] folds = [.. Data.KFold(3, seed: 2).Select(fold => (fold.TrainRows.ToArray(), fold.TestRows.ToArray()))];
        var left = CrossValidation.Run(Data.KFold(3, seed: 2), (train, fold) => Known.Train(train, fold, 3));
        var right = CrossValidation.Run(Data, folds, (train, fold) => Known.Train(train, fold, 3));
        Assert.Equal(left.Score.Values, right.Score.Values);
    }

    [Fact]
    public void Repeated_splits_have_other_rows_each_time_and_the_same_for_the_same_seed()
    {
        var first = CrossValidation.RepeatedSplits(Data, 4, 0.8, 7, (train, split) => Known.Train(train, split, 3));
        var second = CrossValidation.RepeatedSplits(Data, 4, 0.8, 7, (train, split) => Known.Train(train, split, 3));
        Assert.Equal(first.Score.Values, second.Score.Values);
        Assert.All(first.Evaluations, evaluation => Assert.Equal(30, evaluation.Count));
        Assert.True(first.Score.Values.Distinct().Count() > 1);
    }

    [Fact]
    public void A_metric_that_a_fold_does_not_define_is_left_out_of_the_mean()
    {
        var figure = FoldFigure.Of("ROC AUC", [0.5, double.NaN, 0.7]);
        Assert.Equal((0.6, 3), (figure.Mean, figure.Values.Count));
        // Rows sorted by class: each fold has rows of one class only.
        var sorted = Data.Subset([.. Enumerable.Range(0, 150).OrderBy(Data.Label)]);
        (int[], int[])[] folds = [([.. Enumerable.Range(20, 130)], [.. Enumerable.Range(0, 20)])];
        var result = CrossValidation.Run(sorted, folds, (train, fold) => Known.Train(train, fold, 1), new EvaluationOptions { Metrics = [Metric.RocAuc] });
        Assert.Equal(double.NaN, result.Metrics[0].Mean);
    }

    [Fact]
    public void Folds_that_flatter_or_are_empty_are_named()
    {
        Assert.StartsWith("Row 1 of fold 0 is to be trained on and judged", Message([([0, 1], [1, 2])]), StringComparison.Ordinal);
        Assert.StartsWith("Fold 0 has 2 rows to train on and 0 to judge", Message([([0, 1], [])]), StringComparison.Ordinal);
        Assert.StartsWith("There are no folds", Message([]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.Run(Data, [([0, 1], [150])], (train, fold) => new Sorter()));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.RepeatedSplits(Data, 0, 0.5, 0, (train, fold) => new Sorter()));
        Assert.StartsWith(
            "The function that trains has returned null for fold 0",
            Assert.Throws<ArgumentException>(() => CrossValidation.Run<Sorter>(Data, [([0, 1], [2])], (train, fold) => null!)).Message, StringComparison.Ordinal);

        static string Message((int[], int[])[] folds) => Assert.Throws<ArgumentException>(() => CrossValidation.Run(Data, folds, (train, fold) => new Sorter())).Message;
    }
}
