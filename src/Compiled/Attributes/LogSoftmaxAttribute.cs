namespace Compiled;

/// <summary>Logarithms of class probabilities over the whole row: y_i = (x_i − m) − ln Σ_j e^(x_j − m) with m = max_j x_j.</summary>
/// <remarks>
/// <para>∂y_i/∂x_j = δ_ij − e^(y_j). The width is kept; no parameters.</para>
/// <para>Subtracting m prevents overflow for logits of any finite size. A NaN or +∞ anywhere in the row gives NaN; −∞ gives −∞. Off by at most 4·10⁻⁷ + |y| · 2⁻²².</para>
/// <para>It must be the last block. Over one output it would always be 0: an error. For training on classes, <c>Softmax</c> with <c>CrossEntropy</c> is the same loss as
/// PyTorch's <c>nn.NLLLoss</c> after <c>nn.LogSoftmax</c>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LogSoftmaxAttribute : Attribute;
