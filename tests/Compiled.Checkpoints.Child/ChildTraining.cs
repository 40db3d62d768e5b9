using System.Security.Cryptography;
using System.Runtime.InteropServices;
using Compiled.Numerics;

namespace Compiled.Checkpoints.Child;

/// <summary>What the program trains: the same in every process.</summary>
public static class ChildTraining
{
    /// <summary>Rows of noise and their classes.</summary>
    public static Dataset Data { get; } = MakeData();

    /// <summary>A new network's trainer.</summary>
    public static ChildNet.Trainer<Adam> Create(ChildNet network) => network.CreateTrainer(new Adam(0.01f), new TrainerOptions { Seed = 5 });

    /// <summary>A step with the data.</summary>
    public static void Step(Trainer trainer) => trainer.Step(Data.Inputs, Data.Targets);

    /// <summary>The run that is killed again and again; each batch takes a while.</summary>
    public static FitOptions Run(string? path) => new()
    {
        Epochs = 10,
        BatchSize = 10,
        Validation = Data,
        Schedule = Schedule.Cosine(40).Times(new ReduceOnPlateau { Patience = 1 }),
        ScheduleBy = ScheduleUnit.Step,
        EarlyStopping = new EarlyStopping(5),
        Augment = Augmentations.GaussianNoise(0.1f) + (path is null ? static (_, _, _, _) => { }
        : static (_, _, _, _) => Thread.Sleep(2)),
        Checkpoint = path is null ? null : new CheckpointOptions(path) { EverySteps = 3 },
    };

    /// <summary>The bits of the parameters.</summary>
    public static string Hash(ChildNet network)
    {
        var parameters = new float[ChildNet.ParameterCount];
        network.CopyParametersTo(parameters);
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan())));
    }

    /// <summary>The bits of parameters and history after a run.</summary>
    public static string Outcome(ChildNet network, History history) => string.Join(
        '\n',
        history.Epochs.Select(static epoch => $"{epoch.Epoch} {Bits(epoch.Loss)} {Bits(epoch.Metric)} {Bits(epoch.ValidationLoss)} {Bits(epoch.ValidationMetric)} {Bits(epoch.LearningRate)}")
            .Append($"best {history.BestEpoch}, restored {history.RestoredBest}, stopped {history.StoppedEarly}, {Hash(network)}"));

    private static string Bits(double? value) => value is { } number ? BitConverter.DoubleToInt64Bits(number).ToString("x16", null) : "none";

    private static Dataset MakeData()
    {
        var random = new SeededRandom(3);
        var inputs = new float[38 * ChildNet.InputSize];
        foreach (ref var input in inputs.AsSpan())
            input = random.NextSingle() - 0.5f;
        return Dataset.FromLabels(inputs, [.. Enumerable.Range(0, 38).Select(static row => row % 4)], 4);
    }
}
