namespace Compiled.Tests.Training;

public sealed class HistoryTests
{
    [Fact]
    public void The_best_epoch_has_the_lowest_validation_loss_or_else_the_lowest_loss()
    {
        EpochRecord[] epochs =
        [
            new() { Epoch = 1, Loss = 3, ValidationLoss = double.NaN, Seconds = 0 },
            new() { Epoch = 2, Loss = 2, ValidationLoss = 0.5, Seconds = 0 },
            new() { Epoch = 3, Loss = 1, ValidationLoss = 0.75, Seconds = 0 },
            new() { Epoch = 4, Loss = 1, ValidationLoss = 0.5, Seconds = 0 },
        ];
        Assert.Equal(2, Make(epochs).Best!.Epoch);
        Assert.Equal(3, Make([.. epochs.Select(static epoch => epoch with { ValidationLoss = null })]).Best!.Epoch);
        Assert.Null(Make([]).Best);
    }

    [Fact]
    public void It_prints_as_a_table_with_the_best_epoch_marked()
    {
        var history = new History(
            "accuracy",
            [
                new() { Epoch = 1, Loss = 1.25, Metric = 0.5, ValidationLoss = 1.5, ValidationMetric = 0.4375, Seconds = 0.0125 },
                new() { Epoch = 2, Loss = 0.5, Metric = 0.75, ValidationLoss = 0.75, ValidationMetric = 0.625, Seconds = 0.011 },
            ],
            0.0235, cancelled: true);
        Assert.Equal(
            """
            epoch     loss  accuracy  val. loss  val. accuracy  seconds
                1   1.2500    0.5000     1.5000         0.4375    0.013
                2*  0.5000    0.7500     0.7500         0.6250    0.011
            2 epochs in 0.02 s, cancelled; * lowest validation loss
            """,
            history.ToString());
    }

    [Fact]
    public void Columns_without_values_are_left_out_and_long_runs_are_thinned()
    {
        var text = Make([.. Enumerable.Range(1, 1000).Select(static epoch => new EpochRecord { Epoch = epoch, Loss = epoch == 777 ? 0 : 1, Seconds = 0 })]).ToString();
        var lines = text.Split('\n');
        Assert.InRange(lines.Length, 20, 26);
        Assert.DoesNotContain("mae", text);
        Assert.DoesNotContain("val.", text);
        Assert.Contains(lines, static line => line.TrimStart().StartsWith("1 ", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.TrimStart().StartsWith("777*", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.TrimStart().StartsWith("1000 ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_history_prints_too() => Assert.EndsWith("0 epochs in 1.00 s", Make([]).ToString());

    private static History Make(EpochRecord[] epochs) => new("mae", epochs, 1, cancelled: false);
}
