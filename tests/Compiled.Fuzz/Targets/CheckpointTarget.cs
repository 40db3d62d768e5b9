using System.Buffers.Binary;
using Compiled.Storage;

namespace Compiled.Fuzz;

/// <summary>Bytes as a checkpoint, as they are and with checksums that match: what is resumed is written as it was read, and goes on.</summary>
public static class CheckpointTarget
{
    private const int Word = sizeof(ulong);

    private static readonly FitOptions Options = new()
    {
        Epochs = 3,
        BatchSize = 4,
        Schedule = new ReduceOnPlateau { Patience = 0 },
        Validation = Data(),
        EarlyStopping = new EarlyStopping(2),
    };

    public static void Run(byte[] bytes)
    {
        Resumes(bytes);
        if (Sealed(bytes) is { } whole)
            Resumes(whole);
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var trainer = Trainer();
        yield return ("new", Saved(trainer));
        var running = new SavedAfterThree();
        trainer.Fit(Data(), Options with { Callbacks = [running] });
        yield return ("running", running.Bytes);
        yield return ("trained", Saved(trainer));
    }

    private static Trainer Trainer() => new FuzzTrainedNet(seed: 1).CreateTrainer(new Adam());

    private static Dataset Data() => Dataset.FromMemory([0, 0, 0, 1, 1, 0, 1, 1, 2, 1, 1, 2], [0, 1, 1, 0, 1, 0], 2, 1);

    private static byte[] Saved(Trainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.SaveCheckpoint(stream);
        return stream.ToArray();
    }

    /// <summary>The one documented exception is no finding, any other is.</summary>
    private static void Resumes(byte[] bytes)
    {
        var trainer = Trainer();
        try
        {
            trainer.Resume(new MemoryStream(bytes, writable: false));
        }
        catch (ModelFileException)
        {
            return;
        }

        _ = trainer.UnfinishedRun?.ToString();
        var saved = Saved(trainer);
        var again = Trainer();
        again.Resume(new MemoryStream(saved, writable: false));
        if (!Saved(again).AsSpan().SequenceEqual(saved))
            throw new InvalidOperationException("A checkpoint is written otherwise than it was read.");
        GoesOn(trainer);
    }

    /// <summary>A run of other data or options is refused, and one whose loss is not finite ends as any does.</summary>
    private static void GoesOn(Trainer trainer)
    {
        try
        {
            trainer.Fit(Data(), Options);
        }
        catch (ArgumentException refused) when (refused.ParamName == "options")
        {
        }
        catch (NonFiniteTrainingException)
        {
        }
    }

    /// <summary>The same with the checksum of its facts and the one of everything; null where its lengths lead nowhere.</summary>
    private static byte[]? Sealed(byte[] bytes)
    {
        // Letters and a version, then the number of facts, each a name and a value.
        var position = 2 * Word;
        if (bytes.Length < position + Word)
            return null;
        var texts = 2 * BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(position));
        position += Word;
        for (; texts > 0; texts--)
        {
            if (bytes.Length - position < Word)
                return null;
            var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(position));
            position += Word;
            if (length > (ulong)(bytes.Length - position))
                return null;
            position += (int)length;
        }

        if (bytes.Length - position < 2 * Word)
            return null;
        byte[] whole = [.. bytes];
        Seal(whole, position);
        Seal(whole, whole.Length - Word);
        return whole;
    }

    private static void Seal(byte[] bytes, int position)
    {
        var checksum = new Checksum64();
        checksum.Add(bytes.AsSpan(0, position));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(position), checksum.Value);
    }

    /// <summary>Keeps the checkpoint after the third step: within an epoch, with an epoch finished.</summary>
    private sealed class SavedAfterThree : ICallback
    {
        public byte[] Bytes { get; private set; } = [];

        public void OnBatchEnd(FitContext context)
        {
            if (context.Trainer.StepCount == 3)
                Bytes = Saved(context.Trainer);
        }
    }
}
