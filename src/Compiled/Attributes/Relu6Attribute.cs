namespace Compiled;

/// <summary>The rectifier with an upper bound, element by element: y = φ(x) = 0 for x &lt; 0, 6 for x &gt; 6, otherwise x.</summary>
/// <remarks>
/// <para>φ′(x) = 1 for 0 &lt; x &lt; 6, otherwise 0. The width is kept; no parameters.</para>
/// <para>−∞ gives 0, +∞ gives 6, NaN gives NaN. Exact. The same as <c>HardTanh(0, 6)</c>.</para>
/// <para>PyTorch's <c>nn.ReLU6</c>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class Relu6Attribute : Attribute;
