namespace Compiled;

/// <summary>
/// Makes a partial class a neural network: the generator reads the blocks that follow, in source order, checks them and writes inference,
/// back-propagation and training into the class.
/// </summary>
/// <remarks>
/// <para>x ∈ ℝⁿ with n = <paramref name="inputs"/> is one input row; each block maps the row of the block before it.</para>
/// <para>The attribute itself does nothing at run time. A wrong declaration is a compile-time error at the attribute (CMP0001 and following).</para>
/// </remarks>
/// <param name="inputs">Floats in one input row, 1 to 65,536.</param>
/// <example>
/// <code>
/// [Network(inputs: 64)]
/// [Dense(32), Relu]
/// [Dense(10), Softmax]
/// [CrossEntropy]
/// public sealed partial class DigitNet;
/// </code>
/// </example>
// Structs and interfaces are targets so that the mistake gets a worded diagnostic instead of CS0592; so do all attributes here.
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class NetworkAttribute(int inputs) : Attribute
{
    /// <summary>Floats in one input row.</summary>
    public int Inputs { get; } = inputs;
}
