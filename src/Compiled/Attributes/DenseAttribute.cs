namespace Compiled;

/// <summary>A dense (fully connected) block: y = W x + b.</summary>
/// <remarks>
/// <para>x ∈ ℝⁿ is the input row, y ∈ ℝᵘ the output row, W ∈ ℝᵘˣⁿ and b ∈ ℝᵘ are learned: y_o = Σ_i W_oi · x_i + b_o, with
/// u = <paramref name="units"/>. Parameters: u·n + u, or u·n without biases.</para>
/// <para>NaN and infinities in x propagate to y.</para>
/// <para>In the canonical vector the weights come first, [output][input] row-major, then the biases: PyTorch's <c>nn.Linear</c>.</para>
/// </remarks>
/// <param name="units">Width of the output row, 1 to 8,192.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units) : Attribute
{
    /// <summary>Width of the output row.</summary>
    public int Units { get; } = units;

    /// <summary>Whether the block adds the biases b. They start at zero (except with <see cref="Initializer.PyTorchDefault"/>). Default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// How the weights are initialised. <see cref="Initializer.Auto"/>, the default, means <see cref="Initializer.HeUniform"/> when <c>Relu</c> or
    /// a similar activation follows the block (<c>LeakyRelu</c>, <c>PRelu</c>, <c>Elu</c>, <c>Gelu</c>, <c>Silu</c>, <c>Mish</c>, <c>Softplus</c>, <c>HardSwish</c>),
    /// <see cref="Initializer.LeCunNormal"/> before <c>Selu</c>, and <see cref="Initializer.XavierUniform"/> otherwise.
    /// </summary>
    public Initializer Initializer { get; set; } = Initializer.Auto;

    /// <summary>The value of all weights under <see cref="Initializer.Constant"/>; finite. An error with any other initialiser.</summary>
    public float InitializerConstant { get; set; }

    /// <summary>
    /// λ of the penalty λ·Σ|w| on the weights of this block; finite and not negative. It overrides the network's <see cref="L1Attribute"/>, and the λ
    /// of <see cref="TrainerOptions.L1"/> adds to it. Biases are not penalised.
    /// </summary>
    public double L1 { get; set; }

    /// <summary>
    /// λ of the penalty λ/2·Σw² on the weights of this block; finite and not negative. It overrides the network's <see cref="L2Attribute"/>, and the
    /// λ of <see cref="TrainerOptions.L2"/> adds to it. Biases are not penalised.
    /// </summary>
    public double L2 { get; set; }

    /// <summary>
    /// The name of the block's parameter view, converted to PascalCase: <c>"fc1"</c> gives <c>network.Fc1</c>. Without a name the views are
    /// <c>Dense0</c>, <c>Dense1</c> … in order.
    /// </summary>
    public string? Name { get; set; }
}
