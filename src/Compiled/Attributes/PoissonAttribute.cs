namespace Compiled;

/// <summary>
/// The loss L = 1/n · Σ_o (e^(y_o) − t_o · y_o) of counts t whose rates have the logarithms y, averaged over the n outputs and over the rows:
/// PyTorch's <c>PoissonNLLLoss(log_input=True, full=False)</c>.
/// </summary>
/// <remarks>
/// <para>∂L/∂y_o = 1/n · (e^(y_o) − t_o) for one row. The outputs are logarithms, so the predicted rate is e^y; end the network in a
/// <c>Dense</c> block without activation.</para>
/// <para>Targets are counts, not negative; <c>Fit</c> rejects others; <c>Step</c> does not check. The loss may be negative: it omits ln t!, which does not
/// depend on the network. NaN gives NaN; an output above 88.72 gives +∞.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class PoissonAttribute : Attribute;
