using CsCheck;

namespace Compiled.Tests;

public sealed class ClassificationEvaluationTests
{
    /// <summary>By hand: cat 4 rows (3 right, 1 taken for dog), dog 3 (2 right, 1 for cat), emu 1 (taken for dog), fox never seen.</summary>
    private static readonly ClassificationEvaluation Animals = ClassificationEvaluation.FromLabels(
        predicted: [0, 0, 0, 1, 1, 1, 0, 1], actual: [0, 0, 0, 0, 1, 1, 1, 2], classCount: 4, classNames: ["cat", "dog", "emu", "fox"]);

    [Fact]
    public void The_confusion_matrix_is_that_counted_by_hand()
    {
        int[,] expected = { { 3, 1, 0, 0 }, { 1, 2, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 0, 0 } };
        for (var actual = 0; actual < 4; actual++)
            for (var predicted = 0; predicted < 4; predicted++)
                Assert.Equal(expected[actual, predicted], Animals.ConfusionMatrix[actual, predicted]);
        Assert.Equal((8, 5, 4), (Animals.Count, Animals.ConfusionMatrix.Correct, Animals.ConfusionMatrix.ClassCount));
        Assert.Equal(0.625, Animals.Accuracy);
        Assert.Equal(0.625, Animals.Score);
    }

    [Fact]
    public void Precision_recall_and_F1_are_those_computed_by_hand()
    {
        // Predicted cat 4 times, dog 4 times, emu and fox never.
        Assert.Equal(new ClassScore("cat", 3 / 4.0, 3 / 4.0, 6 / 8.0, 4), Animals.Classes[0]);
        Assert.Equal(new ClassScore("dog", 2 / 4.0, 2 / 3.0, 4 / 7.0, 3), Animals.Classes[1]);
        Assert.Equal(new ClassScore("emu", 0, 0, 0, 1), Animals.Classes[2]);
        Assert.Equal(new ClassScore("fox", 0, 0, 0, 0), Animals.Classes[3]);
    }

    [Fact]
    public void Macro_averages_leave_out_classes_that_never_occur()
    {
        Assert.Equal((0.75 + 0.5 + 0) / 3, Animals.MacroPrecision, 1e-15);
        Assert.Equal((0.75 + 2 / 3.0 + 0) / 3, Animals.MacroRecall, 1e-15);
        Assert.Equal((0.75 + 4 / 7.0 + 0) / 3, Animals.MacroF1, 1e-15);
    }

