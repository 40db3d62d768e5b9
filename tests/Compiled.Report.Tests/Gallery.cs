using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>Every kind of plot, with data that is ordinary, extreme, empty, long and hostile: each was looked at as a picture.</summary>
internal static class Gallery
{
    private const string Hostile = "</text><script>alert('1')</script>&\"\u202Eevil\0 a class with a name that never seems to end";

    /// <summary>Names of files and what is in them.</summary>
    public static IReadOnlyDictionary<string, Func<Plot>> Plots { get; } = new Dictionary<string, Func<Plot>>
    {
        ["loss"] = () => Plot.Loss(Cases.PlaneHistory),
        ["loss-without-validation"] = () => Plot.Loss(Cases.NumberHistory),
        ["loss-nan"] = () => Plot.Loss(Cases.History((1.2, 1.3), (0.9, 1.1), (double.NaN, 0.8), (0.6, double.PositiveInfinity), (0.5, 0.7), (0.45, 0.72))),
        ["loss-nothing-finite"] = () => Plot.Loss(Cases.History((double.NaN, null), (double.NaN, null))),
        ["loss-one-epoch"] = () => Plot.Loss(Cases.History((0.5, 0.6))),
        ["loss-empty"] = () => Plot.Loss(Cases.History()),
        ["metric"] = () => Plot.Metric(Cases.PlaneHistory),
        ["metric-missing"] = () => Plot.Metric(Cases.History((1, null), (2, null))),
        ["learning-rate"] = () => Plot.LearningRate(Cases.PlaneHistory),
        ["finder"] = Finder,
        ["confusion-2"] = () => Plot.ConfusionMatrix(Cases.Classes(2, static label => label == 0 ? "no" : Hostile)),
        ["confusion-3"] = () => Plot.ConfusionMatrix((ClassificationEvaluation)Cases.PlaneNetwork.Evaluate(Cases.Plane)),
        ["confusion-30"] = () => Plot.ConfusionMatrix(Cases.Classes(30, static label => $"class {label} with a long name")),
        ["roc"] = () => Plot.Roc(Cases.Rising("north (AUC 0.94)", 8), Cases.Rising("south-east (AUC 0.83)", 4), Cases.Rising(Hostile, 2)),
        ["roc-30"] = () => Plot.Roc([.. Enumerable.Range(0, 30).Select(static label => Cases.Rising($"class {label}", 1.5 + label / 4.0))]),
        ["precision-recall"] = () => Plot.PrecisionRecall(new PlotCurve("north (AP 0.91)", [0, 0.2, 0.5, 0.8, 1], [1, 1, 0.95, 0.8, 0.33])),
        ["calibration"] = () => Plot.Calibration(
            new PlotCurve("before (ECE 0.08)", [0.05, 0.2, 0.5, 0.8, 0.95], [0.1, 0.3, 0.5, 0.7, 0.85]),
            new PlotCurve("after (ECE 0.01)", [0.05, 0.2, 0.5, 0.8, 0.95], [0.06, 0.21, 0.49, 0.79, 0.96])),
        ["residuals"] = Residuals,
        ["residuals-many"] = ManyResiduals,
        ["importance"] = () => Plot.Importance(["area", "rooms", Hostile, "noise"], [0.61, 0.24, 0.03, -0.01], [0.04, 0.02, 0.01, 0.01], "loss of R²"),
        ["importance-60"] = () => Plot.Importance(
            [.. Enumerable.Range(0, 60).Select(static index => $"feature number {index}")], [.. Enumerable.Range(0, 60).Select(static index => 1.0 / (index + 1))]),
        ["regions"] = () => Plot.Regions(Cases.PlaneNetwork, Cases.Plane),
        ["points"] = () => Plot.Points(Cases.Plane),
        ["combined"] = () => Plot.Combine(
            "Side by side", 3, Plot.Points(Cases.Plane), Plot.Regions(Cases.PlaneNetwork, Cases.Plane), Plot.Loss(Cases.PlaneHistory),
            Plot.ConfusionMatrix(Cases.Classes(4, static label => $"class {label}"))),
        ["activations"] = () => Plot.Activations(Cases.PlaneNetwork.CreateTrainer(new Sgd(0.1f)), Cases.Plane.Inputs),
        ["histograms"] = () => Plot.Histograms("Features", (Hostile, [1, 2, 2, 3, float.NaN]), ("none finite", [float.NaN]), ("constant", [5, 5, 5])),
        ["weights"] = () => Plot.Weights(Cases.PlaneNetwork),
        ["first-layer-images"] = () => Plot.FirstLayer(Cases.Pixels),
        ["first-layer-table"] = () => Plot.FirstLayer(Cases.NumberNetwork),
        ["loss-decades"] = () => Plot.Loss(Cases.History([.. Enumerable.Range(0, 60).Select(static epoch => (epoch == 30 ? double.NaN : Math.Pow(10, 12 - epoch / 2.0), (double?)null))])),
        ["loss-long"] = () => Plot.Loss(Cases.History([.. Enumerable.Range(0, 10_000).Select(static epoch => (epoch == 5003 ? 9 : epoch == 7001 ? double.NaN : 1, (double?)null))])),
        ["metric-mae"] = () => Plot.Metric(Cases.NumberHistory),
        ["learning-rate-empty"] = () => Plot.LearningRate(Cases.History()),
        ["finder-narrow"] = () => Plot.LearningRateFinder([0.0021f, 0.0022f, 0.0024f], [-1, 4, 9]),
        ["finder-nothing-finite"] = () => Plot.LearningRateFinder([0.1f, 1, 10], [float.NaN, float.NaN, float.PositiveInfinity]),
        ["confusion-50"] = () => Plot.ConfusionMatrix(ClassificationEvaluation.FromLabels([0, 1, 49], [0, 1, 1], 50, [.. Enumerable.Range(0, 50).Select(static label => $"class {label}")])),
        ["precision-recall-12"] = () => Plot.PrecisionRecall([.. Enumerable.Range(0, 12).Select(static label => new PlotCurve($"class {label}", [0, 0.5, 1], [1, 0.9 - label / 20.0, 0.1]))]),
        ["residuals-nothing-finite"] = () => Plot.Residuals([float.NaN, 1], [2, float.NaN]),
        ["importance-nan"] = () => Plot.Importance(["a", "b"], [double.NaN, 0.5], [0.1, 0]),
        ["points-not-finite"] = () => Plot.Points(Dataset.FromLabels([float.NaN, 4, 3, 4, 5, 4], [0, 0, 2], ["some", "none", "one"])),
        ["points-nothing-finite"] = () => Plot.Points(Dataset.FromLabels([float.NaN, float.NaN], [0], ["some", "none"])),
        ["points-many"] = () => Plot.Points(
            Dataset.FromLabels([.. Enumerable.Range(0, 4000).Select(static index => (float)Math.Sin(index))], [.. Enumerable.Range(0, 2000).Select(static row => row % 2)], 2)),
        ["regions-nan"] = () => Plot.Regions(Changed(Cases.PlaneNetwork, static network => network.Dense1.Biases[0] = float.NaN), Cases.Plane),
        ["regions-yes"] = () => Plot.Regions(new YesNet(seed: 1), Dataset.FromMemory([0, 0, 1, 1], [0, 1], 2, 1, classNames: ["no", "yes"])),
        ["histograms-five"] = () => Plot.Histograms("Five", [.. Enumerable.Range(1, 5).Select(static count => ($"{count}", new float[count]))]),
        ["histograms-one"] = () => Plot.Histograms("One", ("emoji \U0001F600", [1e9f, -1e9f])),
        ["first-layer-zero"] = () => Plot.FirstLayer(Changed(Cases.NumberNetwork, static network => network.CopyParametersFrom(new float[NumberNet.ParameterCount]))),
        ["first-layer-wide"] = () => Plot.FirstLayer(new WideNet(seed: 1)),
        ["first-layer-wide-images"] = () => Plot.FirstLayer(
            Changed(new WideNet(seed: 1), static network => (network.Dense0.Weights[0, 0], network.Dense0.Weights[1, 0]) = (float.NaN, float.PositiveInfinity)), 61),
        ["first-layer-images-zero"] = () => Plot.FirstLayer(Changed(new WideNet(seed: 1), static network => network.CopyParametersFrom(new float[WideNet.ParameterCount])), 61),
        ["topology-named"] = () => Plot.Topology(new Topology("Named", 1, [new TopologyBlock("Dense", "Fc1", 1, 1, 2, true), new TopologyBlock("Relu", "", 1, 1, 0, false)])),
        ["topology"] = () => Plot.Topology(PlaneNet.Topology),
        ["topology-heads"] = () => Plot.Topology(AgentNet.Topology),
        ["topology-long"] = () => Plot.Topology(new Topology("Deep", 4, [.. Enumerable.Range(0, 90).Select(static index => new TopologyBlock("Dense", $"Dense{index}", 4, 4, 20, true))])),
    };

