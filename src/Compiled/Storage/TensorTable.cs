using System.Globalization;

namespace Compiled.Storage;

/// <summary>A tensor that a network's files hold: what <see cref="NetworkTensor"/> says of it, known before any memory is taken.</summary>
internal sealed record ExpectedTensor(string Name, NetworkTensorKind Kind, int[] Shape)
{
    /// <summary>How many values.</summary>
    public int Length => Shape.Aggregate(1, static (product, size) => product * size);

    /// <summary>Whether a value below 0 cannot be: a variance.</summary>
    public bool IsVariance => Kind == NetworkTensorKind.RunningStatistic && Name.EndsWith(".running_var", StringComparison.Ordinal);
}

/// <summary>The tensors that the files of a topology hold, scaling of inputs and targets apart, and what PyTorch's hold beside them.</summary>
internal sealed class TensorTable
{
    private const string CounterName = "num_batches_tracked";

    private readonly Dictionary<string, ExpectedTensor> _byName;
    private readonly HashSet<string> _counters = new(StringComparer.Ordinal);

    private TensorTable(List<ExpectedTensor> tensors)
    {
        Tensors = tensors;
        _byName = tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>In the order of the blocks.</summary>
    public IReadOnlyList<ExpectedTensor> Tensors { get; }

    /// <summary>The tensors of a topology, named and shaped as <see cref="NetworkTensor.Of"/> does.</summary>
    public static TensorTable Of(Topology topology)
    {
        List<ExpectedTensor> tensors = [];
        List<string> counters = [];
        var place = 0;
        foreach (var block in topology.Blocks)
        {
            if (block.Kind is "Standardize" or "StandardizeTargets" or "GaussianNoise" or "BeginResidual" or "EndResidual" or "Head")
                continue;
            var prefix = place++.ToString(CultureInfo.InvariantCulture) + ".";
            if (block.Parameters == 0)
                continue;
            var isDense = block.Kind == "Dense";
            var outputs = isDense ? block.Outputs : block.Parameters / (block.HasBias ? 2 : 1);
            tensors.Add(new(prefix + "weight", NetworkTensorKind.Parameter, isDense ? [outputs, block.Inputs] : [outputs]));
            if (block.HasBias)
                tensors.Add(new(prefix + "bias", NetworkTensorKind.Parameter, [outputs]));
            if (block.Kind != "BatchNorm")
                continue;
            tensors.Add(new(prefix + "running_mean", NetworkTensorKind.RunningStatistic, [outputs]));
            tensors.Add(new(prefix + "running_var", NetworkTensorKind.RunningStatistic, [outputs]));
            counters.Add(prefix + CounterName);
        }

        var table = new TensorTable(tensors);
        table._counters.UnionWith(counters);
        return table;
    }

    /// <summary>The tensor of that name, or null.</summary>
    public ExpectedTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Everything in which a file's tensors are not those of the table, a sentence each.</summary>
    public IEnumerable<string> Differences(SafetensorsHeader header)
    {
        var present = header.Tensors.Select(static tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in Tensors.Where(tensor => !present.Contains(tensor.Name)))
            yield return $"The tensor '{tensor.Name}' of {ModelText.Shape(tensor.Shape)} is missing.";
        foreach (var tensor in header.Tensors)
        {
            if (Difference(tensor) is { } difference)
                yield return difference;
        }
    }

    private string? Difference(SafetensorsTensor actual)
    {
        var name = ModelText.Quote(actual.Name);
        if (_counters.Contains(actual.Name))
        {
            return actual is { Type: "I64", Shape.Count: 0 } ? null
                : $"The tensor {name} is {actual.Type} of {ModelText.Shape(actual.Shape)}, but PyTorch's counter of batches, which is ignored, is I64 of [].";
        }

        if (Find(actual.Name) is not { } expected)
            return $"The tensor {name} of {ModelText.Shape(actual.Shape)} is in the file, but not in the network.";
        if (!actual.Shape.SequenceEqual(expected.Shape.Select(static size => (long)size)))
            return $"The tensor {name} is of {ModelText.Shape(actual.Shape)} in the file, but of {ModelText.Shape(expected.Shape)} in the network.";
        return SafetensorsTypes.IsReadable(actual.Type) ? null
            : $"The tensor {name} is {actual.Type}, but weights are read from {SafetensorsTypes.Readable}: convert it before it is saved.";
    }
}
