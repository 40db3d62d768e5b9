using System.Globalization;
using Compiled.Benchmarks.Cells;
using Bits = Compiled.SameBits.SameBits;

namespace Compiled.Aot;

/// <summary>The topologies of the benchmarks whose time goes into multiply-adds: their bits, and calls of them to count instructions by.</summary>
internal static class Calls
{
    private const int Rows = 256;
    private const int FewSteps = 3;

    /// <summary>Few steps: under emulation these networks are slow.</summary>
    public static IEnumerable<(string Name, string Hash)> Hashes() =>
    [
        (nameof(T3), Bits.Hash<T3, Adam>(new Adam(learningRate: 1e-3f), FewSteps)),
        (nameof(T4), Bits.Hash<T4, Adam>(new Adam(learningRate: 1e-3f), FewSteps)),
        (nameof(T5), Bits.Hash<T5, Adam>(new Adam(learningRate: 1e-3f), FewSteps)),
        (nameof(T6), Bits.Hash<T6, Adam>(new Adam(learningRate: 1e-3f), FewSteps)),
        .. RandomHashes(),
        .. OneSampleHashes<T2>(),
        .. OneSampleHashes<Compiled.SameBits.Rectified71793>(),
        (nameof(Bounded6167182), OneSample.Hash<Bounded6167182, Adam>(new Adam(0.01f))),
        (nameof(Swish17581215), OneSample.Hash<Swish17581215, Adam>(new Adam(0.01f))),
        (nameof(Edge191012514), OneSample.Hash<Edge191012514, Adam>(new Adam(0.01f))),
    ];

    private static IEnumerable<(string Name, string Hash)> RandomHashes() =>
    [
        (nameof(Random1), Random<Random1>()),
        (nameof(Random2), Random<Random2>()),
        (nameof(Random3), Random<Random3>()),
        (nameof(Random4), Random<Random4>()),
        (nameof(Random5), Random<Random5>()),
        (nameof(Random6), Random<Random6>()),
        (nameof(Random7), Random<Random7>()),
        (nameof(Random8), Random<Random8>()),
        (nameof(Random9), Random<Random9>()),
        (nameof(Random10), Random<Random10>()),
        (nameof(Random11), Random<Random11>()),
        (nameof(Random12), Random<Random12>()),
    ];

    /// <summary>Steps of one row with every rule: tiny networks have a method for them, and the rule works on their gradients in a pass of its own.</summary>
    private static IEnumerable<(string Name, string Hash)> OneSampleHashes<T>()
        where T : class, ITrainableNetwork<T> =>
        OneSample.Hashes<T>().Select(static hash => ($"{typeof(T).Name}With{hash.Rule}", hash.Hash));

    /// <summary>Calls what a cell of the benchmarks measures: a, or b and c with a number of rows.</summary>
    public static void Make(string topology, string measure, int count)
    {
        Action<string, int> make = topology switch
        {
            nameof(T1) => Make<T1>,
            nameof(T2) => Make<T2>,
            nameof(T3) => Make<T3>,
            nameof(T4) => Make<T4>,
            nameof(T5) => Make<T5>,
            _ => Make<T6>,
        };
        make(measure, count);
    }

    private static string Random<T>()
        where T : class, ITrainableNetwork<T> =>
        Bits.Hash<T, Adam>(new Adam(learningRate: 1e-3f), FewSteps);

    private static void Make<T>(string measure, int count)
        where T : class, ITrainableNetwork<T>
    {
        var network = T.Create(seed: 1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f));
        var inputs = new float[Rows * T.InputSize];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = (i % 17 - 8) / 8f;
        var outputs = new float[Rows * T.OutputSize];
        var rows = measure is "a" ? 1 : int.Parse(measure.AsSpan(1), CultureInfo.InvariantCulture);
        var input = inputs.AsSpan(0, rows * T.InputSize);
        var output = outputs.AsSpan(0, rows * T.OutputSize);
        for (var call = 0; call < count; call++)
        {
            if (measure is "a")
                network.Predict(input, output);
            else if (measure[0] is 'b')
                network.PredictBatch(input, output);
            else
                trainer.Step(input, output);
        }
    }
}
