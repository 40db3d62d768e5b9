namespace Compiled.Generator.Blocks;

/// <summary>Which explicit initialisers suit which activation.</summary>
internal static class InitializerFit
{
    /// <summary>Why the initialiser does not suit the activation that follows, and the remedy; null when it does.</summary>
    public static string? Misfit(Initializer initializer, INonlinearBlock follower)
    {
        if (IsHe(initializer) && follower.SaturatingSlope is not null)
            return $"its variance is twice what {follower.Kind} keeps in its steep part: use XavierUniform, XavierNormal or Auto";
        if (IsForLinear(initializer) && follower.PassesHalf)
            return $"{follower.Kind} passes half of its inputs, so the signal halves at every block: use HeUniform, HeNormal or Auto";
        return null;
    }

    /// <summary>Why equal weights do not suit a block that is not the last dense one.</summary>
    public static string EqualWeights =>
        "equal weights before further dense blocks make all units learn the same thing: use Auto";

    /// <summary>Of an initialiser for the wrong kind of activation, the one of the same distribution for the right one; null where there is none, and Auto is the remedy.</summary>
    public static string? Counterpart(string initializer) => initializer switch
    {
        nameof(Initializer.HeUniform) => nameof(Initializer.XavierUniform),
        nameof(Initializer.HeNormal) => nameof(Initializer.XavierNormal),
        nameof(Initializer.XavierUniform) or nameof(Initializer.LeCunUniform) => nameof(Initializer.HeUniform),
        nameof(Initializer.XavierNormal) or nameof(Initializer.LeCunNormal) => nameof(Initializer.HeNormal),
        _ => null,
    };

    public static bool IsEqualWeights(Initializer initializer) => initializer is Initializer.Zeros or Initializer.Constant;

    private static bool IsHe(Initializer initializer) => initializer is Initializer.HeUniform or Initializer.HeNormal;

    private static bool IsForLinear(Initializer initializer) =>
        initializer is Initializer.XavierUniform or Initializer.XavierNormal or Initializer.LeCunNormal or Initializer.LeCunUniform
            or Initializer.TruncatedNormal;
}
