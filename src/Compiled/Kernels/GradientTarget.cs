using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>Where a kernel adds up the gradients of a block's parameters, and with which sums it then joins them; <c>default</c> where nobody asks for them.</summary>
/// <remarks>
/// Each shard of a batch has sums of its own. The last of a pair of shards adds its sums to those that lie <see cref="Distance"/> floats lower, and the result to
/// those as far again, <see cref="Joins"/> times: so the order of the additions never depends on the threads.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct GradientTarget
{
    /// <summary>The sums of a block with weights alone.</summary>
    /// <param name="weights">The first sum of the weights' gradients.</param>
    /// <param name="first">Whether the sums begin at 0.</param>
    /// <param name="joins">With how many sums the result is joined.</param>
    /// <param name="distance">Floats from sum to sum.</param>
    public GradientTarget(ref float weights, bool first, int joins, int distance)
    {
        Weights = ref weights;
        First = first;
        Joins = joins;
        Distance = distance;
    }

    /// <summary>The sums of a block with weights and biases.</summary>
    /// <param name="weights">The first sum of the weights' gradients.</param>
    /// <param name="biases">The first sum of the biases' gradients.</param>
    /// <param name="first">Whether the sums begin at 0.</param>
    /// <param name="joins">With how many sums the result is joined.</param>
    /// <param name="distance">Floats from sum to sum.</param>
    public GradientTarget(ref float weights, ref float biases, bool first, int joins, int distance)
        : this(ref weights, first, joins, distance) => Biases = ref biases;

    /// <summary>The first sum of the weights' gradients.</summary>
    public readonly ref float Weights;

    /// <summary>The first sum of the biases' gradients.</summary>
    public readonly ref float Biases;

    /// <summary>Whether the sums begin at 0.</summary>
    public bool First { get; }

    /// <summary>With how many sums the result is joined.</summary>
    public int Joins { get; }

    /// <summary>Floats from sum to sum.</summary>
    public int Distance { get; }
}
