using Compiled.Oracle;
using Compiled.Runtime;
using Compiled.Tests.Law;
using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;
using Compiled.Tests.Peers;

namespace Compiled.Tests.Noise;

/// <summary>What blocks for training only do in a step, and that nothing else sees them.</summary>
[Collection(nameof(ProcessorsCollection))]
public sealed class NoiseTests
{
    /// <summary>Rates and deviations, block by block: the topology does not tell them.</summary>
    private static readonly Dictionary<string, float[]> Settings = new()
    {
        [nameof(Dropped)] = [0.3f, 0.6f, 0.2f],
        [nameof(DroppedClasses)] = [0.5f, 0.5f, 0.1f],
        [nameof(Disturbed)] = [0.1f, 0, 0, 0.25f, 0.4f, 0.05f],
        [nameof(NoisyOutputs)] = [0.5f],
        [nameof(DeepNoisy)] = [0.1f, 0.1f, 0.2f, 0.1f],
    };

    public static TheoryData<string> Names => new(Settings.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_has_the_oracles_loss_and_gradients_with_the_same_noise(string name)
    {
        var of = BlockNetworks.Get(name);
        foreach (var rows in new[] { 1, 7, 70, 300 })
        {
            var network = of.CreateRandom(31);
            var data = new TestData(32 + rows);
            var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
            var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, Seed = 77 });
            // Each step draws anew: the third with what two steps before have left behind.
            for (var step = 0; step < 3; step++)
            {
                var (loss, gradients) = Oracle(of, network, 77, step, inputs, targets, fromOutputs: false);
                Close.Values([loss], [trainer.Step(inputs, targets)], 1e-5, 1e-6, $"loss of step {step}");
                Compare(of, gradients, trainer, $"step {step} of {rows} rows");
            }

            var (_, fromOutputs) = Oracle(of, network, 77, 3, inputs, targets, fromOutputs: true);
            trainer.StepFromGradient(inputs, targets);
            Compare(of, fromOutputs, trainer, $"from the callers' own of {rows} rows");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MeanLoss_sees_nothing_of_it(string name)
    {
        var of = BlockNetworks.Get(name);
        var network = of.CreateRandom(41);
        var data = new TestData(42);
        var (inputs, targets) = (data.Inputs(of, 70), data.Targets(of, 70));
        var expected = of.ToOracle(network).MeanLoss(TestData.Rows(inputs, of.InputSize), TestData.Rows(targets, of.OutputSize));
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, Seed = 5 });
        var before = trainer.MeanLoss(inputs, targets);
        Close.Values([expected], [before], 1e-5, 1e-6, "MeanLoss");
        var step = trainer.Step(inputs, targets);
        Assert.NotEqual(before, step);
        Bits.Equal([before], [trainer.MeanLoss(inputs, targets)], "MeanLoss after a step that changed nothing");
        Assert.NotEqual(step, trainer.Step(inputs, targets));
    }

    [Theory]
    [InlineData(nameof(MaskOfInputs), 0)]
    [InlineData(nameof(MaskOfHidden), 2)]
    public void The_mask_of_a_row_depends_on_seed_step_and_row_alone(string name, int block)
    {
        using var pretended = new Pretended(8);
        foreach (var (seed, step, rows, first, threads) in new[]
        {
            (0L, 0, 32, 0, 1), (-1L, 0, 32, 0, 1), (long.MinValue, 2, 40, 8, 1), (9L, 0, 300, 0, 1), (9L, 0, 300, 268, 1), (9L, 1, 777, 380, 1),
            (9L, 1, 777, 380, 2), (9L, 1, 777, 380, 8), (9L, 0, 64, 31, 1),
        })
        {
            var mask = name == nameof(MaskOfInputs) ? MaskOf(new MaskOfInputs(), seed, step, rows, first, threads) : MaskOfSecond(seed, step, rows, first, threads);
            Bits.Equal(Expected(seed, step, block, first, 32, 37, 0.3f), mask, $"mask of rows from {first} of {rows}, seed {seed}, step {step}, {threads} threads");
        }
    }

    [Fact]
    public void Steps_seeds_rows_and_blocks_differ()
    {
        var one = MaskOf(new MaskOfInputs(), 1, 0, 32, 0, 1);
        Bits.Equal(one, MaskOf(new MaskOfInputs(), 1, 0, 32, 0, 1), "the same seed again");
        AssertApart(one, MaskOf(new MaskOfInputs(), 1, 1, 32, 0, 1), 0.3);
        AssertApart(one, MaskOf(new MaskOfInputs(), 2, 0, 32, 0, 1), 0.3);
        AssertApart(one, MaskOf(new MaskOfInputs(), 1, 0, 64, 32, 1), 0.3);
        AssertApart(one, MaskOfSecond(1, 0, 32, 0, 1), 0.3);
    }

    [Fact]
    public void The_mean_of_the_mask_over_many_steps_is_1_at_every_place()
    {
        const int Steps = 2000;
        var sums = new double[32 * 37];
        var network = new MaskOfInputs();
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), Keep.Gradients);
        for (var step = 0; step < Steps; step++)
        {
            var mask = Extract(trainer, 32, 0);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += mask[i];
        }

        // m is 0 or 1 / (1 - p): its variance is p / (1 - p). Of 1184 means none is further off than five deviations.
        var deviation = Math.Sqrt(0.3 / 0.7 / Steps);
        Assert.All(sums, sum => Assert.InRange(sum / Steps, 1 - 5 * deviation, 1 + 5 * deviation));
        Assert.InRange(sums.Sum() / Steps / sums.Length, 1 - 5 * deviation / Math.Sqrt(sums.Length), 1 + 5 * deviation / Math.Sqrt(sums.Length));
    }

    [Fact]
    public void A_step_that_went_back_draws_again_what_it_drew()
    {
        // What is random hangs on the seed and the number of the step: a failed step does not count, and the next is the same again.
        var trainer = new MaskOfInputs().CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, Seed = 4 });
        var (inputs, targets) = (new float[37], new float[32]);
        inputs[0] = float.NaN;
        _ = Assert.Throws<NonFiniteTrainingException>(() => trainer.Step(inputs, targets));
        Bits.Equal(Expected(4, 0, 0, 0, 32, 37, 0.3f), Extract(trainer, 32, 0), "mask after a step that was refused");
    }

    [Fact]
    public void Fit_is_a_function_of_the_seed()
    {
        float[] Run(long seed)
        {
            var network = new Dropped(seed: 1);
            var data = new TestData(51);
            var dataset = Dataset.FromMemory(data.Uniforms(90 * 19), data.Uniforms(90 * 3), 19, 3);
            _ = network.CreateTrainer(new Adam(), new TrainerOptions { KeepGradients = true, Seed = seed }).Fit(dataset, new FitOptions { Epochs = 3, BatchSize = 32, Seed = 8 });
            var parameters = new float[Dropped.ParameterCount];
            network.CopyParametersTo(parameters);
            return parameters;
        }

        Bits.Equal(Run(3), Run(3), "parameters of two runs with one seed");
        Assert.NotEqual(Run(3), Run(4));
    }

    [Fact]
    public void The_topology_lists_them()
    {
        Assert.Equal(
            ["GaussianNoise", "Dropout", "GaussianNoise", "Dense", "Sigmoid", "GaussianNoise", "Dropout", "Dense", "GaussianNoise", "Sigmoid"],
            Disturbed.Topology.Blocks.Select(block => block.Kind));
        Assert.All(Disturbed.Topology.Blocks.Where(block => block.Kind != "Dense"), block => Assert.Equal(0, block.Parameters));
    }

    [Fact]
    public void A_prediction_is_that_of_a_network_without()
    {
        var (quiet, plain) = (new QuietPredictor(seed: 6), new QuietPredictorPlain(seed: 6));
        var inputs = new TestData(1).Uniforms(50 * 6);
        var (expected, actual) = (new float[100], new float[100]);
        plain.PredictBatch(inputs, expected);
        quiet.PredictBatch(inputs, actual);
        // The initialiser too looks through dropout at the activation behind.
        Bits.Equal(expected, actual, "predictions");
        Assert.Equal(QuietPredictorPlain.ScratchSize, QuietPredictor.ScratchSize);
    }

    /// <summary>The oracle's mean loss and gradients, row by row with each row's noise.</summary>
    private static (double Loss, double[] Gradients) Oracle(
        NetworkCase of, NetworkUnderTest network, long seed, long step, float[] inputs, float[] targets, bool fromOutputs)
    {
        var oracle = of.ToOracle(network);
        var rows = TestData.Rows(inputs, of.InputSize);
        var goals = TestData.Rows(targets, of.OutputSize);
        var (loss, gradients) = (0.0, new double[of.ParameterCount]);
        for (var row = 0; row < rows.Length; row++)
        {
            SetNoise(of, oracle, seed, step, row);
            var one = fromOutputs ? oracle.GradientsFrom([rows[row]], [goals[row]]) : oracle.Gradients([rows[row]], [goals[row]]);
            var divisor = fromOutputs ? 1 : rows.Length;
            loss += one.Loss / divisor;
            for (var i = 0; i < gradients.Length; i++)
                gradients[i] += one.Parameters[i] / divisor;
        }

        return (loss, gradients);
    }

    private static void SetNoise(NetworkCase of, OracleNetwork oracle, long seed, long step, int row)
    {
        var (number, dropouts, noises) = (0, 0, 0);
        for (var block = 0; block < oracle.Blocks.Count; block++)
        {
            if (oracle.Blocks[block] is not OracleDisturbance noise)
                continue;
            var setting = Settings[of.Name][number++];
            var width = of.Topology.Blocks[block].Outputs;
            var values = new float[width];
            var source = new StepNoise(StepNoise.KeyOf(seed, step), row);
            if (of.Topology.Blocks[block].Kind == "Dropout")
            {
                noise.Factors = Close.Doubles(Expected(seed, step, 2 * dropouts++, row, 1, width, setting));
                continue;
            }

            NoiseKernel.AddNormal(source, 2 * noises++ + 1, ref values[0], ref values[0], 1, width, setting);
            noise.Summands = Close.Doubles(values);
        }
    }

    private static float[] Expected(long seed, long step, int block, int first, int rows, int width, float rate)
    {
        var mask = new float[rows * width];
        Array.Fill(mask, 1f);
        NoiseKernel.Drop(
            new StepNoise(StepNoise.KeyOf(seed, step), first), block, ref mask[0], ref mask[0], rows, width,
            (uint)Math.Round(rate * 4294967296.0), (float)(1 / (1 - (double)rate)));
        return mask;
    }

    private static void Compare(NetworkCase of, double[] expected, Trainer trainer, string what)
    {
        var actual = trainer.GetGradients(of);
        foreach (var group in of.Groups)
            GradientScale.Compare(of, group, expected, actual, of.Groups.Count > 8 ? 2e-4 : 2e-5, $"∂L/∂{group.Name}, {what},");
    }

    private static float[] MaskOf(MaskOfInputs network, long seed, int step, int rows, int first, int threads)
    {
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, Seed = seed, Threads = threads });
        for (var i = 0; i < step; i++)
            trainer.StepFromGradient(new float[37], new float[32]);
        return Extract(trainer, rows, first);
    }

    /// <summary>The mask of 32 rows from the first: ∂L/∂w[o][i] is what the gradient 1 at output o of one row alone brings back from its input 1.</summary>
    private static float[] Extract(MaskOfInputs.Trainer<Sgd> trainer, int rows, int first)
    {
        var (inputs, gradients) = (new float[rows * 37], new float[rows * 32]);
        Array.Fill(inputs, 1f);
        for (var row = 0; row < 32; row++)
            gradients[(first + row) * 32 + row] = 1;
        trainer.StepFromGradient(inputs, gradients);
        var mask = new float[32 * 37];
        trainer.CopyGradientsTo(mask);
        return mask;
    }

    /// <summary>The same of the second of two dropouts behind a dense block, whose outputs are 1: the first mask divides out where it is not 0.</summary>
    private static float[] MaskOfSecond(long seed, int step, int rows, int first, int threads)
    {
        var network = new MaskOfHidden();
        var parameters = new float[MaskOfHidden.ParameterCount];
        parameters.AsSpan(3 * 37, 37).Fill(1f);
        network.CopyParametersFrom(parameters);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true, Seed = seed, Threads = threads });
        for (var i = 0; i < step; i++)
            trainer.StepFromGradient(new float[3], new float[32]);
        var (inputs, gradients) = (new float[rows * 3], new float[rows * 32]);
        for (var row = 0; row < 32; row++)
            gradients[(first + row) * 32 + row] = 1;
        trainer.StepFromGradient(inputs, gradients);
        var all = new float[MaskOfHidden.ParameterCount];
        trainer.CopyGradientsTo(all);
        var both = all[(4 * 37)..];
        var expectedFirst = Expected(seed, step, 0, first, 32, 37, 0.5f);
        var expectedSecond = Expected(seed, step, 2, first, 32, 37, 0.3f);
        for (var i = 0; i < both.Length; i++)
            both[i] = expectedFirst[i] == 0 ? (both[i] == 0 ? expectedSecond[i] : float.NaN) : both[i] / expectedFirst[i];
        return both;
    }

    /// <summary>Two independent masks agree at a share of p² + (1 − p)² of the places.</summary>
    private static void AssertApart(float[] left, float[] right, double rate)
    {
        var share = rate * rate + (1 - rate) * (1 - rate);
        var equal = left.Zip(right, (a, b) => a == b ? 1 : 0).Sum();
        Assert.InRange(equal, left.Length * share - 5 * Math.Sqrt(left.Length * share * (1 - share)), left.Length * share + 5 * Math.Sqrt(left.Length * share * (1 - share)));
    }
}
