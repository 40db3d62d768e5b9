namespace Compiled;

/// <summary>An activation of your own, element by element: y = φ(x), with φ and φ′ from the struct <paramref name="function"/>.</summary>
/// <remarks>
/// <para>The width is kept; no parameters. Special values and errors are those of the struct's own formulas; made of <see cref="Compiled.Numerics.LaneMath"/> and the lanes' operators, they have the same bits at every vector width.</para>
/// <para>Training keeps the inputs of the block beside its outputs, because φ′ is a function of x.</para>
/// <para>The struct is no generic type, implements <see cref="IActivationFunction"/>, and is visible to the whole project: a private or file-local one cannot be reached by generated code.</para>
/// </remarks>
/// <param name="function">The struct: <c>typeof(MyActivation)</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class ActivationAttribute(Type function) : Attribute
{
    /// <summary>The struct with φ and φ′.</summary>
    public Type Function { get; } = function;
}
