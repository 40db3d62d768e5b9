namespace Compiled;

/// <summary>Activations that take small values to 0.</summary>
internal static class Shrinks
{
    public static BlockKind[] All => [];
}
