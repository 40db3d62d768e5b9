namespace Compiled.Fuzz;

/// <summary>Bytes as the file of an ensemble, as they are and with a checksum that matches: what loads predicts, and is written as it was read.</summary>
public static class EnsembleTarget
{
    private static readonly LoadOptions Lenient = new() { AllowNonFinite = true, IgnoreTopology = true };

    public static void Run(byte[] bytes)
    {
        Reads(bytes);
        if (Sealing.AtEnd(bytes) is { } whole)
            Reads(whole);
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds() =>
    [
        ("mean", Bytes(new Ensemble<FuzzNet>([FuzzNet.Fitted(), new FuzzNet(seed: 2)]))),
        ("vote", Bytes(new Ensemble<FuzzNet>([FuzzNet.Fitted()], EnsembleRule.Vote))),
    ];

    /// <summary>Whether it loads, with the default options; with all of them it then loads too.</summary>
    public static bool Reads(byte[] bytes)
    {
        var strict = Predicts(bytes, null);
        var lenient = Predicts(bytes, Lenient);
        return strict && !lenient ? throw new InvalidOperationException("What loads with the default options does not load with all of them.") : strict;
    }

    /// <summary>Whether it loads; the one documented exception is no finding, any other is.</summary>
    private static bool Predicts(byte[] bytes, LoadOptions? options)
    {
        Ensemble<FuzzNet> ensemble;
        try
        {
            ensemble = Ensemble<FuzzNet>.Read(new MemoryStream(bytes, writable: false), options);
        }
        catch (ModelFileException)
        {
            return false;
        }

        ensemble.Predict([1, 2, 3], new float[FuzzNet.OutputSize]);
        var saved = Bytes(ensemble);
        if (!Bytes(Ensemble<FuzzNet>.Read(new MemoryStream(saved, writable: false), options)).AsSpan().SequenceEqual(saved))
            throw new InvalidOperationException("An ensemble is written otherwise than it was read.");
        return true;
    }

    private static byte[] Bytes(Ensemble<FuzzNet> ensemble)
    {
        using var stream = new MemoryStream();
        ensemble.Write(stream);
        return stream.ToArray();
    }
}
