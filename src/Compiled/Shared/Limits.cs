namespace Compiled;

/// <summary>The documented limits of a network (docs/limits.md). Shared by the runtime and the generator.</summary>
internal static class Limits
{
    /// <summary>The largest number of inputs of a network.</summary>
    public const int MaxInputs = 65_536;

    /// <summary>The largest number of units of one dense block: two neighbouring activations must fit the 64 KB of stack scratch.</summary>
    public const int MaxUnits = 8_192;

    /// <summary>The largest number of blocks, activations and the loss included.</summary>
    public const int MaxBlocks = 128;

    /// <summary>The largest number of parameters: 2^28, a gigabyte of floats.</summary>
    public const int MaxParameters = 1 << 28;

    /// <summary>The largest stack scratch of one call, in bytes.</summary>
    public const int MaxScratchBytes = 64 * 1024;
}
