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

/// <summary>A block with tensors.</summary>
/// <param name="Prefix">Its number, as an nn.Sequential counts: what its tensors' names begin with, without the point.</param>
/// <param name="Name">The name of its view: Dense0.</param>
/// <param name="Head">Which head it belongs to; −1 before the first.</param>
/// <param name="HasCounter">Whether PyTorch keeps a count of batches with it.</param>
/// <param name="Tensors">In the order of files.</param>
internal sealed record BlockTensors(string Prefix, string Name, int Head, bool HasCounter, IReadOnlyList<ExpectedTensor> Tensors)
{
    /// <summary>As messages call it.</summary>
    public string Title => $"block {Prefix} ({Name})";

    /// <summary>Whether neither comes before the other: they are of different heads.</summary>
    public bool IsParallelTo(BlockTensors other) => Head >= 0 && other.Head >= 0 && Head != other.Head;
}

/// <summary>The tensors that the files of a topology hold, scaling of inputs and targets apart, and what PyTorch's hold beside them.</summary>
internal sealed class TensorTable
{
    /// <summary>The last part of the counter's name.</summary>
    public const string CounterName = "num_batches_tracked";

    private readonly Dictionary<string, ExpectedTensor> _byName;
    private readonly HashSet<string> _counters = new(StringComparer.Ordinal);

    private TensorTable(List<BlockTensors> blocks)
    {
        Blocks = blocks;
        Tensors = [.. blocks.SelectMany(static block => block.Tensors)];
        _byName = Tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
        _counters.UnionWith(blocks.Where(static block => block.HasCounter).Select(static block => $"{block.Prefix}.{CounterName}"));
    }

    /// <summary>The blocks that have tensors, in their order.</summary>
    public IReadOnlyList<BlockTensors> Blocks { get; }

    /// <summary>In the order of the blocks.</summary>
    public IReadOnlyList<ExpectedTensor> Tensors { get; }

    /// <summary>The tensors of a topology, named and shaped as <see cref="NetworkTensor.Of"/> does.</summary>
    public static TensorTable Of(Topology topology)
    {
        List<BlockTensors> blocks = [];
        var (place, head) = (0, -1);
        foreach (var block in topology.Blocks)
        {
            head += block.Has(BlockTraits.BeginsHead) ? 1 : 0;
            if (!block.Has(BlockTraits.InSequential))
                continue;
            var number = place++.ToString(CultureInfo.InvariantCulture);
            var prefix = number + ".";
            var hasStatistics = block.Has(BlockTraits.HasStatistics);
            if (block.Parameters == 0 && !hasStatistics)
                continue;
            var isDense = block.Has(BlockTraits.Dense);
            var outputs = isDense ? block.Outputs : block.Parameters / (block.HasBias ? 2 : 1);
            List<ExpectedTensor> tensors = [];
            if (block.Parameters > 0)
                tensors.Add(new(prefix + "weight", NetworkTensorKind.Parameter, isDense ? [outputs, block.Inputs] : [outputs]));
            if (block.HasBias)
                tensors.Add(new(prefix + "bias", NetworkTensorKind.Parameter, [outputs]));
            if (hasStatistics)
            {
                tensors.Add(new(prefix + "running_mean", NetworkTensorKind.RunningStatistic, [block.Outputs]));
                tensors.Add(new(prefix + "running_var", NetworkTensorKind.RunningStatistic, [block.Outputs]));
            }

            blocks.Add(new(number, block.Name, head, hasStatistics, tensors));
        }

        return new TensorTable(blocks);
    }

    /// <summary>The tensor of that name, or null.</summary>
    public ExpectedTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether it is PyTorch's count of batches of one of the norms, which is ignored.</summary>
    public bool IsCounter(string name) => _counters.Contains(name);

    /// <summary>Everything in which a file's tensors are not those of the table, a sentence each.</summary>
    /// <param name="header">The file's tensors.</param>
    /// <param name="names">The table's name for each of theirs.</param>
    public IEnumerable<string> Differences(SafetensorsHeader header, IReadOnlyDictionary<string, string> names)
    {
        var present = header.Tensors.Select(tensor => names[tensor.Name]).ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in Tensors.Where(tensor => !present.Contains(tensor.Name)))
            yield return $"The tensor '{tensor.Name}' of {ModelText.Shape(tensor.Shape)} is missing.";
        foreach (var tensor in header.Tensors)
        {
            if (Difference(tensor, names[tensor.Name]) is { } difference)
                yield return difference;
        }
    }

    private string? Difference(SafetensorsTensor actual, string meant)
    {
        var name = ModelText.Quote(actual.Name);
        if (IsCounter(meant))
        {
            return actual.Type == "I64" && actual.Shape.Count == 0 ? null
                : $"The tensor {name} is {actual.Type} of {ModelText.Shape(actual.Shape)}, but PyTorch's batch counter, which is ignored, is I64 of [].";
        }

        if (Find(meant) is not { } expected)
            return $"The tensor {name} of {ModelText.Shape(actual.Shape)} is in the file but not in the network.";
        if (!actual.Shape.SequenceEqual(expected.Shape.Select(static size => (long)size)))
            return $"The tensor {name} is of {ModelText.Shape(actual.Shape)} in the file, but {(meant == actual.Name ? "" : $"'{meant}' is ")}of {ModelText.Shape(expected.Shape)} in the network.";
        return SafetensorsTypes.IsReadable(actual.Type) ? null
            : $"The tensor {name} is {actual.Type}, but weights must be one of {SafetensorsTypes.Readable}: convert it before saving.";
    }
}
