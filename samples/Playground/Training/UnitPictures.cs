using Compiled;
using Playground.Data;

namespace Playground.Training;

/// <summary>What each hidden unit gives on the square: its own region, as a small picture.</summary>
internal sealed class UnitPictures
{
    /// <summary>Pixels of a picture's side.</summary>
    public const int Side = 20;

    private readonly IReadOnlyList<(int Block, int Units, int Observed)> _blocks;
    private readonly float[] _points = PlanePoints.Grid(Side);

    /// <param name="topology">The network.</param>
    /// <param name="samples">Its samples: only networks of two inputs have pictures.</param>
    public UnitPictures(Topology topology, Samples samples)
    {
        _blocks = BlocksOf(topology, samples);
        Count = _blocks.Sum(static block => block.Units);
        Pixels = new byte[Count * Side * Side];
        Ranges = new float[2 * Count];
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>[unit][pixel], 0 to 255 between the least and the greatest value.</summary>
    public byte[] Pixels { get; }

    /// <summary>The least and the greatest value of each unit.</summary>
    public float[] Ranges { get; }

    /// <summary>
    /// The dense blocks but those that outputs come from, their units, and which of the blocks with parameters is observed for them: the last one before the next dense block, such as a norm.
    /// </summary>
    public static IReadOnlyList<(int Block, int Units, int Observed)> BlocksOf(Topology topology, Samples samples)
    {
        List<(int Block, int Units, int Observed)> blocks = [];
        var (observed, isInHead, ends) = (-1, false, new HashSet<int>());
        for (var index = 0; index < topology.Blocks.Count; index++)
        {
            var block = topology.Blocks[index];
            if (block.Traits.HasFlag(BlockTraits.BeginsHead))
            {
                // The last dense block of the head before gives its outputs.
                if (isInHead)
                    ends.Add(blocks[^1].Block);
                isInHead = true;
            }

            if (block.Name.Length == 0 || block.Parameters == 0)
                continue;
            observed++;
            if (block.Traits.HasFlag(BlockTraits.Dense))
                blocks.Add((index, block.Outputs, observed));
            else if (blocks.Count > 0)
                blocks[^1] = blocks[^1] with { Observed = observed };
        }

        return samples.InputSize == 2 && blocks.Count > 1 ? [.. blocks[..^1].Where(block => !ends.Contains(block.Block))] : [];
    }

    /// <summary>Draws them as the network is now.</summary>
    public void Draw(Trainer trainer)
    {
        if (Count == 0)
            return;
        var observed = trainer.ObserveActivations(_points);
        var unit = 0;
        foreach (var (_, units, block) in _blocks)
        {
            for (var index = 0; index < units; index++, unit++)
                Draw(observed[block].Values, units, index, unit);
        }
    }

    private void Draw(float[] values, int units, int index, int unit)
    {
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var at = index; at < values.Length; at += units)
            (least, most) = (Math.Min(least, values[at]), Math.Max(most, values[at]));
        var scale = most > least ? 255 / (most - least) : 0;
        var pixels = Pixels.AsSpan(unit * Side * Side, Side * Side);
        for (var pixel = 0; pixel < pixels.Length; pixel++)
            pixels[pixel] = scale == 0 ? (byte)127 : (byte)((values[pixel * units + index] - least) * scale);
        (Ranges[2 * unit], Ranges[2 * unit + 1]) = (least, most);
    }
}
