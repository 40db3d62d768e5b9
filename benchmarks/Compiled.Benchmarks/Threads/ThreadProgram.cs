using System.Diagnostics;
using System.Globalization;
using Compiled.Benchmarks.Cells;

namespace Compiled.Benchmarks.Threads;

/// <summary>
/// Prints what threads are worth: topology, measure (step or predict), rows, then nanoseconds a row on one thread and on THREADS (2), and their ratio;
/// tab-separated. Both sides alternate and the best of ROUNDS (30) counts, because another process on a core would be measured otherwise. TOPOS
/// (T4,T5,T6) and BATCHES (256,1024) in the environment choose.
/// </summary>
internal static class ThreadProgram
{
    /// <summary>A round is long enough to forget the first steps, in which a thread may have to wake.</summary>
    private const double SecondsPerRound = 0.01;

    private static readonly int Threads = (int)Number("THREADS", 2);

    private static readonly int Rounds = (int)Number("ROUNDS", 30);

    public static int Run()
    {
        Console.WriteLine($"topology\tmeasure\trows\t1 thread\t{Threads.ToString(CultureInfo.InvariantCulture)} threads\tratio");
        var batches = (Environment.GetEnvironmentVariable("BATCHES") ?? "256,1024").Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();
        foreach (var batch in batches)
        {
            Measure<T3>("T3", batch);
            Measure<T4>("T4", batch);
            Measure<T5>("T5", batch);
            Measure<T6>("T6", batch);
        }

        return 0;
    }

    private static void Measure<TNetwork>(string topology, int rows)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        if (!(Environment.GetEnvironmentVariable("TOPOS") ?? "T4,T5,T6").Split(',').Contains(topology))
            return;
        var random = new Random(1);
        var inputs = Draw(random, rows * TNetwork.InputSize);
        var targets = Draw(random, rows * TNetwork.OutputSize);
        var outputs = new float[targets.Length];
        var network = TNetwork.Create(1);
        var alone = network.Clone().CreateTrainer(new Adam());
        var together = network.Clone().CreateTrainer(new Adam(), new TrainerOptions { Threads = Threads });
        Compare(topology, "step", rows, () => alone.Step(inputs, targets), () => together.Step(inputs, targets));
        Compare(topology, "predict", rows, () => network.PredictBatch(inputs, outputs), () => network.PredictBatch(inputs, outputs, Threads));
    }

    private static void Compare(string topology, string measure, int rows, Action alone, Action together)
    {
        double one = double.MaxValue, many = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            one = Math.Min(one, Nanoseconds(alone));
            many = Math.Min(many, Nanoseconds(together));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{topology}\t{measure}\t{rows}\t{one / rows:f1}\t{many / rows:f1}\t{one / many:f2}"));
    }

    /// <summary>The fastest call of a round: the median would show what other processes do.</summary>
    private static double Nanoseconds(Action action)
    {
        var round = Stopwatch.GetTimestamp();
        var best = long.MaxValue;
        do
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < 4; call++)
                action();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }
        while (Stopwatch.GetElapsedTime(round).TotalSeconds < SecondsPerRound);
        return best * 1e9 / Stopwatch.Frequency / 4;
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];

    private static double Number(string variable, double otherwise) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
