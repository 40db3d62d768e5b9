namespace Compiled;

/// <summary>Names the inputs of a network, one name for each: <c>[Features("age", "income")]</c>.</summary>
/// <remarks>
/// The names are in the network's <see cref="Topology.Features"/> and in every file. Datasets that have names are matched by them: <c>Fit</c> and <c>Evaluate</c> put the
/// columns in this order, and reject data that lack one. Predictions over spans go by position. A network without the attribute learns the names from the data that it is
/// trained with, or reads them from its file.
/// </remarks>
/// <param name="names">One name for each input, in order: not empty, unique, at most 4,096 characters each.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class FeaturesAttribute(params string[] names) : Attribute
{
    /// <summary>One name for each input, in order.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
