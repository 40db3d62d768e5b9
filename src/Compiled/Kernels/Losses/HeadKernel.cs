using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>The losses of heads, chunk after chunk.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HeadKernel
{
    /// <summary>Adds the sum of some rows' losses to that of a head, and returns what it counts in the sum of all.</summary>
    /// <param name="terms">The terms of the shard.</param>
    /// <param name="head">The head's number.</param>
    /// <param name="loss">The sum of the rows' losses.</param>
    /// <param name="outputs">Over how many outputs the loss is a mean; 1 where it is a sum over them.</param>
    /// <param name="weight">What the head's loss counts.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Add(scoped in LossTerms terms, int head, double loss, int outputs, float weight)
    {
        var mean = loss / outputs;
        Unsafe.Add(ref terms.Heads, head) += mean;
        return mean * weight;
    }
}
