namespace Compiled.Generator.Blocks;

/// <summary>A block that bends the sums of the dense block before it, with parameters or without: what the weights of that block begin with depends on it.</summary>
internal interface INonlinearBlock
{
    /// <summary>The attribute's name without "Attribute".</summary>
    string Kind { get; }

    /// <summary>What Auto means for the dense block before it.</summary>
    Initializer PreferredInitializer { get; }

    /// <summary>The largest slope of one that saturates on both sides (sigmoid 0.25, tanh 1); null for the others.</summary>
    double? SaturatingSlope { get; }

    /// <summary>True when it passes about half of its inputs, so that weights must make up for the other half.</summary>
    bool PassesHalf { get; }

    /// <summary>
    /// True when a second such block right before or after it is almost always a slip. False for what is put there on purpose: the identity, a clip, a function of the user's.
    /// </summary>
    bool StandsAlone { get; }

    /// <summary>True when applying it to its own outputs changes nothing.</summary>
    bool IsIdempotent { get; }
}