    private static TNetwork Changed<TNetwork>(TNetwork network, Action<TNetwork> change)
        where TNetwork : class, INetwork<TNetwork>
    {
        var changed = network.Clone();
        change(changed);
        return changed;
    }

    private static Plot Finder()
    {
        var (rates, losses) = (new float[60], new float[60]);
        for (var step = 0; step < rates.Length; step++)
        {
            rates[step] = (float)Math.Pow(10, -6 + step / 10.0);
            losses[step] = step < 48 ? 2.3f - 1.8f / (1 + (float)Math.Exp(-(step - 30) / 4.0)) : 0.5f * (float)Math.Exp((step - 47) / 1.5);
        }

        losses[^1] = float.NaN;
        return Plot.LearningRateFinder(rates, losses, suggestion: 2.5e-3f);
    }

    private static Plot Residuals()
    {
        var outputs = new float[Cases.Numbers.Count];
        Cases.NumberNetwork.PredictBatch(Cases.Numbers.Inputs, outputs);
        return Plot.Residuals(outputs, Cases.Numbers.Targets, "price (1,000 €)");
    }

    private static Plot ManyResiduals()
    {
        var random = new SeededRandom(1);
        var (outputs, targets) = (new float[20_000], new float[20_000]);
        for (var row = 0; row < outputs.Length; row++)
        {
            targets[row] = 1e6f * random.NextSingle();
            outputs[row] = targets[row] + 1e5f * (random.NextSingle() - 0.5f);
        }

        outputs[5] = float.NaN;
        return Plot.Residuals(outputs, targets, Hostile);
    }
}
