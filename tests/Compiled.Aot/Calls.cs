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
    ];

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
