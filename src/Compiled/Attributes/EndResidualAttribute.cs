namespace Compiled;

/// <summary>The end of a residual: y = F(x) + x, where x is the row at its <see cref="BeginResidualAttribute"/> and F(x) the row at this point.</summary>
/// <remarks><see cref="BeginResidualAttribute"/> has the gradient, the rules and an example.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class EndResidualAttribute : Attribute;
