namespace Compiled;

/// <summary>Class probabilities over the whole row: y_i = e^(x_i − m) / Σ_j e^(x_j − m) with m = max_j x_j.</summary>
/// <remarks>
/// <para>∂y_i/∂x_j = y_i · (δ_ij − y_j); fused with <c>CrossEntropy</c> the gradient is y − t. The width is kept; no parameters.</para>
/// <para>Subtracting m prevents overflow for logits of any finite size. A NaN anywhere in the row gives NaN.</para>
/// <para>It must be the last block, and it gives the network <c>Classify</c>. Over one output it would always be 1: an error.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SoftmaxAttribute : Attribute;
