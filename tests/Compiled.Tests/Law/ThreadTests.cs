using Compiled.Tests.Networks;

namespace Compiled.Tests.Law;

/// <summary>Law 2: one network may predict on any number of threads.</summary>
public sealed class ThreadTests
{
    private const int Rows = 40;

    public static TheoryData<string> Names => DenseNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Speed", "slow")]
    public void Eight_threads_on_one_network_agree_with_one(string name)
    {
        var of = DenseNetworks.Get(name);
        var network = of.CreateRandom(1);
        var inputs = new TestData(2).Inputs(of, Rows);
        var expected = network.PredictRows(of, inputs);
        var rounds = of.ParameterCount < 5_000 ? 50 : 3;
        var results = new float[8][];
        using var start = new Barrier(8);

        var threads = Enumerable.Range(0, 8).Select(thread => new Thread(() =>
        {
            var outputs = new float[Rows * of.OutputSize];
            start.SignalAndWait();
            for (var round = 0; round < rounds; round++)
            {
                // Each thread begins with another row, so that they are never in step.
                for (var k = 0; k < Rows; k++)
                {
                    var row = (k + 5 * thread) % Rows;
                    network.Predict(inputs.AsSpan(row * of.InputSize, of.InputSize), outputs.AsSpan(row * of.OutputSize, of.OutputSize));
                }

                if (!outputs.AsSpan().SequenceEqual(expected))
                    break;
                network.PredictBatch(inputs, outputs);
                if (!outputs.AsSpan().SequenceEqual(expected))
                    break;
            }

            results[thread] = outputs;
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        for (var thread = 0; thread < 8; thread++)
            Bits.Equal(expected, results[thread], $"thread {thread}");
    }
}
