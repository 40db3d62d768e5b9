namespace Compiled;

/// <summary>
/// The loss L = 1/n · Σ_o max(0, 1 − y_o · t_o) of the margins of n binary outputs, averaged over outputs and rows: the loss that a support vector
/// machine minimises.
/// </summary>
/// <remarks>
/// <para>Targets are 1 for the positive and −1 for the negative class; <c>Fit</c> rejects others; <c>Step</c> does not check. An output above 0 means the positive class.
/// ∂L/∂y_o = −t_o/n for one row where y_o · t_o &lt; 1, else 0; y are the outputs, t the targets. End the network in a <c>Dense</c> block
/// without activation.</para>
/// <para>NaN gives NaN. It is not PyTorch's <c>HingeEmbeddingLoss</c>, which takes distances.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class HingeAttribute : Attribute;
