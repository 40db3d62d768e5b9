using Compiled.Tests.Networks;

namespace Compiled.Tests.Law;

/// <summary>Law 4 on every network of this project: the number of threads never decides a bit.</summary>
[Collection(nameof(ProcessorsCollection))]
public sealed class ThreadTests
{
    public static TheoryData<string> Learners => BlockNetworks.Learners;

    [Theory]
    [MemberData(nameof(Learners))]
    [Trait("Speed", "slow")]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        var of = BlockNetworks.Get(name);
        using var pretended = new Pretended(8);
        foreach (var rows in of.HasBatchNorm ? [2, 130, 256] : new[] { 1, 130, 300, 777 })
        {
            var expected = Run(of, rows, threads: 1);
            foreach (var threads in new[] { 2, 3, 8 })
            {
                var actual = Run(of, rows, threads);
                Bits.Equal(expected.Parameters, actual.Parameters, $"parameters after three steps of {rows} rows on {threads} threads");
                Bits.Equal(expected.Losses, actual.Losses, $"losses of {rows} rows on {threads} threads");
                Bits.Equal(expected.Outputs, actual.Outputs, $"outputs of {rows} rows on {threads} threads");
            }
        }
    }

    private static (float[] Parameters, float[] Losses, float[] Outputs) Run(NetworkCase of, int rows, int threads)
    {
        var network = of.CreateRandom(1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f), new TrainerOptions { Threads = threads });
        var data = new TestData(rows);
        var (inputs, targets) = (data.Inputs(of, rows), data.Targets(of, rows));
        var losses = new[] { trainer.Step(inputs, targets), trainer.Step(inputs, targets), 0 };
        trainer.StepFromGradient(inputs, targets);
        losses[2] = trainer.MeanLoss(inputs, targets);
        var outputs = new float[rows * of.OutputSize];
        network.PredictBatch(inputs, outputs, threads);
        return (network.GetParameters(of), losses, outputs);
    }
}
