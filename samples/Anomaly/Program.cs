using System.Globalization;
using Anomaly;
using Compiled;

// Defects without an example of one: an autoencoder learns machines in order, and what it cannot give back is unusual. `-- --seed N` changes data, weights and shuffling.
if (!TryReadSeed(args, out var seed))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Anomaly [-- --seed N]   (N is a whole number; 0 by default)");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (normal, _) = Machine.Generate(6_000, everyDefect: 0, seed);
var (train, calibration) = Machine.Data(normal).Split(2.0 / 3, seed);

var network = new Autoencoder(seed);
network.CreateTrainer(new Adam(learningRate: 3e-3f), new TrainerOptions { Seed = seed })
    .Fit(train, new FitOptions { Epochs = 60, BatchSize = 32, Schedule = Schedule.Cosine(60), TrainingMetrics = false });

// The threshold is a quantile of rows in order that were not learned: it promises the rate of false alarms, and needs no defect.
const double FalseAlarms = 0.01;
float[] errors = [.. Enumerable.Range(0, calibration.Count).Select(row => network.Error(calibration.Input(row))).Order()];
var threshold = errors[(int)Math.Ceiling((1 - FalseAlarms) * (errors.Length + 1)) - 1];

var (rows, isDefect) = Machine.Generate(4_000, everyDefect: 20, seed + 1);
var test = Machine.Data(rows);
bool[] alarms = [.. Enumerable.Range(0, test.Count).Select(row => network.Error(test.Input(row)) > threshold)];
var found = alarms.Zip(isDefect).Count(static row => row is { First: true, Second: true });
var wrong = alarms.Zip(isDefect).Count(static row => row is { First: true, Second: false });
var (defects, others) = (isDefect.Count(static defect => defect), isDefect.Count(static defect => !defect));

Console.WriteLine($"reconstruction error of machines in order: median {errors[errors.Length / 2]:0.0000}, 99 % below {threshold:0.0000}");
Console.WriteLine($"defects found: {found} of {defects} ({(double)found / defects:0.0 %})");
Console.WriteLine($"false alarms: {wrong} of {others} ({(double)wrong / others:0.0 %}), {FalseAlarms:0.0 %} promised");
var picture = Path.Combine(Directory.CreateDirectory("artifacts").FullName, "anomaly.png");
Plot.Histograms(
    "Reconstruction error, log10",
    ("machines in order", Logarithms(errors)),
    ("all machines of the test", Logarithms([.. Enumerable.Range(0, test.Count).Select(row => network.Error(test.Input(row)))]))).Save(picture);
Console.WriteLine($"wrote {Path.GetRelativePath(".", picture)}");
// The sample's promise, whatever the seed.
return found >= 0.8 * defects && wrong <= 3 * FalseAlarms * others ? 0 : 1;

static bool TryReadSeed(string[] args, out long seed)
{
    seed = 0;
    return args.Length == 0
        || (args.Length == 2 && args[0] == "--seed" && long.TryParse(args[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out seed));
}

// Errors of defects are a hundred times larger: on a plain axis nothing else could be seen.
static float[] Logarithms(IReadOnlyList<float> errors) => [.. errors.Select(MathF.Log10)];
