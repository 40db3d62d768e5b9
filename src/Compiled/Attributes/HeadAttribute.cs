namespace Compiled;

/// <summary>
/// Begins a head: a chain of blocks of its own behind the trunk, which is what stands before the first head, with a loss and a weight of its own.
/// </summary>
/// <remarks>
/// <para>A row of outputs holds the outputs of the heads one behind the other, in their order, and a row of targets likewise; <c>Heads.Policy.Of(row)</c> of the
/// network's class is the part of the head named "policy". The loss is L = Σ_h w_h · L_h, where L_h is the mean that the head's loss takes and
/// w_h its <see cref="Weight"/>.</para>
/// <para>Each head ends in its loss, as a network of its own would, and has at least one dense block; the trunk has no loss. The gradients of the heads
/// at the trunk are added in their order.</para>
/// <para>Targets are floats for all heads: labels and class weights are for networks with one loss.</para>
/// </remarks>
/// <param name="name">Its name, in Pascal case in <c>Heads</c>: letters, digits and underscores, beginning with a letter.</param>
/// <example>
/// <code>
/// [Network(inputs: 8)]
/// [Dense(64), Relu]
/// [Head("policy")]
/// [Dense(4), Softmax]
/// [CrossEntropy]
/// [Head("value", Weight = 0.5)]
/// [Dense(1)]
/// [MeanSquaredError]
/// public sealed partial class Agent;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class HeadAttribute(string name) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>w, what its loss counts in the sum: positive and finite. Used as a float.</summary>
    public double Weight { get; set; } = 1;
}
