namespace Compiled.Package.Tests;

/// <summary>
/// A class library with a network of each kind that emitted code differs for, and what comes out of their training. The same sources are compiled twice:
/// with the last release, whose generator writes into them, and with this one.
/// </summary>
internal static class BaselineNetworks
{
    private const string Library = """
        using Compiled;
        using Compiled.Numerics;

        namespace Networks;

        [Network(inputs: 12)]
        [Dense(24), Silu]
        [BeginResidual, Dense(24), Tanh, EndResidual]
        [LayerNorm]
        [Dense(3), Softmax]
        [CrossEntropy]
        public sealed partial class Residual;

        [Network(inputs: 12)]
        [Dense(24), Relu]
        [Head("kind")]
        [Dense(2), Softmax]
        [CrossEntropy]
        [Head("size", Weight = 0.5)]
        [Dense(8), Relu]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class TwoHeads;

        [Network(inputs: 12)]
        [Dense(20), Relu]
        [BatchNorm]
        [Dense(3), Softmax]
        [CrossEntropy]
        public sealed partial class Normed;

        [Network(inputs: 12)]
        [Dense(40), Relu]
        [Dropout(0.3)]
        [Dense(3), Softmax]
        [CrossEntropy]
        public sealed partial class Dropped;

        [Network(inputs: 12)]
        [Standardize]
        [Dense(48), Gelu]
        [Dense(20), Relu]
        [Dense(3), Softmax]
        [CrossEntropy]
        public sealed partial class Classifier;

        [Network(inputs: 12)]
        [Dense(256), Relu]
        [Dense(176), Tanh]
        [Dense(3), Softmax]
        [CrossEntropy]
        public sealed partial class Wide;

        // Its step of one sample is one method.
        [Network(inputs: 12)]
        [Dense(5), Tanh]
        [Dense(3), Softmax]
        [CrossEntropy]
        public sealed partial class Small;

        /// <summary>The parameters and predictions after some steps, by network and way of training.</summary>
        public static class Answers
        {
            private static readonly int[] One = [1];
            private static readonly int[] More = [7, 32];
            private static readonly int[] Mixed = [1, 7, 32];

            public static Dictionary<string, float[]> All()
            {
                var all = new Dictionary<string, float[]>();
                Add<Residual>(all);
                Add<TwoHeads>(all);
                Add<Dropped>(all);
                Add<Classifier>(all);
                Add<Wide>(all);
                Add<Small>(all);
                // In training it needs more rows than one.
                all.Add("Normed more", Train<Normed, Adam>(new Adam(), More, new TrainerOptions { MaxBatchSize = 32 }));
                return all;
            }

            private static void Add<TNetwork>(Dictionary<string, float[]> all)
                where TNetwork : class, ITrainableNetwork<TNetwork>
            {
                var name = typeof(TNetwork).Name;
                foreach (var (steps, rows) in new[] { ("one", One), ("more", More), ("mixed", Mixed) })
                {
                    all.Add($"{name} {steps}", Train<TNetwork, Adam>(new Adam(), rows));
                    all.Add($"{name} {steps} gathered", Train<TNetwork, Adam>(new Adam(), rows, new TrainerOptions { KeepGradients = true }));
                }

                all.Add($"{name} more threads", Train<TNetwork, Sgd>(new Sgd(learningRate: 0.01f) { Momentum = 0.9f }, More, new TrainerOptions { Threads = 2 }));
            }

            private static float[] Train<TNetwork, TOptimizer>(TOptimizer optimizer, int[] rowsOfSteps, TrainerOptions? options = null)
                where TNetwork : class, ITrainableNetwork<TNetwork>
                where TOptimizer : struct, IOptimizer
            {
                var network = TNetwork.Create(seed: 5);
                var trainer = network.CreateTrainer(optimizer, options);
                var random = new SeededRandom(seed: 9);
                var values = new List<float>();
                for (var step = 0; step < 24; step++)
                {
                    var (inputs, targets) = Rows(rowsOfSteps[step % rowsOfSteps.Length], random);
                    values.Add(trainer.Step(inputs, targets));
                    // A write between steps is seen by the next one, whatever copies the trainer has.
                    if (step == 11)
                    {
                        var parameters = new float[TNetwork.ParameterCount];
                        network.CopyParametersTo(parameters);
                        parameters[0] += 0.25f;
                        parameters[^1] -= 0.25f;
                        network.CopyParametersFrom(parameters);
                    }
                }

                var after = new float[TNetwork.ParameterCount];
                network.CopyParametersTo(after);
                values.AddRange(after);
                var (asked, _) = Rows(5, random);
                var answers = new float[5 * TNetwork.OutputSize];
                network.PredictBatch(asked, answers);
                values.AddRange(answers);
                network.Predict(asked.AsSpan(0, 12), answers.AsSpan(0, TNetwork.OutputSize));
                values.AddRange(answers.AsSpan(0, TNetwork.OutputSize));
                return [.. values];
            }

            private static (float[] Inputs, float[] Targets) Rows(int rows, SeededRandom random)
            {
                var inputs = new float[rows * 12];
                foreach (ref var input in inputs.AsSpan())
                    input = random.NextNormal();
                var targets = new float[rows * 3];
                for (var row = 0; row < rows; row++)
                    targets[(row * 3) + (inputs[row * 12] > 0 ? 0 : 1)] = 1;
                return (inputs, targets);
            }
        }
        """;

    /// <summary>What compares the two libraries: how many values of a name differ, and by how much at most, in parts of the larger of the two and 1.</summary>
    public const string Program = """
        var old = Old.Answers.All();
        var now = New.Answers.All();
        foreach (var (name, values) in old)
        {
            Console.WriteLine($"{name}: {Compare(values, now[name])}");
            if (name.EndsWith(" gathered"))
                Console.WriteLine($"{name} alone: {Compare(values, old[name[..^9]])}");
        }

        static string Compare(float[] first, float[] second)
        {
            if (first.Length != second.Length)
                throw new InvalidOperationException($"{first.Length} values and {second.Length}.");
            var differ = 0;
            var most = 0.0;
            for (var at = 0; at < first.Length; at++)
            {
                differ += BitConverter.SingleToInt32Bits(first[at]) != BitConverter.SingleToInt32Bits(second[at]) ? 1 : 0;
                most = Math.Max(most, Math.Abs((double)first[at] - second[at]) / Math.Max(1, Math.Max(Math.Abs(first[at]), Math.Abs(second[at]))));
            }

            return FormattableString.Invariant($"{differ} of {first.Length} differ by {most:R}");
        }

        """;

    /// <summary>The library in a namespace of its own.</summary>
    public static string In(string name) => Library.Replace("namespace Networks;", $"namespace {name};", StringComparison.Ordinal);
}
