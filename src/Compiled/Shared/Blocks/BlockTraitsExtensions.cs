namespace Compiled;

/// <summary>Questions about traits.</summary>
internal static class BlockTraitsExtensions
{
    private const BlockTraits OnOwnLine =
        BlockTraits.Dense | BlockTraits.ScalesInputs | BlockTraits.BeginsResidual | BlockTraits.EndsResidual | BlockTraits.BeginsHead | BlockTraits.Loss;

    /// <summary>Whether one of some traits is among them.</summary>
    public static bool Has(this BlockTraits traits, BlockTraits any) => (traits & any) != 0;

    /// <summary>Whether all of some traits are among them.</summary>
    public static bool HasAll(this BlockTraits traits, BlockTraits all) => (traits & all) == all;

    /// <summary>Whether a declaration writes the block on the line of the dense block before it: it works on that block's outputs alone.</summary>
    public static bool FollowsDense(this BlockTraits traits) => !traits.Has(OnOwnLine);

    /// <summary>Whether the block is a part of the topology's structure that computes nothing of its own.</summary>
    public static bool IsBracket(this BlockTraits traits) => traits.Has(BlockTraits.BeginsResidual | BlockTraits.EndsResidual | BlockTraits.BeginsHead);
}
