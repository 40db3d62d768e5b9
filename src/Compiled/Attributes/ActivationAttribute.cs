namespace Compiled;

/// <summary>A user-defined activation, element by element: y = φ(x), with φ and φ′ from the struct <paramref name="function"/>.</summary>
/// <remarks>
/// <para>The width is kept; no parameters. Special values and errors are those of the struct's formulas; formulas built from <see cref="Compiled.Numerics.LaneMath"/>
/// and lane operators have the same bits at every vector width.</para>
/// <para>Training keeps the inputs of the block in addition to its outputs, because φ′ is a function of x.</para>
/// <para>The struct must not be generic, must implement <see cref="IActivationFunction"/>, and must be visible to the whole project: generated code cannot access a
/// private or file-local struct.</para>
/// </remarks>
/// <param name="function">The struct: <c>typeof(MyActivation)</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class ActivationAttribute(Type function) : Attribute
{
    /// <summary>The struct with φ and φ′.</summary>
    public Type Function { get; } = function;
}
