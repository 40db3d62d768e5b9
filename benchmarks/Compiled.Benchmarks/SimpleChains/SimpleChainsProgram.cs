using System.Diagnostics;
using System.Globalization;

namespace Compiled.Benchmarks.SimpleChains;

/// <summary>The network that SimpleChains.jl publishes figures of: 4-32-16-4 with tanh, mean squared error.</summary>
[Network(inputs: 4), Dense(32), Tanh, Dense(16), Tanh, Dense(4), MeanSquaredError]
public sealed partial class MatrixExponential;

/// <summary>
/// Prints what an epoch of that network costs: 10,000 rows, the full batch, one step of Adam, on one thread and on two. THREADS in the environment names another
/// second number. Published for SimpleChains: 41 µs on 18 cores of an i9-10980XE and 72 µs on an EPYC 7513 of 32 cores.
/// </summary>
internal static class SimpleChainsProgram
{
    private const int Rows = 10_000;
    private const int Rounds = 200;

    public static int Run()
    {
        var together = int.TryParse(Environment.GetEnvironmentVariable("THREADS"), NumberStyles.None, CultureInfo.InvariantCulture, out var threads) ? threads : 2;
        var random = new Random(1);
        var inputs = Draw(random, Rows * MatrixExponential.InputSize);
        var targets = Draw(random, Rows * MatrixExponential.OutputSize);
        var network = new MatrixExponential(seed: 1);
        var trainers = new[] { 1, together }.Select(count => network.Clone().CreateTrainer(new Adam(), new TrainerOptions { Threads = count })).ToList();
        var times = trainers.Select(static _ => new double[Rounds]).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            // In turns: a slow phase of the machine hits both.
            for (var k = 0; k < trainers.Count; k++)
            {
                var start = Stopwatch.GetTimestamp();
                _ = trainers[k].Step(inputs, targets);
                times[k][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        if (trainers[0].Loss != trainers[1].Loss)
        {
            Console.Error.WriteLine("The two trainers have lost touch: their losses differ.");
            return 1;
        }

        Console.WriteLine("program\tcores\tmicroseconds an epoch\tcore microseconds");
        Print("compiled", 1, Middle(times[0]));
        Print("compiled", together, Middle(times[1]));
        Print("SimpleChains.jl, published, i9-10980XE", 18, 41);
        Print("SimpleChains.jl, published, EPYC 7513", 32, 72);
        return 0;
    }

    private static double Middle(double[] times) => times.Order().ElementAt(Rounds / 2);

    private static void Print(string program, int cores, double microseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program}\t{cores}\t{microseconds:f0}\t{microseconds * cores:f0}"));

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
}
