namespace Compiled.Benchmarks.Results;

/// <summary>
/// Shapes that nobody has tuned for: one to five dense blocks, widths from 1 to 300, tanh or ReLU. Each shape first draws how wide it may be, small and large sizes
/// alike likely, and then its widths up to there; widths drawn from 1 to 300 at once would be large networks only. The same seed gives the same shapes everywhere.
/// </summary>
public static class RandomShapes
{
    /// <summary>The committed shapes, below the repository's root.</summary>
    public const string File = "benchmarks/shapes.txt";

    public const int Seed = 12;

    public const int Count = 12;

    public const int Widest = 300;

    public const int MostBlocks = 5;

    // Each about 1.57 times the one before.
    private static readonly int[] Bounds = [8, 13, 20, 31, 50, 78, 122, 191, 300];

    public static IReadOnlyList<string> Committed() => Draw(Seed, Count);

    /// <summary>The shapes of a text with one a line; lines that begin with # are remarks.</summary>
    public static IReadOnlyList<string> Read(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Where(static line => line.Length > 0 && line[0] != '#')];

    public static IReadOnlyList<string> Draw(int seed, int count)
    {
        var state = (ulong)seed;
        return [.. Enumerable.Range(0, count).Select(_ => Shape(ref state))];
    }

    private static string Shape(ref ulong state)
    {
        var blocks = 1 + Below(ref state, MostBlocks);
        var bound = Bounds[Below(ref state, Bounds.Length)];
        var widths = new int[blocks + 1];
        for (var k = 0; k < widths.Length; k++)
            widths[k] = 1 + Below(ref state, bound);
        return $"{string.Join('-', widths)}:{(Below(ref state, 2) == 0 ? "tanh" : "relu")}";
    }

    /// <summary>SplitMix64 and a remainder: a bias of 2⁻⁴⁰ does no harm here.</summary>
    private static int Below(ref ulong state, int bound)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }
    }
}
