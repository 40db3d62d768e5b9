namespace Compiled;

/// <summary>The self-normalising exponential linear unit, element by element: y = φ(x) = λ · x for x &gt; 0, otherwise λ · α · (eˣ − 1).</summary>
/// <remarks>
/// <para>λ = 1.0507009873554805, α = 1.6732632423543772. φ′(x) = λ for x &gt; 0, otherwise λ · α · eˣ = y + λ · α. The width is kept; no parameters.</para>
/// <para>±0 gives ±0, −∞ gives −λα = −1.758, +∞ gives +∞, NaN gives NaN. At most 2.5 ULP off.</para>
/// <para>With LeCun's initialisation, which <c>Auto</c> chooses before it, rows keep mean 0 and variance 1 from block to block.</para>
/// <para>PyTorch's <c>nn.SELU</c>. Klambauer, Unterthiner, Mayr, Hochreiter, Self-Normalizing Neural Networks (2017).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SeluAttribute : Attribute;
