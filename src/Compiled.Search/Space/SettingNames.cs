namespace Compiled.Searching;

/// <summary>The settings that the library knows by name.</summary>
internal static class SettingNames
{
    public const string Rate = "rate";
    public const string Units = "units";
    public const string Depth = "depth";
    public const string Activation = "activation";
    public const string Dropout = "dropout";
    public const string Optimizer = "optimizer";
    public const string Batch = "batch";
    public const string WeightDecay = "weightDecay";
    public const string L1 = "l1";
    public const string L2 = "l2";
    public const string Initializer = "initializer";
    public const string Schedule = "schedule";
    public const string Epochs = "epochs";
    public const string LabelSmoothing = "labelSmoothing";
    public const string Momentum = "momentum";
    public const string ClipNorm = "clipNorm";

    /// <summary>Settings of training, which any topology has.</summary>
    public static IReadOnlyList<string> OfTraining { get; } = [Rate, Optimizer, Batch, WeightDecay, L1, L2, Schedule, Epochs, Momentum, ClipNorm];

    /// <summary>Settings of the topology that is declared by default.</summary>
    public static IReadOnlyList<string> OfTopology { get; } = [Units, Depth, Activation, Dropout, Initializer, LabelSmoothing];

    /// <summary>Settings that population-based training may change while a network is trained.</summary>
    public static IReadOnlyList<string> OfSteps { get; } = [Rate, WeightDecay, L1, L2, Momentum, ClipNorm, Batch];

    public static bool IsKnown(string name) => OfTraining.Contains(name) || OfTopology.Contains(name);
}
