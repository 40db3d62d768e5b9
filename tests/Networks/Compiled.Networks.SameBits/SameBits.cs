using System.Globalization;
using System.Runtime.InteropServices;

namespace Compiled.SameBits;

/// <summary>Trains small networks and hashes every bit that came of it.</summary>
public static partial class SameBits
{
    /// <summary>No multiple of any vector, and more than one vector.</summary>
    private const int Rows = 19;

    /// <summary>The runs, by name: each takes the number of steps and returns the hash.</summary>
    public static IReadOnlyDictionary<string, Func<int, string>> Runs { get; } = new Dictionary<string, Func<int, string>>(Map)
    {
        [nameof(Sigmoids231)] = steps => Hash<Sigmoids231, Sgd>(new Sgd(learningRate: 0.05f) { Momentum = 0.9f, Dampening = 0.3f }, steps),
        [nameof(Classes573)] = steps => Hash<Classes573, Adam>(new Adam(learningRate: 0.01f), steps),
        [nameof(Rectified71793)] = steps =>
            Hash<Rectified71793, Sgd>(new Sgd(learningRate: 0.01f) { Momentum = 0.9f, Nesterov = true, WeightDecay = 0.001f }, steps),
        [nameof(Labels362)] = steps => Hash<Labels362, Adam>(new Adam(learningRate: 0.01f) { WeightDecay = 0.01f }, steps),
        ["Minimized573"] = HashMinimized<Classes573>,
        [nameof(Norms57193)] = steps => Hash<Norms57193, Adam>(new Adam(learningRate: 0.001f), steps),
        [nameof(Noisy573)] = steps => Hash<Noisy573, Adam>(new Adam(learningRate: 0.01f), steps),
        [nameof(Factors562)] = steps => Hash<Factors562, Adam>(new Adam(learningRate: 0.001f), steps, prepare: static (network, rows) => network.FitStandardization(rows)),
        [nameof(Normed562)] = steps => Hash<Normed562, Sgd>(new Sgd(learningRate: 0.01f) { Momentum = 0.9f }, steps, prepare: static (network, rows) => network.FitStandardization(rows)),
        [nameof(Derived3327173)] = HashDerivatives,
        [nameof(Panels59130203)] = HashOneByOne<Panels59130203>,
        [nameof(Linear16161)] = steps => Hash<Linear16161, Sgd>(new Sgd(learningRate: 0.001f), steps),
        [nameof(Residual562)] = steps => Hash<Residual562, Adam>(new Adam(learningRate: 0.01f), steps),
        [nameof(Targets5617)] = steps => Hash<Targets5617, Adam>(new Adam(learningRate: 0.01f), steps, prepare: static (network, rows) =>
        {
            network.FitStandardization(rows);
            network.FitTargetStandardization(Targets<Targets5617>());
        }),
        [nameof(Heads521)] = steps => Hash<Heads521, Adam>(new Adam(learningRate: 0.01f), steps),
    };

    /// <summary>
    /// SHA-256 over the parameters after the steps, the last loss, and what the network then predicts, row by row and as a batch. The floats are
    /// hashed as little-endian bytes. Any NaN or infinity is an error: a hash of nonsense would agree everywhere.
    /// </summary>
    public static string Hash<T, TOptimizer>(TOptimizer optimizer, int steps, TrainerOptions? options = null, Action<T, float[]>? prepare = null)
        where T : class, ITrainableNetwork<T>
        where TOptimizer : struct, IOptimizer
    {
        var hash = new Sha256();
        _ = AppendRun<T, TOptimizer>(hash, optimizer, steps, options, prepare);
        return hash.Finish();
    }

    /// <summary>The same of a network with derivatives, and they.</summary>
    private static string HashDerivatives(int steps)
    {
        var hash = new Sha256();
        var network = AppendRun<Derived3327173, Sgd>(hash, new Sgd(learningRate: 0.01f), steps);
        var inputs = Eighths(Rows * Derived3327173.InputSize, 7);
        var (jacobian, gradient) = (new float[Derived3327173.OutputSize * Derived3327173.InputSize], new float[Derived3327173.InputSize]);
        for (var row = 0; row < Rows; row++)
        {
            var input = inputs.AsSpan(row * Derived3327173.InputSize, Derived3327173.InputSize);
            network.Jacobian(input, jacobian);
            network.InputGradient(input, [0.5f, -1, 0.125f], gradient);
            Append(hash, jacobian);
            Append(hash, gradient);
        }

        return hash.Finish();
    }

