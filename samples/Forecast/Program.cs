using System.Globalization;
using Compiled;
using Forecast;

// Tomorrow's sales by those of two weeks, against the naive forecast: as a week ago. `-- --seed N` changes the series, the weights and the shuffling.
if (!TryReadSeed(args, out var seed))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Forecast [-- --seed N]   (N is a whole number; 0 by default)");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// Four years to learn from, half a year to choose the epoch by, half a year to judge: in the order of time, since a random split would let the network see the days after.
const int Days = 5 * 365;
var values = Series.Generate(Days, seed);
var train = Series.Windows(values, Series.Window, 4 * 365);
var validation = Series.Windows(values, 4 * 365, 4 * 365 + 182);
var test = Series.Windows(values, 4 * 365 + 182, Days);

var network = new ForecastNet(seed);
network.FitStandardization(train);
var trainer = network.CreateTrainer(new Adam(learningRate: 3e-3f), new TrainerOptions { Seed = seed });
var history = trainer.Fit(train, new FitOptions { Epochs = 200, BatchSize = 32, Validation = validation, EarlyStopping = new EarlyStopping(patience: 20), TrainingMetrics = false });

var forecast = new float[test.Count];
network.PredictBatch(test.Inputs, forecast);
float[] naive = [.. Enumerable.Range(0, test.Count).Select(row => test.Input(row)[Series.Window - Series.Season])];
var (error, naiveError) = (Metrics.MeanAbsoluteError(forecast, test.Targets), Metrics.MeanAbsoluteError(naive, test.Targets));

Console.WriteLine($"{train.Count} days to learn from, {validation.Count} to choose the epoch by ({history.BestEpoch} of {history.Epochs.Count}), {test.Count} to judge");
Console.WriteLine("the last two weeks:");
Console.WriteLine($"{"actual",10}{"network",10}{"naive",10}");
for (var row = test.Count - 14; row < test.Count; row++)
    Console.WriteLine($"{test.Target(row)[0],10:0.0}{forecast[row],10:0.0}{naive[row],10:0.0}");
Console.WriteLine($"mean absolute error: network {error:0.00}, naive {naiveError:0.00}, ratio {error / naiveError:0.00}");
var picture = Path.Combine(Directory.CreateDirectory("artifacts").FullName, "forecast.png");
Plot.Combine("Forecast", 3, Plot.Loss(history), Plot.Residuals(forecast, test.Targets, "sales")).Save(picture);
Console.WriteLine($"wrote {Path.GetRelativePath(".", picture)}");
// The sample's promise: clearly better than the naive forecast, whatever the seed.
return error < 0.9 * naiveError ? 0 : 1;

static bool TryReadSeed(string[] args, out long seed)
{
    seed = 0;
    return args.Length == 0
        || (args.Length == 2 && args[0] == "--seed" && long.TryParse(args[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out seed));
}
