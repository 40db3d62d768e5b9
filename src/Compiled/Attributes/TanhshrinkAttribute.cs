namespace Compiled;

/// <summary>What the hyperbolic tangent takes away, element by element: y = φ(x) = x − tanh x.</summary>
/// <remarks>
/// <para>φ′(x) = tanh² x. The width is kept; no parameters.</para>
/// <para>±0 gives ±0, −∞ gives −∞, +∞ gives +∞, NaN gives NaN. At most 5.2 ULP off, for small x too, where the difference of x and tanh x would lose its digits.</para>
/// <para>Training keeps the inputs of the block alongside its outputs.</para>
/// <para>PyTorch's <c>nn.Tanhshrink</c>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class TanhshrinkAttribute : Attribute;
