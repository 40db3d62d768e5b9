using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>Reads [L1] and [L2], the penalties on the weights of all dense blocks. Free of Roslyn.</summary>
internal static class PenaltyReader
{
    /// <summary>What a penalty must be, for messages.</summary>
    public const string Expected = "a finite number that is not negative";

    public static float Read(BlockFacts? facts, List<Problem> problems)
    {
        // An argument that C# itself rejects is missing here, and the compiler's message is enough.
        if (facts?.Argument("strength") is not double written)
            return 0;
        if (IsValid((float)written))
            return (float)written;
        problems.Add(new Problem(
            ProblemIds.ArgumentOutOfRange, new([facts.Kind, "strength", Numbers.Text(written), Expected]), facts.Site, "strength"));
        return 0;
    }

    public static bool IsValid(float strength) => strength >= 0 && !float.IsInfinity(strength);
}
