namespace Compiled.Fuzz;

/// <summary>Bytes as a safetensors file: from memory and from a stream, with every option; both ways must agree.</summary>
public static class SafetensorsTarget
{
    private static readonly LoadOptions Lenient = new() { AllowNonFinite = true, IgnoreTopology = true };

    public static void Run(byte[] bytes)
    {
        var strict = Reads(bytes, null);
        var lenient = Reads(bytes, Lenient);
        if (strict && !lenient)
            throw new InvalidOperationException("What loads with the default options does not load with all of them.");
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds() => [("fitted", FuzzNet.Fitted().ToBytes()), ("new", new FuzzNet().ToBytes())];

    private static bool Reads(byte[] bytes, LoadOptions? options)
    {
        var ofSpan = Predicts(() => FuzzNet.Read(bytes, options));
        var ofStream = Predicts(() => FuzzNet.Read(new MemoryStream(bytes, writable: false), options));
        return ofSpan == ofStream ? ofSpan : throw new InvalidOperationException("A span and a stream of the same bytes do not load alike.");
    }

    /// <summary>Whether it loads; the one documented exception is no finding, any other is.</summary>
    private static bool Predicts(Func<FuzzNet> read)
    {
        try
        {
            read().Predict([1, 2, 3], new float[FuzzNet.OutputSize]);
            return true;
        }
        catch (ModelFileException)
        {
            return false;
        }
    }
}
