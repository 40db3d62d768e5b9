namespace Compiled;

/// <summary>Gives the network the derivatives of its outputs with respect to its inputs: <c>InputGradient</c> and <c>Jacobian</c>.</summary>
/// <remarks>
/// <para>With y = f(x), x ∈ ℝⁿ, y ∈ ℝᵐ and the Jacobian J ∈ ℝᵐˣⁿ, J_oi = ∂y_o/∂x_i: <c>InputGradient(input, outputGradient, result)</c> gives
/// result = Jᵀ · outputGradient, and <c>Jacobian(input, result)</c> gives J, [output][input] row-major. Both evaluate one row, as a prediction does (blocks that
/// are active only in training pass it through), with the current parameters.</para>
/// <para>Neither allocates, and both are safe on any number of threads as long as nothing writes the parameters. The same network gives the same bits on
/// every machine. Overloads take a <c>Span&lt;float&gt; scratch</c> of <c>ScratchSize</c> floats; a network that needs more than 64 KB per row has only these overloads.</para>
/// <para>At the kink of an activation, the derivative is the one used in training: for ReLU and similar activations at 0, the left one. NaN in outputGradient gives
/// NaN; NaN in the input gives NaN wherever a derivative depends on it.</para>
/// <para>The network does not need a loss. Source: reverse-mode differentiation, Griewank and Walther, Evaluating Derivatives, 2008.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute;
