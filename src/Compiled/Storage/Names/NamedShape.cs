namespace Compiled.Storage;

/// <summary>A tensor of a file: what is known of it before it is read.</summary>
internal sealed record NamedShape(string Name, IReadOnlyList<long> Shape)
{
    /// <summary>The module that it belongs to: what is before its last point; empty for the tensor of a single module.</summary>
    public static string ModuleOf(string name) => name.LastIndexOf('.') is >= 0 and var point ? name[..point] : "";

    /// <summary>Which of the module's tensors it is: weight, bias.</summary>
    public static string LeafOf(string name) => name[(name.LastIndexOf('.') + 1)..];
}
