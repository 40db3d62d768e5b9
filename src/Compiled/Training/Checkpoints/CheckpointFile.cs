namespace Compiled.Storage;

/// <summary>The format of checkpoints.</summary>
/// <remarks>
/// <para>
/// Little-endian: eight letters; the version; the facts that both sides must have in common; a checksum; the state; a checksum of everything. A text or a vector comes after
/// its length in bytes, something that may be missing after a byte that is 0 or 1.
/// </para>
/// <para>
/// Nothing is believed before its checksum was right: the facts are compared first, so that a right file of another trainer is told as such, and the state is handed
/// out when the last checksum was right and the file at its end.
/// </para>
/// </remarks>
internal static class CheckpointFile
{
    private const long Version = 1;

    /// <summary>The version of files whose run averages its parameters; all others stay readable by older versions of the library.</summary>
    private const long AveragingVersion = 2;

    private static ReadOnlySpan<byte> Letters => "CMPCHKPT"u8;

    /// <summary>Writes a checkpoint.</summary>
    public static void Write(Stream stream, CheckpointContents contents)
    {
        var writer = new CheckpointWriter(stream);
        writer.Bytes(Letters);
        writer.Number(contents.Run?.Average is null ? Version : AveragingVersion);
        writer.Facts(contents.Facts);
        writer.Checksum();
        writer.Number(contents.LearningRate);
        writer.Number(contents.Loss);
        writer.Floats(contents.HeadLosses);
        writer.Number(contents.StepCount);
        writer.Number(contents.EpochsBegun);
        CheckpointParts.Write(writer, contents.Network);
        foreach (var slot in contents.Slots)
        {
            writer.Floats(slot.Values);
            writer.Floats(slot.Padding);
        }

        writer.Flag(contents.Regions is not null);
        foreach (var region in contents.Regions ?? [])
            CheckpointParts.Write(writer, region);
        writer.Flag(contents.Run is not null);
        if (contents.Run is { } run)
            CheckpointParts.Write(writer, run);
        writer.Checksum();
    }

    /// <summary>Reads a checkpoint to its end.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="fileName">Its name for messages, or null.</param>
    /// <param name="expected">What it must have in common with its reader.</param>
    /// <param name="shape">The reader's sizes.</param>
    /// <param name="owner">What the facts describe: "a trainer of DigitNet with Compiled.Adam".</param>
    /// <exception cref="ModelFileException">The file is no checkpoint, damaged, of another version, or of another trainer.</exception>
    public static CheckpointContents Read(Stream stream, string? fileName, CheckpointFacts expected, CheckpointShape shape, string owner)
    {
        var reader = new CheckpointReader(stream, fileName);
        var version = ReadBeginning(reader, fileName);
        var facts = reader.Facts();
        reader.Checksum();
        var differences = expected.DifferencesFrom(facts);
        if (differences.Count > 0)
        {
            throw new ModelFileException(
                fileName, $"The checkpoint does not match {owner}. Resume a trainer of the same network, with the same optimizer and options. The differences are", differences);
        }

        var contents = ReadState(reader, facts, shape, version);
        reader.Checksum();
        reader.End();
        return contents;
    }

    /// <returns>The version.</returns>
    private static long ReadBeginning(CheckpointReader reader, string? fileName)
    {
        // One that was cut off within its letters is a checkpoint all the same.
        var beginning = reader.Beginning();
        if ((beginning.Length == 0 || !FileBeginning.Of(Letters).StartsWith(beginning, StringComparison.Ordinal)) && FileBeginning.Refusal(beginning, FileKind.Checkpoint) is { } refusal)
            throw new ModelFileException(fileName, refusal);
        Span<byte> letters = stackalloc byte[Letters.Length];
        reader.Bytes(letters);
        if (!letters.SequenceEqual(Letters))
            throw new ModelFileException(fileName, "Not a checkpoint file: it does not begin with the letters CMPCHKPT. Load reads network files; SaveCheckpoint writes checkpoints.");
        var version = reader.Long();
        if (version is not (Version or AveragingVersion))
        {
            throw new ModelFileException(
                fileName, Wording.Of($"The checkpoint has version {version}, but only versions {Version} and {AveragingVersion} can be read: resume it with the version of the library that wrote it."));
        }

        return version;
    }

    private static CheckpointContents ReadState(CheckpointReader reader, CheckpointFacts facts, CheckpointShape shape, long version)
    {
        var (rate, loss) = (reader.Single(), reader.Single());
        var headLosses = reader.Floats(shape.Heads);
        var (steps, epochs) = (reader.LongCount(), reader.IntCount());
        var network = CheckpointParts.ReadNetwork(reader, shape);
        var slots = new StateSlot[shape.Slots];
        for (var slot = 0; slot < slots.Length; slot++)
            slots[slot] = new StateSlot(reader.Floats(shape.Parameters), reader.Floats(shape.Regions));
        TunedRegion[]? regions = null;
        if (reader.Flag())
        {
            regions = new TunedRegion[shape.Regions];
            foreach (ref var region in regions.AsSpan())
                region = CheckpointParts.ReadRegion(reader);
        }

        return new CheckpointContents
        {
            Facts = facts,
            LearningRate = rate,
            Loss = loss,
            HeadLosses = headLosses,
            StepCount = steps,
            EpochsBegun = epochs,
            Network = network,
            Slots = slots,
            Regions = regions,
            Run = reader.Flag() ? CheckpointParts.ReadRun(reader, shape, hasAverage: version == AveragingVersion) : null,
        };
    }
}
