namespace Compiled;

/// <summary>Where a residual ends: y = F(x) + x, where x is the row at its <see cref="BeginResidualAttribute"/> and F(x) the row that arrives here.</summary>
/// <remarks><see cref="BeginResidualAttribute"/> has the gradient, the rules and an example.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class EndResidualAttribute : Attribute;
