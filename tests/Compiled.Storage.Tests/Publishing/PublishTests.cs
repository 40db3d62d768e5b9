using System.Diagnostics;
using System.Runtime.CompilerServices;
using Compiled.Runtime;
using Compiled.Tests.Portable;

namespace Compiled.Tests;

/// <summary>New parameters under running predictions.</summary>
public class PublishTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(150);

    /// <summary>For a busy machine, on which some version has not been met by then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(nameof(ClassicNet))]
    [InlineData(nameof(NamedNet))]
    [InlineData(nameof(ScaledNet))]
    [InlineData(nameof(BatchNormNet))]
    [InlineData(nameof(EverythingNet))]
    public void Each_prediction_sees_one_complete_version(string name) => PortableNetworks.Visit(name, new OneVersion());

    [Theory]
    [MemberData(nameof(PortableNetworks.Names), MemberType = typeof(PortableNetworks))]
    public void What_was_published_is_predicted_with(string name) => PortableNetworks.Visit(name, new Published());

    [Fact]
    public void Predictions_do_not_wait_for_a_publication()
    {
        var network = PortableNetworks.Drawn<BatchNormNet>(1);
        var input = PortableNetworks.Inputs<BatchNormNet>(1, 1);
        var output = new float[BatchNormNet.OutputSize];
        network.Publish(PortableNetworks.Drawn<BatchNormNet>(2));
        var reader = new Thread(() => network.Predict(input, output));
        lock (FoldingLock(((INetwork<BatchNormNet>)network).Parameters))
        {
            reader.Start();
            Assert.True(reader.Join(TimeSpan.FromMinutes(5)));
        }
    }

    [Fact]
    public void Views_read_and_write_what_was_published()
    {
        var (network, other) = (PortableNetworks.Drawn<BatchNormNet>(1), PortableNetworks.Drawn<BatchNormNet>(2));
        var (weights, means) = (network.Dense0.Weights, network.BatchNorm0.RunningMeans);
        network.Publish(other);
        Assert.Equal((other.Dense0.Weights[1, 2], other.BatchNorm0.RunningMeans[3]), (weights[1, 2], means[3]));

        weights[1, 2] = 5;
        means[3] = 6;
        other.Dense0.Weights[1, 2] = 5;
        other.BatchNorm0.RunningMeans[3] = 6;
        Assert.Equal(Predictions(other), Predictions(network));
    }

    [Fact]
    public void A_network_is_its_own_after_a_publication()
    {
        var (network, source) = (PortableNetworks.Drawn<ClassicNet>(1), PortableNetworks.Drawn<ClassicNet>(2));
        network.Publish(source);
        var before = Predictions(network);
        source.Dense0.Weights[0, 0] += 1;
        Assert.Equal(before, Predictions(network));
        Assert.NotEqual(before, Predictions(source));
    }

    [Fact]
    public void A_trainer_steps_from_what_was_published()
    {
        var (network, other) = (PortableNetworks.Drawn<ClassicNet>(1), PortableNetworks.Drawn<ClassicNet>(2));
        var (trainer, expected) = (network.CreateTrainer(new Sgd(0.1f)), other.Clone().CreateTrainer(new Sgd(0.1f)));
        var inputs = PortableNetworks.Inputs<ClassicNet>(2, 1);
        float[] targets = [1, 0, 0, 0, 0, 1];
        trainer.Step(inputs, targets);
        network.Publish(other);
        Assert.Equal(expected.Step(inputs, targets), trainer.Step(inputs, targets));
        Assert.Equal(expected.Step(inputs, targets), trainer.Step(inputs, targets));
    }

    [Fact]
    public void A_network_that_publishes_itself_stays_as_it_is()
    {
        var network = PortableNetworks.Drawn<ScaledNet>(1);
        var before = Predictions(network);
        network.Publish(network);
        Assert.Equal(before, Predictions(network));
        Assert.Throws<ArgumentNullException>(() => network.Publish(null!));
    }

    private static float[] Predictions<T>(T network)
        where T : class, INetwork<T>
    {
        var outputs = new float[7 * T.OutputSize];
        network.PredictBatch(PortableNetworks.Inputs<T>(7, 9), outputs);
        return outputs;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_folding")]
    private static extern ref Lock FoldingLock(ParameterStore store);

    private sealed class Published : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var (network, source) = (PortableNetworks.Drawn<T>(1), PortableNetworks.Drawn<T>(2));
            Assert.NotEqual(Predictions(source), Predictions(network));
            network.Publish(source);
            Assert.Equal(Predictions(source), Predictions(network));
        }
    }

    /// <summary>Readers compare every row with what the versions predict, while a writer publishes them in turn and collects the memory of old ones.</summary>
    private sealed class OneVersion : INetworkVisitor
    {
        /// <summary>So many that a second thread takes part.</summary>
        private const int Rows = 8_000;

        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = PortableNetworks.Drawn<T>(0);
            T[] versions = [PortableNetworks.Drawn<T>(1), PortableNetworks.Drawn<T>(2), PortableNetworks.Drawn<T>(3)];
            network.Publish(versions[0]);
            var inputs = PortableNetworks.Inputs<T>(Rows, 5);
            var expected = versions.Select(version =>
            {
                var outputs = new float[Rows * T.OutputSize];
                version.PredictBatch(inputs, outputs);
                return outputs;
            }).ToArray();

            using var stop = new CancellationTokenSource();
            var seen = new int[versions.Length];
            var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(() => Read(network, reader, inputs, expected, seen, stop.Token), CancellationToken.None)).ToArray();
            var watch = Stopwatch.StartNew();
            for (var turn = 1; watch.Elapsed < Duration || (seen.Contains(0) && watch.Elapsed < Longest && readers.All(static reader => !reader.IsFaulted)); turn++)
            {
                network.Publish(versions[turn % versions.Length]);
                if (turn % 100 == 0)
                    GC.Collect();
            }

            stop.Cancel();
            Task.WaitAll(readers);
            Assert.All(seen, static count => Assert.True(count > 0));
        }

        private static void Read<T>(T network, int reader, float[] inputs, float[][] expected, int[] seen, CancellationToken stop)
            where T : class, INetwork<T>
        {
            var outputs = new float[expected[0].Length];
            for (var turn = 0; !stop.IsCancellationRequested; turn++)
            {
                if (reader == 0)
                {
                    network.PredictBatch(inputs, outputs);
                    Saw(Version(expected, outputs, 0), seen);
                }
                else if (reader == 1)
                {
                    network.PredictBatch(inputs, outputs, threads: 2);
                    Saw(Version(expected, outputs, 0), seen);
                }
                else
                {
                    var row = turn % Rows;
                    var output = outputs.AsSpan(0, T.OutputSize);
                    network.Predict(inputs.AsSpan(row * T.InputSize, T.InputSize), output);
                    Saw(Version(expected, output, row * T.OutputSize), seen);
                }
            }
        }

        private static void Saw(int version, int[] seen)
        {
            Assert.True(version >= 0, "The outputs are those of no version.");
            Interlocked.Increment(ref seen[version]);
        }

        private static int Version(float[][] expected, ReadOnlySpan<float> outputs, int offset)
        {
            for (var version = 0; version < expected.Length; version++)
            {
                if (outputs.SequenceEqual(expected[version].AsSpan(offset, outputs.Length)))
                    return version;
            }

            return -1;
        }
    }
}
