namespace Compiled;

/// <summary>Gives the network the derivatives of its outputs with respect to its inputs: <c>InputGradient</c> and <c>Jacobian</c>.</summary>
/// <remarks>
/// <para>With y = f(x), x ∈ ℝⁿ, y ∈ ℝᵐ and the Jacobian J ∈ ℝᵐˣⁿ, J_oi = ∂y_o/∂x_i: <c>InputGradient(input, outputGradient, result)</c> gives
/// result = Jᵀ · outputGradient, and <c>Jacobian(input, result)</c> gives J, [output][input] row-major. Both look at one row, as a prediction does (blocks that
/// work in training alone let it through), and at the parameters as they are then.</para>
/// <para>Neither allocates, and both are safe from any number of threads as long as nothing writes the parameters. The same network gives the same bits on
/// every machine. Overloads take a <c>Span&lt;float&gt; scratch</c> of <c>ScratchSize</c> floats; a network whose values of one row exceed 64 KB has these alone.</para>
/// <para>Where an activation has a corner, the derivative is that of training: of ReLU and its kin at 0 that of the left side. NaN in outputGradient gives
/// NaN; NaN in the input gives NaN wherever a derivative depends on it.</para>
/// <para>A network needs no loss for it. Source: reverse-mode differentiation, Griewank and Walther, Evaluating Derivatives, 2008.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute;
