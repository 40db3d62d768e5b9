namespace Compiled;

/// <summary>An explicit identity: y = φ(x) = x, as at the outputs of a regression.</summary>
/// <remarks>
/// <para>φ′(x) = 1. The width is kept; no parameters.</para>
/// <para>Every value, NaN and infinities included, passes unchanged.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class IdentityAttribute : Attribute;