    [Fact]
    public void The_report_is_aligned()
    {
        const string Expected = """
            accuracy 0.6250 (5 of 8); baseline 0.5000, always 'cat'
            balanced accuracy 0.4722, Matthews 0.3441, Cohen's kappa 0.3333

            class             precision  recall      F1  rows
            cat                  0.7500  0.7500  0.7500     4
            dog                  0.5000  0.6667  0.5714     3
            emu                  0.0000  0.0000  0.0000     1
            fox                  0.0000  0.0000  0.0000     0
            macro average        0.4167  0.4722  0.4405     8
            weighted average     0.5625  0.6250  0.5893     8

            confusion matrix (rows: actual, columns: predicted)
                 cat  dog  emu  fox
            cat    3    1    0    0
            dog    1    2    0    0
            emu    0    1    0    0
            fox    0    0    0    0
            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Animals.ToString());
    }

    [Fact]
    public void Many_classes_are_reported_by_their_confusions()
    {
        var report = ClassificationEvaluation.FromLabels([1, 1, 2, 30], [0, 0, 30, 30], 40).ToString();
        Assert.EndsWith("most frequent confusions\nactual  predicted  rows\n0               1     2\n30              2     1", report);
    }

    [Fact]
    public void Scores_stand_for_their_largest_value_and_ties_for_the_lowest_class()
    {
        var evaluation = ClassificationEvaluation.FromPredictions(
            [0.1f, 0.8f, 0.1f, 0.4f, 0.2f, 0.4f, 0.2f, 0.4f, 0.4f], [0, 1, 0, 0, 0, 1, 0, 0, 1], 3);
        Assert.Equal(1, evaluation.ConfusionMatrix[1, 1]);
        Assert.Equal(1, evaluation.ConfusionMatrix[2, 0]);
        Assert.Equal(1, evaluation.ConfusionMatrix[2, 1]);
        Assert.Equal(["0", "1", "2"], evaluation.ClassNames);
    }

    [Fact]
    public void Probabilities_of_a_yes_make_two_classes()
    {
        var evaluation = ClassificationEvaluation.FromBinaryPredictions([0.9f, 0.5f, 0.2f, 0.7f], [1, 1, 0, 0]);
        Assert.Equal(["no", "yes"], evaluation.ClassNames);
        Assert.Equal((1, 1, 1, 1), (evaluation.ConfusionMatrix[0, 0], evaluation.ConfusionMatrix[0, 1], evaluation.ConfusionMatrix[1, 0], evaluation.ConfusionMatrix[1, 1]));
        Assert.Equal(["down", "up"], ClassificationEvaluation.FromBinaryPredictions([1f], [1f], ["down", "up"]).ClassNames);
    }

    private static readonly Gen<(int Predicted, int Actual)[]> Pairs = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).Array[1, 200];

    private static ClassificationEvaluation Evaluate(IEnumerable<(int Predicted, int Actual)> pairs) =>
        ClassificationEvaluation.FromLabels([.. pairs.Select(pair => pair.Predicted)], [.. pairs.Select(pair => pair.Actual)], 5);

    [Fact]
    public void The_matrix_counts_every_row_once_and_agrees_with_the_scores() => Pairs.Sample(pairs =>
    {
        var evaluation = Evaluate(pairs);
        var matrix = evaluation.ConfusionMatrix;
        Assert.Equal(pairs.Length, Enumerable.Range(0, 5).Sum(matrix.Actual));
        Assert.Equal(pairs.Length, Enumerable.Range(0, 5).Sum(matrix.Predicted));
        Assert.Equal(pairs.Count(pair => pair.Predicted == pair.Actual), matrix.Correct);
        Assert.Equal(evaluation.Accuracy, evaluation.Classes.Sum(score => score.Recall * score.Support) / pairs.Length, 1e-12);
        foreach (var score in evaluation.Classes)
        {
            var harmonic = score.Precision + score.Recall == 0 ? 0 : 2 * score.Precision * score.Recall / (score.Precision + score.Recall);
            Assert.Equal(harmonic, score.F1, 1e-12);
        }
    });

    [Fact]
    public void Exchanging_the_sides_exchanges_precision_and_recall() => Pairs.Sample(pairs =>
    {
        var (one, other) = (Evaluate(pairs), Evaluate(pairs.Select(pair => (pair.Actual, pair.Predicted))));
        Assert.Equal(one.Accuracy, other.Accuracy);
        Assert.Equal(one.Classes.Select(score => (score.Precision, score.Recall)), other.Classes.Select(score => (score.Recall, score.Precision)));
        for (var label = 0; label < 25; label++)
            Assert.Equal(one.ConfusionMatrix[label / 5, label % 5], other.ConfusionMatrix[label % 5, label / 5]);
    });

    [Fact]
    public void Renaming_the_classes_moves_the_scores_along() => Gen.Select(Pairs, Gen.Shuffle(new[] { 0, 1, 2, 3, 4 })).Sample((pairs, renamed) =>
    {
        var (one, other) = (Evaluate(pairs), Evaluate(pairs.Select(pair => (renamed[pair.Predicted], renamed[pair.Actual]))));
        Assert.Equal(one.Accuracy, other.Accuracy);
        for (var label = 0; label < 5; label++)
            Assert.Equal(one.Classes[label] with { Name = "" }, other.Classes[renamed[label]] with { Name = "" });
    });

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "There are 1 predicted and 2 actual labels", () => ClassificationEvaluation.FromLabels([0], [0, 1], 2) },
        { "There are 0 predicted and 0 actual labels", () => ClassificationEvaluation.FromLabels([], [], 2) },
        { "'classNames' has 1 name, but there are 2 classes", () => ClassificationEvaluation.FromLabels([0], [0], 2, ["a"]) },
        { "Label 2 of row 0 is not a class: the classes are 0 to 1", () => ClassificationEvaluation.FromLabels([2], [0], 2) },
        { "Label -1 of row 1 is not a class", () => ClassificationEvaluation.FromLabels([0, 0], [0, -1], 2) },
        { "'targets' has 2 floats, but 2 rows of 2 need 4", () => ClassificationEvaluation.FromPredictions(new float[4], new float[2], 2) },
        { "classCount", () => ClassificationEvaluation.FromPredictions(new float[4], new float[4], 1) },
        { "Class 4 does not exist: the classes are 0 to 3", () => _ = Animals.ConfusionMatrix[0, 4] },
        { "Class -1 does not exist", () => _ = Animals.ConfusionMatrix[-1, 0] },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_are_refused_with_the_figures(string message, Action mistake) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(mistake).Message);
}
