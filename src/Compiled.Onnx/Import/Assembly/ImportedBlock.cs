namespace Compiled.Import;

/// <summary>A block with its weights, decided.</summary>
/// <param name="Kind">Its row of the catalogue.</param>
/// <param name="Title">The node that it came from, as messages call it; of a head, its name.</param>
/// <param name="Inputs">Width of the input rows.</param>
/// <param name="Outputs">Width of the output rows.</param>
/// <param name="HasBias">Whether biases belong to it.</param>
/// <param name="Arguments">As declarations write them.</param>
/// <param name="Tensors">By what stands behind the point of their names: weight, bias, running_mean …; in the order of files.</param>
internal sealed record ImportedBlock(BlockKind Kind, string Title, int Inputs, int Outputs, bool HasBias, string Arguments, IReadOnlyList<ImportedTensor> Tensors)
{
    /// <summary>One of the arguments as it is written, or null.</summary>
    public string? Argument(string name) => TopologyArguments.Find(Arguments, name);

    /// <summary>Whether its kind has one of some traits.</summary>
    public bool Has(BlockTraits any) => Kind.Traits.Has(any);

    /// <summary>Learned values.</summary>
    public int Parameters => Tensors.Where(static tensor => tensor.Suffix is "weight" or "bias").Sum(static tensor => tensor.Values.Length);
}

/// <summary>One array of a block.</summary>
internal sealed record ImportedTensor(string Suffix, int[] Shape, float[] Values);
