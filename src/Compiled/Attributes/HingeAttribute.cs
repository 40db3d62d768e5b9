namespace Compiled;

/// <summary>
/// The loss L = 1/n · Σ_o max(0, 1 − y_o · t_o) of the margins of n yes-or-no outputs, averaged over outputs and rows: what a support vector
/// machine minimises.
/// </summary>
/// <remarks>
/// <para>Targets are 1 for yes and −1 for no; <c>Fit</c> refuses others, <c>Step</c> does not look. An output above 0 means yes.
/// ∂L/∂y_o = −t_o/n for one row where y_o · t_o &lt; 1, else 0; y are the outputs, t the targets. Let the network end in a <c>Dense</c> block
/// without activation.</para>
/// <para>NaN gives NaN. It is not PyTorch's <c>HingeEmbeddingLoss</c>, which takes distances.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class HingeAttribute : Attribute;
