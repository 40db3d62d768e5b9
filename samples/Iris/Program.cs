using System.Globalization;
using Compiled;
using Iris;

// Three species of iris by the lengths of their leaves: cross-validation first, then one network of all rows. `-- --seed N` changes folds, weights and shuffling.
if (!TryReadSeed(args, out var seed))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Iris [-- --seed N]   (N is a whole number; 0 by default)");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var iris = Dataset.FromCsv(Path.Combine(AppContext.BaseDirectory, "iris.csv"), target: "species");
Console.WriteLine(iris);

// Ten folds, three times: every row is predicted three times by networks that have never seen it.
var accuracies = new List<double>();
var confusion = new int[iris.ClassNames.Count, iris.ClassNames.Count];
foreach (var fold in iris.KFold(folds: 10, seed, repeats: 3))
{
    var network = Train(fold.Train);
    accuracies.Add(((ClassificationEvaluation)network.Evaluate(fold.Test)).Accuracy);
    for (var row = 0; row < fold.Test.Count; row++)
        confusion[fold.Test.Label(row), network.Classify(fold.Test.Input(row))]++;
}

var mean = accuracies.Average();
var deviation = Math.Sqrt(accuracies.Average(accuracy => (accuracy - mean) * (accuracy - mean)));
Console.WriteLine($"cross-validated accuracy: {mean:0.000} ± {deviation:0.000} over {accuracies.Count} folds");
Console.WriteLine($"{"",-12}{string.Concat(iris.ClassNames.Select(name => $"{name,12}"))}   predicted");
for (var actual = 0; actual < iris.ClassNames.Count; actual++)
    Console.WriteLine($"{iris.ClassNames[actual],-12}{string.Concat(Enumerable.Range(0, iris.ClassNames.Count).Select(predicted => $"{confusion[actual, predicted],12}"))}");

// The network to use is trained on all rows; it has learned the names of features and classes from them.
var final = Train(iris);
float[] flower = [5.9f, 3.0f, 5.1f, 1.8f];
Span<float> scores = stackalloc float[IrisNet.OutputSize];
final.Predict(flower, scores);
Console.WriteLine($"{string.Join(", ", iris.FeatureNames.Zip(flower, (name, value) => $"{name} {value:0.0}"))}: {final.ClassNames[final.Classify(flower)]} ({scores[final.Classify(flower)]:0.00})");
var picture = Path.Combine(Directory.CreateDirectory("artifacts").FullName, "iris.png");
Plot.Combine("Iris", 2, Plot.ConfusionMatrix((ClassificationEvaluation)final.Evaluate(iris)).WithTitle("All rows, which it has seen"), Plot.Topology(IrisNet.Topology)).Save(picture);
Console.WriteLine($"wrote {Path.GetRelativePath(".", picture)}");
Console.WriteLine($"accuracy: {mean:0.0000}");
// The sample's promise, whatever the seed.
return mean >= 0.93 ? 0 : 1;

IrisNet Train(Dataset data)
{
    var network = new IrisNet(seed);
    network.FitStandardization(data);
    network.CreateTrainer(new Adam(learningRate: 0.01f) { WeightDecay = 1e-3f }, new TrainerOptions { Seed = seed }).Fit(data, new FitOptions { Epochs = 60, BatchSize = 16, TrainingMetrics = false });
    return network;
}

static bool TryReadSeed(string[] args, out long seed)
{
    seed = 0;
    return args.Length == 0
        || (args.Length == 2 && args[0] == "--seed" && long.TryParse(args[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out seed));
}
