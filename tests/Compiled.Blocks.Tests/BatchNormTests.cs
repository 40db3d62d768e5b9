using System.Text.Json;
using Compiled.Tests.Networks.Declared;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Networks;

/// <summary>BatchNorm beyond what the tests over all networks see: PyTorch's figures, running statistics, batches of the wrong size.</summary>
public sealed class BatchNormTests
{
    [Fact]
    public void Losses_gradients_and_running_statistics_are_PyTorchs()
    {
        using var document = Read();
        var network = new NormedLikePyTorch();
        network.CopyParametersFrom(Floats(document.RootElement.GetProperty("before")));
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0.05f), Keep.Gradients);
        var gradients = new float[NormedLikePyTorch.ParameterCount];
        var number = 0;
        foreach (var step in document.RootElement.GetProperty("steps").EnumerateArray())
        {
            var what = $"step {++number}";
            var loss = trainer.Step(Floats(step.GetProperty("inputs")), Floats(step.GetProperty("targets")));
            Close.Values([step.GetProperty("loss").GetDouble()], [loss], 1e-5, 0, $"loss of {what}");
            trainer.CopyGradientsTo(gradients);
            Close.Values(Doubles(step.GetProperty("gradients")), gradients, 1e-4, 1e-5, $"gradients of {what}");
            Close.Values(Doubles(step.GetProperty("means")), All(network.BatchNorm0.RunningMeans, network.BatchNorm1.RunningMeans), 1e-5, 1e-6, $"means after {what}");
            Close.Values(Doubles(step.GetProperty("variances")), All(network.BatchNorm0.RunningVariances, network.BatchNorm1.RunningVariances), 1e-5, 1e-6, $"variances after {what}");
        }

        var parameters = new float[NormedLikePyTorch.ParameterCount];
        network.CopyParametersTo(parameters);
        Close.Values(Doubles(document.RootElement.GetProperty("after")), parameters, 1e-5, 1e-5, "parameters");
        var evaluated = document.RootElement.GetProperty("evaluated");
        var outputs = new float[Doubles(evaluated.GetProperty("outputs")).Length];
        network.PredictBatch(Floats(evaluated.GetProperty("inputs")), outputs);
        Close.Values(Doubles(evaluated.GetProperty("outputs")), outputs, 1e-5, 2e-5, "outputs");
    }

    [Fact]
    public void A_network_begins_with_factors_of_one_and_statistics_that_change_nothing()
    {
        var network = new NormedLikePyTorch(seed: 4);
        Assert.All(Enumerable.Range(0, 8), index =>
        {
            Assert.Equal(1, network.BatchNorm0.Weights[index]);
            Assert.Equal(0, network.BatchNorm0.Biases[index]);
            Assert.Equal(0, network.BatchNorm0.RunningMeans[index]);
            Assert.Equal(1, network.BatchNorm0.RunningVariances[index]);
        });
    }

    [Fact]
    public void The_loss_without_a_step_moves_nothing_and_agrees_with_predictions()
    {
        var network = new NormedRows(seed: 2);
        TestStatistics.Set(network.Inner, network.Outer);
        var data = new TestData(3);
        var (inputs, targets, outputs) = (data.Uniforms(150 * 9), data.Uniforms(150 * 5), new float[150 * 5]);
        network.PredictBatch(inputs, outputs);
        var sum = 0.0;
        for (var index = 0; index < outputs.Length; index++)
            sum += ((double)outputs[index] - targets[index]) * ((double)outputs[index] - targets[index]);
        var loss = network.CreateTrainer(new Sgd(), new TrainerOptions { MaxBatchSize = 2 }).MeanLoss(inputs, targets);
        Assert.Equal(sum / 150, loss, 1e-5 * loss);
        Assert.Equal(TestStatistics.Mean(3), network.Inner.RunningMeans[3]);
    }

    [Fact]
    public void Every_step_and_every_write_is_seen_by_the_next_prediction()
    {
        var network = new NormedRelu(seed: 1);
        var data = new TestData(1);
        var (inputs, targets) = (data.Uniforms(4 * 20), data.Uniforms(4 * 3));
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0));
        var before = Predict(network, inputs);
        trainer.Step(inputs, targets);
        var ofStep = Predict(network, inputs);
        // At a rate of 0 the statistics alone have moved.
        Assert.NotEqual(before, ofStep);
        Bits.Equal(ofStep, Predict(network.Clone(), inputs), "the clone's outputs");
        network.BatchNorm0.RunningVariances[0] = 0.01f;
        var ofVariance = Predict(network, inputs);
        Assert.NotEqual(ofStep, ofVariance);
        network.BatchNorm0.Biases[1] += 1;
        Assert.NotEqual(ofVariance, Predict(network, inputs));
    }

    [Fact]
    public void A_batch_of_one_row_is_an_error_that_changes_nothing()
    {
        var network = new NormedRelu(seed: 1);
        var trainer = network.CreateTrainer(new Sgd());
        const string expected = "The batch has 1 row, but NormedRelu has BatchNorm, which needs 2 or more: one row has no variance.";
        foreach (var step in new Action[]
        {
            () => trainer.Step(new float[20], new float[3]), () => trainer.StepFromGradient(new float[20], new float[3]),
            () => trainer.Step(new float[20], new float[3], [1f]),
        })
        {
            Assert.StartsWith(expected, Assert.Throws<ArgumentException>(step).Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, trainer.StepCount);
        Assert.Equal(0, network.BatchNorm0.RunningMeans[0]);
        Assert.True(float.IsFinite(trainer.MeanLoss(new float[20], new float[3])));
    }

    [Fact]
    public void A_batch_beyond_the_room_is_an_error_that_names_the_option()
    {
        var trainer = new NormedRelu().CreateTrainer(new Sgd(), new TrainerOptions { MaxBatchSize = 17 });
        trainer.Step(new float[17 * 20], new float[17 * 3]);
        var error = Assert.Throws<ArgumentException>(() => trainer.Step(new float[18 * 20], new float[18 * 3]));
        Assert.StartsWith(
            "The batch has 18 rows, but this trainer of NormedRelu, which has BatchNorm, has room for 17: create it with a larger TrainerOptions.MaxBatchSize.", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, trainer.StepCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { MaxBatchSize = 1 });
        Assert.Throws<ArgumentException>(() => new NormedRelu().CreateTrainer(new Sgd(), new TrainerOptions { MaxBatchSize = int.MaxValue }));
    }

    [Fact]
    public void Fit_checks_its_batches_before_it_begins()
    {
        var network = new NormedRelu(seed: 1);
        var trainer = network.CreateTrainer(new Sgd(), new TrainerOptions { MaxBatchSize = 32 });
        var data = new TestData(1);
        var rows33 = Dataset.FromMemory(data.Uniforms(33 * 20), data.Uniforms(33 * 3), 20, 3);
        Assert.StartsWith(
            "33 rows in batches of 32 leave one row for the last batch, but BatchNorm needs 2 in each",
            Assert.Throws<ArgumentException>(() => trainer.Fit(rows33, new FitOptions { BatchSize = 32 })).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The batch has 33 rows, but this trainer",
            Assert.Throws<ArgumentException>(() => trainer.Fit(rows33, new FitOptions { BatchSize = 64 })).Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.StepCount);
        trainer.Fit(rows33, new FitOptions { BatchSize = 31, Epochs = 1 });
        Assert.Equal(2, trainer.StepCount);
    }

    [Fact]
    public void A_step_that_is_refused_and_a_run_that_diverges_leave_good_statistics()
    {
        var network = new NormedRelu(seed: 1);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 1e-3f));
        var data = new TestData(1);
        trainer.Step(data.Uniforms(4 * 20), data.Uniforms(4 * 3));
        var good = network.BatchNorm0.RunningMeans[2];
        var bad = data.Uniforms(4 * 20);
        bad[7] = float.NaN;
        Assert.Throws<NonFiniteTrainingException>(() => trainer.Step(bad, new float[4 * 3]));
        Assert.Equal(good, network.BatchNorm0.RunningMeans[2]);

        var rows = Dataset.FromMemory([.. data.Uniforms(4 * 20), .. bad], data.Uniforms(8 * 3), 20, 3);
        Assert.Throws<NonFiniteTrainingException>(() => trainer.Fit(rows, new FitOptions { BatchSize = 4, Epochs = 1, Shuffle = false }));
        Assert.Equal(good, network.BatchNorm0.RunningMeans[2]);
    }

    [Fact]
    public void It_learns()
    {
        var network = new NormedClasses(seed: 5);
        var data = new TestData(5);
        var (inputs, targets) = (new float[200 * 12], new float[200 * 4]);
        for (var row = 0; row < 200; row++)
        {
            for (var input = 0; input < 12; input++)
                inputs[row * 12 + input] = 100 * input + 10 * data.Uniform();
            targets[row * 4 + (inputs[row * 12] > 0 ? 1 : 0) + (inputs[row * 12 + 1] > 100 ? 2 : 0)] = 1;
        }

        var rows = Dataset.FromMemory(inputs, targets, 12, 4);
        var history = network.CreateTrainer(new Adam(learningRate: 0.01f)).Fit(rows, new FitOptions { Epochs = 30, BatchSize = 25, TrainingMetrics = true });
        Assert.True(history.Epochs[^1].Metric > 0.9, $"Accuracy {history.Epochs[^1].Metric}.");
    }

    private static float[] Predict(NormedRelu network, ReadOnlySpan<float> inputs)
    {
        var outputs = new float[inputs.Length / 20 * 3];
        network.PredictBatch(inputs, outputs);
        return outputs;
    }

    private static float[] All(params StatisticsVector[] vectors) =>
        [.. vectors.SelectMany(vector => Enumerable.Range(0, vector.Length).Select(index => vector[index]))];

    private static double[] Doubles(JsonElement element) => element.Deserialize<double[]>()!;

    private static float[] Floats(JsonElement element) => Close.Floats(Doubles(element));

    private static JsonDocument Read() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Compiled.Blocks.Tests/Fixtures/batchnorm.json")));
}
