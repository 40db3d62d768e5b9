using System.Diagnostics;
using System.Globalization;
using Compiled;
using Digits;

// Handwritten digits: read, split, scale, train, judge, and time one prediction. `-- --seed N` changes split, weights and shuffling.
if (!TryReadSeed(args, out var seed))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Digits [-- --seed N]   (N is a whole number; 0 by default)");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine(DigitNet.Topology);
Console.WriteLine();

var digits = Dataset.FromCsv(Path.Combine(AppContext.BaseDirectory, "digits.csv"), target: "label");
var (train, test) = digits.Split(0.75, seed);
var scaler = Standardizer.Fit(train);
(train, test) = (scaler.Apply(train), scaler.Apply(test));

var network = new DigitNet(seed);
var trainer = network.CreateTrainer(new Adam(learningRate: 1e-3f) { WeightDecay = 3e-3f }, new TrainerOptions { Seed = seed });
var history = trainer.Fit(train, new FitOptions { Epochs = 100, BatchSize = 32, Validation = test, Progress = new ConsoleProgress() });

var evaluation = (ClassificationEvaluation)network.Evaluate(test);
Console.WriteLine();
Console.WriteLine(evaluation);
Console.WriteLine();
Console.WriteLine($"{train.Count} rows, {history.Epochs.Count} epochs in {history.Seconds:0.000} s");
Console.WriteLine($"one prediction: {NanosecondsPerPrediction(network, test):0} ns");
Console.WriteLine($"test accuracy: {evaluation.Accuracy:0.0000}");
return 0;

static bool TryReadSeed(string[] args, out long seed)
{
    seed = 0;
    return args.Length == 0
        || (args.Length == 2 && args[0] == "--seed" && long.TryParse(args[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out seed));
}

// The median of eleven runs over all test rows, each long enough to time.
static double NanosecondsPerPrediction(DigitNet network, Dataset data)
{
    Span<float> scores = stackalloc float[DigitNet.OutputSize];
    var times = new double[11];
    const int Passes = 50;
    for (var run = 0; run < times.Length; run++)
    {
        var start = Stopwatch.GetTimestamp();
        for (var pass = 0; pass < Passes; pass++)
            for (var row = 0; row < data.Count; row++)
                network.Predict(data.Input(row), scores);
        times[run] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Passes * data.Count);
    }

    Array.Sort(times);
    return times[times.Length / 2];
}
