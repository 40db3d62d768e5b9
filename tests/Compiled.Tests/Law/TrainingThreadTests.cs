using Compiled.Tests.Networks;

namespace Compiled.Tests.Law;

/// <summary>Law 4: the number of threads never decides a bit, and law 1 holds with threads too.</summary>
[Collection(nameof(ProcessorsCollection))]
public sealed class TrainingThreadTests
{
    /// <summary>One block and several, with and without a transposed copy, panels of every width, every kind of loss, and one that is never cut.</summary>
    private static readonly string[] Names =
    [
        "Digits64x32x10", "Lanes32x64x128", "QuartersAndHalves", "Odd13x31x7", "Funnel1000x3x2", "Fan1x1024x1", "Wide37x300x301x5", "DeepRelu", "OneToOne",
    ];

    /// <summary>Beside the bounds at which one shard becomes two, two become four, four become eight; odd rows; the last shard short.</summary>
    public static TheoryData<string, int> Batches
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in Names)
                foreach (var rows in name.StartsWith("Wide", StringComparison.Ordinal) ? new[] { 256, 515 } : [1, 255, 256, 257, 300, 511, 512, 777, 1024, 1100, 5003])
                    data.Add(name, rows);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    [Trait("Speed", "slow")]
    public void Any_number_of_threads_gives_the_same_bits(string name, int rows)
    {
        var of = DenseNetworks.Get(name);
        using var pretended = new Pretended(8);
        var expected = Run(of, rows, threads: 1);
        foreach (var threads in new[] { 2, 3, 4, 8, TrainerOptions.AllProcessors })
        {
            var actual = Run(of, rows, threads);
            Bits.Equal(expected.Parameters, actual.Parameters, $"parameters after three steps on {threads} threads");
            Bits.Equal(expected.Gradients, actual.Gradients, $"gradients on {threads} threads");
            Bits.Equal(expected.Losses, actual.Losses, $"losses on {threads} threads");
            Bits.Equal(expected.Outputs, actual.Outputs, $"outputs on {threads} threads");
        }
    }

    [Theory]
    [InlineData("Digits64x32x10")]
    [InlineData("Lanes32x64x128")]
    public void Weights_belong_to_their_rows_on_any_number_of_threads(string name)
    {
        const int Rows = 1100;
        var of = DenseNetworks.Get(name);
        using var pretended = new Pretended(8);
        var data = new TestData(3);
        var (inputs, targets, weights) = (data.Inputs(of, Rows), data.Targets(of, Rows), data.Uniforms(Rows));
        for (var row = 0; row < Rows; row++)
            weights[row] = row % 3 == 0 ? 0 : 1 + weights[row];
        (float[] Parameters, float[] Losses) Train(int threads)
        {
            var network = of.CreateRandom(1);
            var options = new TrainerOptions
            {
                Threads = threads,
                ClassWeights = of.Topology.Loss == "CrossEntropy" ? [.. Enumerable.Range(1, of.OutputSize).Select(index => (float)index)] : null,
            };
            var trainer = network.CreateTrainer(new Sgd(learningRate: 0.1f), options);
            float[] losses = [trainer.Step(inputs, targets, weights), trainer.Step(inputs, targets, weights), trainer.MeanLoss(inputs, targets, weights)];
            return (network.GetParameters(of), losses);
        }

        var expected = Train(1);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            var actual = Train(threads);
            Bits.Equal(expected.Parameters, actual.Parameters, $"parameters on {threads} threads");
            Bits.Equal(expected.Losses, actual.Losses, $"losses on {threads} threads");
        }
    }

    [Theory]
    [InlineData("Digits64x32x10")]
    [InlineData("Wide37x300x301x5")]
    public void Shards_sum_to_the_gradient_of_the_whole_batch(string name)
    {
        const int Rows = 1024;
        var of = DenseNetworks.Get(name);
        var data = new TestData(3);
        var (inputs, targets) = (data.Inputs(of, Rows), data.Targets(of, Rows));
        var sum = new double[of.ParameterCount];
        var loss = 0.0;
        const int Part = 64;
        for (var start = 0; start < Rows; start += Part)
        {
            var part = of.CreateRandom(1).CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
            loss += part.Step(inputs.AsSpan(start * of.InputSize, Part * of.InputSize), targets.AsSpan(start * of.OutputSize, Part * of.OutputSize));
            var gradients = part.GetGradients(of);
            for (var index = 0; index < sum.Length; index++)
                sum[index] += gradients[index] * ((double)Part / Rows);
        }

        var trainer = of.CreateRandom(1).CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
        var whole = trainer.Step(inputs, targets);
        Assert.Equal(loss / (Rows / Part), whole, 1e-5 * Math.Abs(whole));
        var actual = trainer.GetGradients(of);
        var size = sum.Max(Math.Abs);
        for (var index = 0; index < sum.Length; index++)
            Assert.True(Math.Abs(sum[index] - actual[index]) <= 1e-5 * size, $"{name}: gradient {index} is {actual[index]}, but the parts sum to {sum[index]}");
    }

    [Theory]
    [InlineData("Digits64x32x10", 1)]
    [InlineData("Digits64x32x10", 2)]
    [InlineData("Digits64x32x10", 3)]
    [InlineData("Odd13x31x7", 4)]
    public void Threads_allocate_nothing(string name, int threads)
    {
        var of = DenseNetworks.Get(name);
        using var pretended = new Pretended(4);
        var network = of.CreateRandom(1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-4f), new TrainerOptions { Threads = threads });
        var data = new TestData(1);
        var (inputs, targets, outputs) = (data.Inputs(of, 1030), data.Targets(of, 1030), new float[1030 * of.OutputSize]);
        void All()
        {
            _ = trainer.Step(inputs, targets);
            trainer.StepFromGradient(inputs, targets);
            _ = trainer.MeanLoss(inputs, targets);
            network.PredictBatch(inputs, outputs, threads);
        }

        for (var call = 0; call < 40; call++)
            All();
        var fewest = long.MaxValue;
        for (var series = 0; series < 8; series++)
        {
            // On all threads: the workers' own count too.
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var call = 0; call < 20; call++)
                All();
            fewest = Math.Min(fewest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, fewest);
    }

    [Fact]
    public void Trainers_that_step_at_once_from_several_threads_get_the_bits_of_trainers_that_step_alone()
    {
        var of = DenseNetworks.Get("Digits64x32x10");
        using var pretended = new Pretended(4);
        var expected = Run(of, 600, threads: 1);
        var results = new RunResult[3];
        using var start = new Barrier(results.Length);
        var threads = results.Select((_, index) => new Thread(() =>
        {
            start.SignalAndWait();
            for (var round = 0; round < 10; round++)
                results[index] = Run(of, 600, threads: 4);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(results, result => Bits.Equal(expected.Parameters, result.Parameters, "parameters"));
    }

    [Fact]
    public void Parameters_written_between_steps_are_seen_with_threads()
    {
        var of = DenseNetworks.Get("Digits64x32x10");
        using var pretended = new Pretended(2);
        float[] Written(int threads)
        {
            var network = of.CreateRandom(1);
            var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f), new TrainerOptions { Threads = threads });
            var data = new TestData(2);
            var (inputs, targets) = (data.Inputs(of, 300), data.Targets(of, 300));
            _ = trainer.Step(inputs, targets);
            network.CopyParametersFrom(new TestData(9).Parameters(of));
            _ = trainer.Step(inputs, targets);
            return network.GetParameters(of);
        }

        Bits.Equal(Written(1), Written(2), "parameters");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_than_one_thread_is_an_error_that_names_the_remedy(int threads)
    {
        var option = Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { Threads = threads });
        Assert.Contains($"TrainerOptions.Threads is {threads}, but must be at least 1: TrainerOptions.AllProcessors uses every processor.", option.Message, StringComparison.Ordinal);
        var of = DenseNetworks.Get("OneToOne");
        var network = of.CreateRandom(1);
        var call = Assert.Throws<ArgumentOutOfRangeException>(() => network.PredictBatch(new float[4], new float[4], threads));
        Assert.Contains($"'threads' is {threads}, but must be at least 1", call.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_of_a_default_trainer_are_one() => Assert.Equal(1, new TrainerOptions().Threads);

    private static RunResult Run(NetworkCase of, int rows, int threads)
    {
        var network = of.CreateRandom(1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f), new TrainerOptions { KeepGradients = true, Threads = threads });
        var data = new TestData(rows);
        var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
        var losses = new float[4];
        losses[0] = trainer.Step(inputs, targets);
        losses[1] = trainer.Step(inputs, targets);
        trainer.StepFromGradient(inputs, targets);
        losses[2] = trainer.Loss;
        losses[3] = trainer.MeanLoss(inputs, targets);
        var outputs = new float[rows * of.OutputSize];
        network.PredictBatch(inputs, outputs, threads);
        return new RunResult(network.GetParameters(of), trainer.GetGradients(of), losses, outputs);
    }

    private sealed record RunResult(float[] Parameters, float[] Gradients, float[] Losses, float[] Outputs);
}
