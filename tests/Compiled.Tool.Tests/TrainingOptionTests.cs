using Compiled.Tool.Tests.Harness;
using Compiled.Tool.Training;

namespace Compiled.Tool.Tests;

/// <summary>What a training takes where the command line says something, and where it says nothing.</summary>
public sealed class TrainingOptionTests
{
    [Fact]
    public void Every_optimizer_has_a_rate_of_its_own_and_takes_another()
    {
        var network = Models.Create("[Network(inputs: 2)] [Dense(1)] [MeanSquaredError]");
        foreach (var name in Optimizers.Names)
        {
            var own = Optimizers.CreateTrainer(network, name, null, new TrainerOptions()).LearningRate;
            Assert.True(own is > 0 and < 1, $"{name}: {own}");
            Assert.Equal(0.125f, Optimizers.CreateTrainer(network, name, 0.125f, new TrainerOptions()).LearningRate);
        }

        var wrong = Assert.Throws<UsageException>(() => Optimizers.CreateTrainer(network, "magic", null, new TrainerOptions()));
        Assert.StartsWith("--optimizer is 'magic', but must be one of adam, ", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(400, 8)]
    [InlineData(401, 16)]
    [InlineData(6400, 128)]
    [InlineData(6401, 256)]
    [InlineData(10_000_000, 256)]
    public void A_step_has_as_many_rows_as_give_fifty_steps_an_epoch(int rows, int batch) => Assert.Equal(batch, Recipe.Plain.Batch(rows));

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("!!!!")]
    public void Rows_that_were_trained_on_are_hashes_or_nothing(string text) => Assert.Null(TrainedRows.Read(text));

    [Fact]
    public void More_hashes_than_are_kept_are_not_taken() => Assert.Null(TrainedRows.Read(Convert.ToBase64String(new byte[sizeof(uint) * 16_385])));

    [Theory]
    [InlineData("a.HTML")]
    [InlineData("a.htm")]
    public void A_report_is_a_page(string path) => Assert.Equal(path, TrainingReport.CheckPath(path));

    [Theory]
    [InlineData("net.weights.interrupted", "net.weights")]
    [InlineData("net.weights.interrupted.12", "net.weights")]
    [InlineData("net.interrupted.weights", "net.interrupted.weights")]
    [InlineData(".interrupted", ".interrupted")]
    [InlineData("net.weights", "net.weights")]
    public void Files_of_an_interrupted_run_are_known_by_their_names(string path, string original) => Assert.Equal(original, InterruptedRun.Original(path));
}
