namespace Compiled;

/// <summary>The logarithm of the logistic sigmoid, element by element: y = φ(x) = ln σ(x) = −ln(1 + e⁻ˣ).</summary>
/// <remarks>
/// <para>φ′(x) = σ(−x). The width is kept; no parameters.</para>
/// <para>−∞ gives −∞, +∞ gives −0, NaN gives NaN. At most 1.8 ULP off.</para>
/// <para>Training keeps the inputs of the block alongside its outputs.</para>
/// <para>PyTorch's <c>nn.LogSigmoid</c>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LogSigmoidAttribute : Attribute;
