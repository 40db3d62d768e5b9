namespace Compiled;

/// <summary>One tensor as a safetensors file describes it.</summary>
/// <param name="Name">Its name: 0.weight.</param>
/// <param name="Type">The type of its values as the format names it: F32, BF16, I64.</param>
/// <param name="Shape">The size of each dimension; empty for a single value.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
public sealed record SafetensorsTensor(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End);

/// <summary>The header of a safetensors file: its tensors and its metadata. Immutable; checked in every way that needs no network.</summary>
public sealed class SafetensorsHeader
{
    internal SafetensorsHeader(IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata) => (Tensors, Metadata) = (tensors, metadata);

    /// <summary>The tensors in the order of their bytes, which follow one another without overlaps and holes.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>
    /// Text by name; empty where there is none. A network of this library writes <c>compiled.network</c>, the name of its class, <c>compiled.topology</c>, its attributes, and
    /// others.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Bytes of all tensors.</summary>
    public long DataLength => Tensors.Count == 0 ? 0 : Tensors[^1].End;
}
