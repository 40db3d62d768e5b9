namespace Compiled;

/// <summary>Where a residual begins: with the row x that stands here, the blocks F up to its <c>EndResidual</c> give y = F(x) + x.</summary>
/// <remarks>
/// <para>∂L/∂x = ∂L/∂y · ∂F/∂x + ∂L/∂y: what the blocks between make of the gradient, plus the gradient itself. No parameters.</para>
/// <para>The width at the end equals that at the beginning (CMP0082), and a block between learns something (CMP0083). Residuals may stand within residuals; an
/// end belongs to the nearest beginning before it that has none. The network's inputs may be a beginning.</para>
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
