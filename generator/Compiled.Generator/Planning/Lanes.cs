namespace Compiled.Generator.Planning;

/// <summary>How rows are padded to whole vectors.</summary>
internal static class Lanes
{
    /// <summary>Floats in the widest vector.</summary>
    public const int Widest = 16;

    /// <summary>A width rounded up to whole vectors: 4, 8, or a multiple of 16, so that no load ever crosses a cache line.</summary>
    public static int Pad(int width) => width <= 4 ? 4 : width <= 8 ? 8 : RoundUp(width, Widest);

    public static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
