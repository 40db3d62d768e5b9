namespace Compiled;

/// <summary>The beginning of a residual: for the row x at this point, the blocks F up to its <c>EndResidual</c> give y = F(x) + x.</summary>
/// <remarks>
/// <para>∂L/∂x = ∂L/∂y · ∂F/∂x + ∂L/∂y: the gradient through the blocks in between, plus the gradient itself. No parameters.</para>
/// <para>The width at the end must equal the width at the beginning (CMP0082), and a block in between must learn something (CMP0083). Residuals may be nested; an
/// end belongs to the nearest preceding beginning that does not have an end yet. A residual may begin at the network's inputs.</para>
/// <para>The sum is rounded once for each element, in this order: F(x) + x. A NaN in either gives NaN; ∞ and −∞ give NaN.</para>
/// <para>He, Zhang, Ren, Sun, Deep Residual Learning for Image Recognition (2015).</para>
/// </remarks>
/// <example>
/// <code>
/// [Network(inputs: 64)]
/// [BeginResidual]
/// [Dense(64), Relu]
/// [Dense(64)]
/// [EndResidual, Relu]
/// [Dense(10), Softmax]
/// [CrossEntropy]
/// public sealed partial class Net;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class BeginResidualAttribute : Attribute;
