using System.Runtime.InteropServices;

namespace Compiled.Tests.Checkpoints;

/// <summary>Trains twice, once without and once with an interruption, and compares the bits of everything.</summary>
internal static class Resumption
{
    /// <summary>What ends a run like a kill would: nothing of the run's objects is used afterwards.</summary>
    public sealed class KilledException : Exception;

    /// <summary>Trainer and network as one text of bytes: what a checkpoint holds.</summary>
    public static byte[] Saved(Trainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.SaveCheckpoint(stream);
        return stream.ToArray();
    }

    /// <summary>The network's parameters.</summary>
    public static float[] Parameters<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var parameters = new float[TNetwork.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    /// <summary>The bits, so that NaN equals itself and −0 does not equal 0.</summary>
    public static byte[] Bits(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    /// <summary>Rows for a network: inputs around 0, targets that every loss accepts.</summary>
    public static Dataset Data<TNetwork>(int rows, int seed = 1)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(seed);
        var inputs = new float[rows * TNetwork.InputSize];
        foreach (ref var input in inputs.AsSpan())
            input = 2 * random.NextSingle() - 1;
        var targets = new float[rows * TNetwork.OutputSize];
        int[] sizes = TNetwork.Topology.Heads.Count == 0 ? [TNetwork.OutputSize] : [.. TNetwork.Topology.Heads.Select(static head => head.Size)];
        for (var row = 0; row < rows; row++)
            for (var (head, first) = (0, row * TNetwork.OutputSize); head < sizes.Length; first += sizes[head++])
                targets[first + row % sizes[head]] = 1;
        return Dataset.FromMemory(inputs, targets, TNetwork.InputSize, TNetwork.OutputSize);
    }

    /// <summary>What a history says beside times.</summary>
    public static IEnumerable<EpochRecord> Untimed(History history) => history.Epochs.Select(static epoch => epoch with { Seconds = 0 });

    /// <summary>
    /// A run in one go against one that is saved and left before its steps of these numbers, from 1, each time to be resumed with new objects.
    /// </summary>
    public static void Compare<TNetwork, TOptimizer>(
        TOptimizer optimizer, Dataset data, FitOptions options, int[] killedAt, TrainerOptions? trainerOptions = null, TrainerOptions? resumedOptions = null,
        Action<Trainer>? tune = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        where TOptimizer : struct, IOptimizer
    {
        options = options with { Augment = options.Augment ?? (static (_, _, _, _) => { }) };
        var network = TNetwork.Create(3);
        var trainer = network.CreateTrainer(optimizer, trainerOptions);
        tune?.Invoke(trainer);
        var history = trainer.Fit(data, options);

        var second = TNetwork.Create(3);
        var secondTrainer = second.CreateTrainer(optimizer, trainerOptions);
        tune?.Invoke(secondTrainer);
        History? secondHistory = null;
        foreach (var step in killedAt)
        {
            var saved = Killed(secondTrainer, data, options, step);
            second = TNetwork.Create(99);
            secondTrainer = second.CreateTrainer(optimizer, resumedOptions ?? trainerOptions);
            using var stream = new MemoryStream(saved);
            secondTrainer.Resume(stream);
            Assert.NotNull(secondTrainer.UnfinishedRun);
            Assert.Equal(saved.Length, Saved(secondTrainer).Length);
        }

        secondHistory = secondTrainer.Fit(data, options);
        Assert.Null(secondTrainer.UnfinishedRun);
        Assert.Equal(Untimed(history), Untimed(secondHistory));
        Assert.Equal(
            (history.BestEpoch, history.StoppedEarly, history.RestoredBest, history.Cancelled),
            (secondHistory.BestEpoch, secondHistory.StoppedEarly, secondHistory.RestoredBest, secondHistory.Cancelled));
        Assert.Equal(Bits(Parameters(network)), Bits(Parameters(second)));
        // Statistics, the optimiser's memory, counters, rate and loss.
        Assert.Equal(Saved(trainer), Saved(secondTrainer));
    }

    /// <summary>Fits until before a step, saves, and leaves.</summary>
    public static byte[] Killed(Trainer trainer, Dataset data, FitOptions options, int step)
    {
        byte[]? saved = null;
        Augmentation kill = (_, _, _, _) =>
        {
            if (trainer.StepCount != step - 1)
                return;
            saved = Saved(trainer);
            throw new KilledException();
        };
        Assert.Throws<KilledException>(() => trainer.Fit(data, options with { Augment = options.Augment + kill }));
        return saved!;
    }
}
