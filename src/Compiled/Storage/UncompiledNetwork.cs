using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>
/// The parameters of a topology whose class nobody compiled, in the plainest layout: enough for files to be read and written, for their tensors are the same in every layout. Nothing predicts
/// with it.
/// </summary>
internal static class UncompiledNetwork
{
    private const int Lanes = 16;

    /// <summary>A store of zeros for the parameters of a network.</summary>
    public static ParameterStore CreateParameters(Topology topology)
    {
        List<DenseLayout> blocks = [];
        var offset = 0;
        foreach (var block in topology.Blocks.Where(static block => block.Parameters > 0))
        {
            var layout = Layout(block, offset);
            blocks.Add(layout);
            offset = layout.WeightsOffset + layout.WeightsLength + (layout.HasBias ? layout.Stride : 0);
        }

        List<StatisticsLayout> statistics = [];
        var (length, head) = (offset, -1);
        foreach (var block in topology.Blocks)
        {
            if (block.Has(BlockTraits.BeginsHead))
                head++;
            if (!block.Has(BlockTraits.HasStatistics))
                continue;
            statistics.Add(new(block.Name, block.Outputs, offset)
            {
                Norm = block.Parameters > 0 ? blocks.FindIndex(layout => layout.Name == block.Name) : -1,
                Epsilon = block.Has(BlockTraits.BatchStatistics) ? block.Number(Norms.Epsilon) : 0,
                TargetsOffset = !block.Has(BlockTraits.ScalesTargets) ? -1 : head < 0 ? 0 : topology.Heads[head].Offset,
            });
            offset = statistics[^1].End;
        }

        return new(new ParameterLayout(length, [.. blocks]) { Statistics = statistics });
    }

    /// <summary>Copies all parameters, statistics and names into a network of the same topology.</summary>
    public static void CopyTo(Topology topology, ParameterStore source, ParameterStore target)
    {
        StoredValues.CopyTo(StoredValues.CopyFrom(topology, source), topology, target);
        Naming.Adopt(topology, target, source.Names);
    }

    private static DenseLayout Layout(TopologyBlock block, int offset)
    {
        var isDense = block.Has(BlockTraits.Dense);
        var outputs = isDense ? block.Outputs : block.HasBias ? block.Parameters / 2 : block.Parameters;
        var stride = (outputs + Lanes - 1) / Lanes * Lanes;
        var biases = block.HasBias ? offset + (isDense ? block.Inputs : 1) * stride : -1;
        return isDense
            ? new DenseLayout(block.Name, block.Inputs, outputs, stride, stride, offset, biases, Initializer.Zeros)
            : DenseLayout.OfVectors(block.Name, outputs, offset, biases, 1);
    }
}
