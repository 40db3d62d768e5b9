using Compiled.Runtime;

namespace Compiled;

/// <summary>What a <see cref="NetworkTensor"/> holds.</summary>
public enum NetworkTensorKind
{
    /// <summary>Learned values.</summary>
    Parameter = 0,

    /// <summary>The running means or variances of a BatchNorm, which PyTorch keeps among its buffers.</summary>
    RunningStatistic = 1,

    /// <summary>The means or factors of Standardize, which an <c>nn.Sequential</c> does not have.</summary>
    InputScaling = 2,

    /// <summary>The means or scales of StandardizeTargets, which an <c>nn.Sequential</c> does not have.</summary>
    TargetScaling = 3,
}

/// <summary>
/// One named array of a network's parameters or statistics, as stored in files: <c>0.weight</c> of [out, in], <c>0.bias</c> of [out]. The names are those of PyTorch's
/// <c>nn.Sequential</c>, whose numbers count activations and dropout and do not count the loss, Standardize, StandardizeTargets, noise, the ends of residuals and heads.
/// </summary>
/// <remarks>A view, not a copy: it reads and writes the network. Not synchronised: see the network's own views.</remarks>
public sealed class NetworkTensor
{
    private readonly ParameterStore _store;
    private readonly DenseLayout? _weights;
    private readonly StatisticsLayout? _statistics;
    private readonly int _offset;

    private NetworkTensor(ParameterStore store, string name, string block, NetworkTensorKind kind, int[] shape, int offset, DenseLayout? weights, StatisticsLayout? statistics)
    {
        (_store, Name, Block, Kind, Shape, _offset, _weights, _statistics) = (store, name, block, kind, shape, offset, weights, statistics);
        Length = shape.Aggregate(1, static (product, size) => product * size);
    }

    /// <summary>The name in files: <c>0.weight</c>, <c>1.running_mean</c>; <c>standardize.means</c> and <c>standardize.factors</c> for input scaling,
    /// <c>standardize_targets.means</c> and <c>standardize_targets.scales</c> for that of the targets.</summary>
    public string Name { get; }

    /// <summary>The block's name in the network: Dense0, Fc1.</summary>
    public string Block { get; }

    /// <summary>Learned, running, of the inputs or of the targets.</summary>
    public NetworkTensorKind Kind { get; }

    /// <summary>The size of each dimension.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>How many values: the product of the shape.</summary>
    public int Length { get; }

    /// <summary>Whether safetensors hold it as metadata: PyTorch's readers want the tensors of an <c>nn.Sequential</c> alone.</summary>
    internal bool IsScaling => Kind is NetworkTensorKind.InputScaling or NetworkTensorKind.TargetScaling;

    /// <summary>The figures that it is the second half of, after which <c>.weights</c> files say whether they were fitted; null for the other tensors.</summary>
    internal StatisticsLayout? EndsScaling => IsScaling && _offset == _statistics!.ScalesOffset ? _statistics : null;

    /// <summary>All tensors of a network, in the order of its blocks; weights before biases, means before variances.</summary>
    public static IReadOnlyList<NetworkTensor> Of<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Of(TNetwork.Topology, network.Parameters);
    }

    /// <summary>Reads the values, row-major.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyTo(Span<float> destination)
    {
        Guard.Length(destination.Length, Length, nameof(destination), "values");
        var state = _store.State;
        if (_weights is not { } layout)
        {
            state.Slice(_offset, Length).CopyTo(destination);
            return;
        }

        var position = 0;
        for (var output = 0; output < layout.Outputs; output++)
            for (var input = 0; input < layout.Inputs; input++)
                destination[position++] = state[layout.WeightOffset(output, input)];
    }

    /// <summary>Writes the values, row-major; the next prediction and the next step see them.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        _store.ThrowIfFrozen();
        Guard.Length(source.Length, Length, nameof(source), "values");
        var state = _store.State;
        if (_weights is { } layout)
        {
            var position = 0;
            for (var output = 0; output < layout.Outputs; output++)
                for (var input = 0; input < layout.Inputs; input++)
                    state[layout.WeightOffset(output, input)] = source[position++];
        }
        else
        {
            source.CopyTo(state.Slice(_offset, Length));
        }

        // Statistics that were set are not fitted anew by the next Fit.
        if (_statistics is not null)
            state[_statistics.FlagOffset] = 1;
        _store.MarkChanged();
    }

    /// <summary>All tensors of a network.</summary>
    internal static IReadOnlyList<NetworkTensor> Of(Topology topology, ParameterStore store)
    {
        List<NetworkTensor> tensors = [];
        var (place, targets) = (0, 0);
        foreach (var block in topology.Blocks)
        {
            if (block.Has(BlockTraits.ScalesTargets))
            {
                AddTargets(tensors, store, store.Layout.Statistics.First(candidate => candidate.Name == block.Name), WeightsTensors.Targets(targets++));
                continue;
            }

            if (block.Has(BlockTraits.ScalesInputs))
            {
                AddStandardize(tensors, store, store.Layout.Statistics[0]);
                continue;
            }

            if (!block.Has(BlockTraits.InSequential))
                continue;
            if (block.Parameters > 0 || block.Has(BlockTraits.BatchStatistics))
                AddBlock(tensors, store, block, place);
            place++;
        }

        return tensors;
    }

    private static void AddStandardize(List<NetworkTensor> tensors, ParameterStore store, StatisticsLayout layout)
    {
        tensors.Add(new(store, "standardize.means", layout.Name, NetworkTensorKind.InputScaling, [layout.Length], layout.Offset, null, layout));
        tensors.Add(new(store, "standardize.factors", layout.Name, NetworkTensorKind.InputScaling, [layout.Length], layout.ScalesOffset, null, layout));
    }

    private static void AddTargets(List<NetworkTensor> tensors, ParameterStore store, StatisticsLayout layout, string prefix)
    {
        tensors.Add(new(store, prefix + WeightsTensors.TargetMeans, layout.Name, NetworkTensorKind.TargetScaling, [layout.Length], layout.Offset, null, layout));
        tensors.Add(new(store, prefix + WeightsTensors.TargetScales, layout.Name, NetworkTensorKind.TargetScaling, [layout.Length], layout.ScalesOffset, null, layout));
    }

    private static void AddBlock(List<NetworkTensor> tensors, ParameterStore store, TopologyBlock block, int place)
    {
        var prefix = place.ToString(System.Globalization.CultureInfo.InvariantCulture) + ".";
        if (block.Parameters > 0)
        {
            var layout = store.Layout.Blocks.First(candidate => candidate.Name == block.Name);
            int[] shape = layout.AreVectors ? [layout.Outputs] : [layout.Outputs, layout.Inputs];
            tensors.Add(new(store, prefix + "weight", block.Name, NetworkTensorKind.Parameter, shape, layout.WeightsOffset, layout, null));
            if (layout.HasBias)
                tensors.Add(new(store, prefix + "bias", block.Name, NetworkTensorKind.Parameter, [layout.Outputs], layout.BiasesOffset, null, null));
        }

        var statistics = store.Layout.Statistics.FirstOrDefault(candidate => candidate.Name == block.Name);
        if (statistics is null)
            return;
        tensors.Add(new(store, prefix + "running_mean", block.Name, NetworkTensorKind.RunningStatistic, [statistics.Length], statistics.Offset, null, statistics));
        tensors.Add(new(store, prefix + "running_var", block.Name, NetworkTensorKind.RunningStatistic, [statistics.Length], statistics.ScalesOffset, null, statistics));
    }
}
