namespace Compiled;

/// <summary>
/// Begins a head: a chain of blocks after the trunk, with its own loss and weight. The trunk consists of the blocks before the first head.
/// </summary>
/// <remarks>
/// <para>A row of outputs contains the outputs of the heads one after the other, in order, and so does a row of targets; <c>Heads.Policy.Of(row)</c> of the
/// network's class is the part of the head named "policy". The loss is L = Σ_h w_h · L_h, where L_h is the mean loss of the head and
/// w_h its <see cref="Weight"/>.</para>
/// <para>Each head ends in its loss, like a network, and has at least one dense block; the trunk has no loss. The gradients of the heads
/// are added at the end of the trunk, in the order of the heads.</para>
/// <para>Targets are floats for all heads: labels and class weights require a network with one loss.</para>
/// </remarks>
/// <param name="name">Its name, converted to PascalCase in <c>Heads</c>: letters, digits and underscores, beginning with a letter.</param>
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

    /// <summary>w, the weight of its loss in the sum: positive and finite. Rounded to a float.</summary>
    public double Weight { get; set; } = 1;
}
