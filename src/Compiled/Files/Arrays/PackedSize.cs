namespace Compiled.Arrays;

/// <summary>What may be unpacked: data that grows beyond reason when it is, is refused before it is.</summary>
internal static class PackedSize
{
    /// <summary>What deflate makes of zeros at best; a file that promises more lies.</summary>
    public const long MaxRatio = 1032;

    /// <summary>Unpacked bytes for which any ratio is accepted.</summary>
    private const long Harmless = 256L << 20;

    /// <summary>The ratio of data that is larger: images reach 10, texts of few words and one-hot rows 100.</summary>
    private const long LikelyRatio = 200;

    /// <summary>Refuses sizes that no compression reaches, and those that only a bomb has.</summary>
    /// <param name="unpacked">Bytes that are promised.</param>
    /// <param name="packed">Bytes that there are.</param>
    /// <exception cref="FormatException">The promise is not kept, or harms.</exception>
    public static void Check(long unpacked, long packed)
    {
        if (unpacked > MaxRatio * Math.Max(1, packed))
            throw new FormatException($"it promises {ArrayText.Whole(unpacked)} bytes in {ArrayText.Whole(packed)} compressed bytes, which no compression achieves: the file is damaged, or designed to exhaust memory.");
        if (unpacked > Harmless && unpacked > LikelyRatio * packed)
            throw new FormatException($"it would unpack {ArrayText.Whole(packed)} bytes to {ArrayText.Whole(unpacked)}, more than {LikelyRatio} times as many, as files do that are designed to exhaust memory: if it is yours, save it without compression.");
    }
}
