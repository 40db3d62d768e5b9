namespace Compiled;

/// <summary>No activation, said aloud: y = φ(x) = x, as a regression has it at its outputs.</summary>
/// <remarks>
/// <para>φ′(x) = 1. The width is kept; no parameters.</para>
/// <para>Every value, NaN and infinities included, passes unchanged.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class IdentityAttribute : Attribute;