    private static T AppendRun<T, TOptimizer>(Sha256 hash, TOptimizer optimizer, int steps, TrainerOptions? options = null, Action<T, float[]>? prepare = null)
        where T : class, ITrainableNetwork<T>
        where TOptimizer : struct, IOptimizer
    {
        var network = T.Create(seed: 42);
        var trainer = network.CreateTrainer(optimizer, options);
        var inputs = Eighths(Rows * T.InputSize, 5);
        var targets = Targets<T>();
        prepare?.Invoke(network, inputs);
        for (var step = 0; step < steps; step++)
            trainer.Step(inputs, targets);
        Append(hash, network, trainer.Loss, inputs);
        return network;
    }

    /// <summary>The same after L-BFGS, whose dot products and line search decide by doubles: the hash shows that every machine decides alike.</summary>
    private static string HashMinimized<T>(int iterations)
        where T : class, ITrainableNetwork<T>
    {
        var network = T.Create(seed: 42);
        var inputs = Eighths(Rows * T.InputSize, 5);
        var result = network.Minimize(
            Dataset.FromMemory(inputs, Targets<T>(), T.InputSize, T.OutputSize), new Lbfgs { MaxIterations = iterations, GradientTolerance = 0, ChangeTolerance = 0 },
            new TrainerOptions { L2 = 0.001f });
        var hash = new Sha256();
        Append(hash, network, (float)result.Loss, inputs);
        return hash.Finish();
    }

    private static void Append<T>(Sha256 hash, T network, float loss, float[] inputs)
        where T : class, ITrainableNetwork<T>
    {
        var parameters = new float[T.ParameterCount];
        network.CopyParametersTo(parameters);
        Append(hash, parameters);
        Append(hash, [loss]);
        var outputs = new float[Rows * T.OutputSize];
        network.PredictBatch(inputs, outputs);
        Append(hash, outputs);
        for (var row = 0; row < Rows; row++)
        {
            network.Predict(
                inputs.AsSpan(row * T.InputSize, T.InputSize), outputs.AsSpan(row * T.OutputSize, T.OutputSize));
        }

        Append(hash, outputs);
    }

    /// <summary>Adds the little-endian bytes; none may be of a NaN or an infinity.</summary>
    public static void Append(Sha256 hash, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The run ended with {value}."));
        }

        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("The hashes are those of little-endian machines.");
        hash.Append(MemoryMarshal.AsBytes(values));
    }

    private static float[] Targets<T>()
        where T : class, ITrainableNetwork<T>
    {
        var targets = Eighths(Rows * T.OutputSize, 11);
        switch (T.Topology.Loss)
        {
            case "CrossEntropy":
                Array.Clear(targets);
                for (var row = 0; row < Rows; row++)
                    targets[row * T.OutputSize + row % T.OutputSize] = 1;
                break;
            case "KullbackLeibler":
                // Halves and quarters: a distribution without a rounding.
                Array.Clear(targets);
                for (var row = 0; row < Rows; row++)
                {
                    targets[row * T.OutputSize + row % T.OutputSize] = 0.75f;
                    targets[row * T.OutputSize + (row + 1) % T.OutputSize] = 0.25f;
                }

                break;
            case "Poisson":
                for (var i = 0; i < targets.Length; i++)
                    targets[i] = (int)(4 + 2 * targets[i]);
                break;
            case "Hinge":
                for (var i = 0; i < targets.Length; i++)
                    targets[i] = targets[i] > 0 ? 1 : -1;
                break;
            case "BinaryCrossEntropy":
                for (var i = 0; i < targets.Length; i++)
                    targets[i] = targets[i] > 0 ? 1 : 0;
                break;
            default:
                break;
        }

        return targets;
    }

    /// <summary>Multiples of 1/8 from −2 to 2 in a fixed disorder, by integers alone.</summary>
    private static float[] Eighths(int count, uint seed)
    {
        var values = new float[count];
        var state = seed;
        for (var i = 0; i < count; i++)
        {
            state = state * 1664525 + 1013904223;
            values[i] = ((int)(state >> 16) % 33 - 16) / 8f;
        }

        return values;
    }
}
