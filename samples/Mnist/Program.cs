using System.Globalization;
using Compiled;
using Mnist;

// Handwritten digits in MNIST's files. `-- FOLDER` reads the whole set from a folder; without it, a bundled set of the same format is used.
if (!TryReadArguments(args, out var folder, out var seed))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Mnist [-- [FOLDER] [--seed N]]   (FOLDER has MNIST's four files, as .gz or unpacked)");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var isWhole = folder is not null;
folder ??= Path.Combine(AppContext.BaseDirectory, "data");
var train = Dataset.FromIdx(Find("train-images"), Find("train-labels"), scale: 1f / 255);
var test = Dataset.FromIdx(Find("t10k-images"), Find("t10k-labels"), scale: 1f / 255, classes: train.ClassNames);
Console.WriteLine($"training: {train}");
Console.WriteLine($"test:     {test}");

// The small set has forty times fewer steps per epoch, and gets more epochs.
var epochs = isWhole ? 5 : 20;
var plain = new PlainNet(seed);
var history = plain.CreateTrainer(new Adam(learningRate: 2e-3f), new TrainerOptions { Seed = seed })
    .Fit(train, new FitOptions { Epochs = epochs, BatchSize = 32, TrainingMetrics = false, Schedule = Schedule.Cosine(epochs), Progress = new ConsoleProgress() });
var plainAccuracy = Report("784-128-10", plain.Evaluate(test), history);
if (isWhole)
    Console.WriteLine($"scikit-learn's MLPClassifier with the same settings: {ScikitLearn.SecondsPerEpoch:0.00} s per epoch, {ScikitLearn.Accuracy:0.0000} ({ScikitLearn.Machine})");

epochs = isWhole ? 20 : 60;
var deep = new DeepNet(seed);
history = deep.CreateTrainer(new Adam(learningRate: 1e-3f), new TrainerOptions { Seed = seed })
    .Fit(train, new FitOptions
    {
        Epochs = epochs,
        BatchSize = 100,
        TrainingMetrics = false,
        Schedule = Schedule.Cosine(epochs),
        Augment = Augmentations.Affine(28, 28, degrees: 8, shift: 1.5f, smallest: 0.9f, largest: 1.1f) + Augmentations.ElasticShift(28, 28, deviation: 1, spacing: 7),
        Progress = new ConsoleProgress(),
    });
var deepAccuracy = Report("784-256-128-10 with augmentation", deep.Evaluate(test), history);

var artifacts = Directory.CreateDirectory("artifacts").FullName;
Plot.ConfusionMatrix((ClassificationEvaluation)deep.Evaluate(test)).Save(Path.Combine(artifacts, "mnist.png"));
Plot.FirstLayer(plain, imageWidth: 28).Save(Path.Combine(artifacts, "mnist-first-layer.png"));
Console.WriteLine("wrote artifacts/mnist.png and artifacts/mnist-first-layer.png");

// The sample's promise, whatever the seed.
return plainAccuracy >= (isWhole ? 0.975 : 0.87) && deepAccuracy >= (isWhole ? 0.986 : 0.93) ? 0 : 1;

string Find(string begin) =>
    Directory.EnumerateFiles(folder, begin + "*").Order(StringComparer.Ordinal).FirstOrDefault()
    ?? throw new FileNotFoundException($"There is no file {begin}… in '{folder}': give the folder with MNIST's four files.");

static double Report(string name, Evaluation evaluation, History history)
{
    var accuracy = ((ClassificationEvaluation)evaluation).Accuracy;
    Console.WriteLine();
    Console.WriteLine($"{name}: test accuracy {accuracy:0.0000}, {history.Seconds / history.Epochs.Count:0.00} s per epoch");
    return accuracy;
}

static bool TryReadArguments(string[] args, out string? folder, out long seed)
{
    (folder, seed) = (null, 0);
    for (var index = 0; index < args.Length; index++)
    {
        if (args[index] == "--seed" && index + 1 < args.Length && long.TryParse(args[index + 1], NumberStyles.Integer, CultureInfo.InvariantCulture, out seed))
            index++;
        else if (folder is null && Directory.Exists(args[index]))
            folder = args[index];
        else
            return false;
    }

    return true;
}
