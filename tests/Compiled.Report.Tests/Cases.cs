using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>Data, runs and networks that plots and reports are made of; made once.</summary>
internal static class Cases
{
    private static readonly Lazy<Dataset> LazyPlaneData = new(MakePlane);
    private static readonly Lazy<Dataset> LazyNumberData = new(MakeNumbers);

    private static readonly Lazy<(PlaneNet, History)> LazyPlane = new(static () =>
    {
        var network = new PlaneNet(seed: 1);
        var (train, test) = Plane.Split(0.7, 1);
        return (network, network.CreateTrainer(new Adam(0.02f)).Fit(train, new FitOptions { Epochs = 40, BatchSize = 32, Validation = test }));
    });

    private static readonly Lazy<(NumberNet, History)> LazyNumbers = new(static () =>
    {
        var network = new NumberNet(seed: 1);
        return (network, network.CreateTrainer(new Adam(0.02f)).Fit(Numbers, new FitOptions { Epochs = 30, BatchSize = 32 }));
    });

    private static readonly Lazy<PixelNet> LazyPixels = new(static () =>
    {
        var network = new PixelNet(seed: 1);
        var digits = Dataset.FromCsv(Path.Combine(Repository.Root, "samples/Digits/digits.csv"), "label");
        _ = network.CreateTrainer(new Adam(0.005f)).Fit(digits, new FitOptions { Epochs = 5, BatchSize = 32, TrainingMetrics = false });
        return network;
    });

    /// <summary>Three spirals.</summary>
    public static Dataset Plane => LazyPlaneData.Value;

    /// <summary>A sum of waves.</summary>
    public static Dataset Numbers => LazyNumberData.Value;

    public static PlaneNet PlaneNetwork => LazyPlane.Value.Item1;

    public static History PlaneHistory => LazyPlane.Value.Item2;

    public static NumberNet NumberNetwork => LazyNumbers.Value.Item1;

    public static History NumberHistory => LazyNumbers.Value.Item2;

    public static PixelNet Pixels => LazyPixels.Value;

    /// <summary>A history that no training gives so easily.</summary>
    public static History History(params (double Loss, double? Validation)[] epochs) =>
        new("accuracy", [.. epochs.Select(static (epoch, index) => Record(index + 1, epoch.Loss, epoch.Validation))], 1, cancelled: false);

    /// <summary>As many classes, with names that are as long and as hostile as given.</summary>
    public static ClassificationEvaluation Classes(int count, Func<int, string> name)
    {
        var random = new SeededRandom(7);
        var (predicted, actual) = (new int[600], new int[600]);
        for (var row = 0; row < actual.Length; row++)
        {
            actual[row] = (int)(random.NextSingle() * count);
            predicted[row] = random.NextSingle() < 0.8f ? actual[row] : (int)(random.NextSingle() * count);
        }

        return ClassificationEvaluation.FromLabels(predicted, actual, count, [.. Enumerable.Range(0, count).Select(name)]);
    }

    /// <summary>A curve that rises from 0 to 1.</summary>
    public static PlotCurve Rising(string name, double bend) => new(
        name, [.. Enumerable.Range(0, 51).Select(static step => step / 50.0)], [.. Enumerable.Range(0, 51).Select(step => 1 - Math.Pow(1 - step / 50.0, bend))]);

    private static EpochRecord Record(int epoch, double loss, double? validation) => new() { Epoch = epoch, Loss = loss, ValidationLoss = validation, Seconds = 0.1, LearningRate = 0.01f };

    private static Dataset MakePlane()
    {
        var random = new SeededRandom(3);
        var (points, labels) = (new float[2 * 300], new int[300]);
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = row % 3;
            var radius = 0.1 + 0.9 * (row / 3) / 100;
            var angle = 2.2 * radius + labels[row] * 2 * Math.PI / 3 + 0.25 * (random.NextSingle() - 0.5);
            (points[2 * row], points[2 * row + 1]) = ((float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle)));
        }

        return Dataset.FromLabels(points, labels, ["north", "south-east", "west"], ["length (cm)", "width (cm)"]);
    }

    private static Dataset MakeNumbers()
    {
        var random = new SeededRandom(4);
        var (inputs, targets) = (new float[4 * 200], new float[200]);
        for (var row = 0; row < targets.Length; row++)
        {
            for (var feature = 0; feature < 4; feature++)
                inputs[4 * row + feature] = 4 * random.NextSingle() - 2;
            targets[row] = 300 + 100 * (float)Math.Sin(inputs[4 * row]) + 40 * inputs[4 * row + 1] + 10 * random.NextSingle();
        }

        return Dataset.FromMemory(inputs, targets, 4, 1, ["area", "rooms", "age", "noise"], ["price"]);
    }
}
