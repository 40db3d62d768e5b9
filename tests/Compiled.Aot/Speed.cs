using System.Diagnostics;
using System.Globalization;

namespace Compiled.Aot;

/// <summary>
/// The same calls for a comparison of JIT and NativeAOT: run both with the same instruction sets (DOTNET_EnableAVX512=0 is what x86-64-v3 has).
/// </summary>
internal static class Speed
{
    private const int Rows = 256;
    private const int Repeats = 7;

    public static void Print()
    {
        var network = new Wide64128(seed: 1);
        var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f));
        var inputs = new float[Rows * Wide64128.InputSize];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = (i % 17 - 8) / 8f;
        var outputs = new float[Rows * Wide64128.OutputSize];
        var targets = new float[Rows * Wide64128.OutputSize];
        var small = new Small483(seed: 1);

        Print("Small483.Predict", 1, 2_000_000, () => small.Predict(inputs.AsSpan(0, Small483.InputSize), outputs.AsSpan(0, Small483.OutputSize)));
        Print("Wide64128.Predict", 1, 100_000, () => network.Predict(inputs.AsSpan(0, Wide64128.InputSize), outputs.AsSpan(0, Wide64128.OutputSize)));
        Print("Wide64128.PredictBatch", Rows, 1000, () => network.PredictBatch(inputs, outputs));
        Print("Wide64128.Step", Rows, 200, () => trainer.Step(inputs, targets));
    }

    private static void Print(string name, int rows, int calls, Action call)
    {
        call();
        var best = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
                call();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / ((double)calls * rows));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {best:0.0}"));
    }
}
