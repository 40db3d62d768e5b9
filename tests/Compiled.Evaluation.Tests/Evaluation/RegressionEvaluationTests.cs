namespace Compiled.Tests;

public sealed class RegressionEvaluationTests
{
    /// <summary>Price: targets 1, 3, 5, differences 1, 0, −1. Age: targets 2, 2, 2, differences 0, 0, 2.</summary>
    private static readonly RegressionEvaluation House = RegressionEvaluation.FromPredictions(
        [2, 2, 3, 2, 4, 4], [1, 2, 3, 2, 5, 2], 2, ["price", "age"]);

    [Fact]
    public void Each_output_has_the_errors_computed_by_hand()
    {
        Assert.Equal(new OutputScore("price", 2 / 3.0, Math.Sqrt(2 / 3.0), 2 / 3.0, 1 - 2 / 8.0), House.Outputs[0]);
        Assert.Equal(new OutputScore("age", 4 / 3.0, Math.Sqrt(4 / 3.0), 2 / 3.0, 0), House.Outputs[1]);
    }

    [Fact]
    public void The_whole_has_the_errors_of_all_values_and_the_average_R2()
    {
        Assert.Equal(1, House.MeanSquaredError);
        Assert.Equal(1, House.RootMeanSquaredError);
        Assert.Equal(4 / 6.0, House.MeanAbsoluteError);
        Assert.Equal(0.375, House.RSquared);
        Assert.Equal(0.375, House.Score);
        Assert.Equal(3, House.Count);
    }

    [Fact]
    public void The_report_is_aligned()
    {
        const string Expected = """
            R2 0.3750 over 3 rows; baseline 0.5000, always the mean: RMSE 1.1547, MAE 0.666667
            median error 0.5000, MAPE 0.3667

            output       MSE      RMSE       MAE      R2
            price   0.666667  0.816497  0.666667  0.7500
            age      1.33333    1.1547  0.666667  0.0000
            all            1         1  0.666667  0.3750
            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), House.ToString());
        Assert.Equal(
            "R2 1.0000 over 2 rows; baseline 0.0000, always the mean: RMSE 0.5, MAE 0.5\nmedian error 0.0000, MAPE 0.0000, concordance 1.0000\n\noutput  MSE  RMSE  MAE      R2\ny0        0     0    0  1.0000",
            RegressionEvaluation.FromPredictions([1, 2], [1, 2]).ToString());
    }

    [Fact]
    public void NaN_carries_through()
    {
        var evaluation = RegressionEvaluation.FromPredictions([float.NaN, 1], [0, 1]);
        Assert.True(double.IsNaN(evaluation.MeanSquaredError) && double.IsNaN(evaluation.MeanAbsoluteError) && double.IsNaN(evaluation.RSquared));
    }

    [Fact]
    public void Lengths_that_disagree_are_refused()
    {
        Assert.Contains("'names' has 1 name, but there are 2 outputs", Assert.Throws<ArgumentException>(() => RegressionEvaluation.FromPredictions([1, 2], [1, 2], 2, ["a"])).Message);
        Assert.Contains("'targets' has 1 float, but 2 rows of 1 need 2", Assert.Throws<ArgumentException>(() => RegressionEvaluation.FromPredictions([1, 2], [1])).Message);
    }
}
