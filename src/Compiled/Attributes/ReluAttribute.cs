namespace Compiled;

/// <summary>The rectifier, element by element: y = φ(x) = x for x &gt; 0, otherwise 0.</summary>
/// <remarks>
/// <para>φ′(x) = 1 for x &gt; 0, otherwise 0. The width is kept; no parameters.</para>
/// <para>−∞ gives 0, +∞ gives +∞, NaN gives NaN.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class ReluAttribute : Attribute;
