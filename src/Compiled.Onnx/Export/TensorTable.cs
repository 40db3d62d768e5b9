using System.Globalization;

namespace Compiled.Export;

/// <summary>The tensors of a network, found by block and role.</summary>
internal sealed class TensorTable(IReadOnlyList<NetworkTensor> tensors, bool allowNonFinite)
{
    /// <summary>The tensor of a block, such as the weight of Dense0.</summary>
    /// <exception cref="ArgumentException">There is none of that shape.</exception>
    public NetworkTensor Find(TopologyBlock block, string role, IReadOnlyList<int> shape)
    {
        var title = block.Name.Length > 0 ? block.Name : block.Kind;
        foreach (var tensor in tensors)
        {
            // Input scaling is one block of a network at most, and its tensors bear its kind.
            var isOfBlock = block.Has(BlockTraits.ScalesInputs) ? tensor.Kind == NetworkTensorKind.InputScaling : tensor.Block == block.Name;
            if (!isOfBlock || tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..] != role)
                continue;
            return tensor.Shape.SequenceEqual(shape)
                ? tensor
                : throw new ArgumentException(
                    $"'{tensor.Name}' has the shape {Written(tensor.Shape)}, but {title} of the topology needs {Written(shape)}: pass the topology and the tensors of the same network.", nameof(tensors));
        }

        throw new ArgumentException($"The tensors have no {role} of {title}: pass all tensors that NetworkTensor.Of returns for a network of this topology.", nameof(tensors));
    }

    /// <summary>The values of a tensor.</summary>
    /// <exception cref="ArgumentException">One is not finite, which is not allowed.</exception>
    public float[] Values(NetworkTensor tensor)
    {
        var values = new float[tensor.Length];
        tensor.CopyTo(values);
        var found = allowNonFinite ? -1 : Array.FindIndex(values, static value => !float.IsFinite(value));
        if (found < 0)
            return values;
        var place = tensor.Shape.Count == 2 ? $"{Number(found / tensor.Shape[1])}, {Number(found % tensor.Shape[1])}" : Number(found);
        throw new ArgumentException(
            $"{tensor.Name}[{place}] ({tensor.Block}) is {values[found].ToString(CultureInfo.InvariantCulture)}, so the model could not predict: export parameters from before they "
            + "became non-finite, or set AllowNonFinite in the options.",
            "network");
    }

    private static string Written(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape.Select(Number))}]";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
