using Compiled.Oracle;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>Parameters, rows and targets for one network, drawn by its seed.</summary>
internal sealed class TopologyData(DrawnNetwork network)
{
    private readonly Random _random = new(network.Seed);

    public float[] Inputs(int rows) => Uniforms(rows * network.Inputs);

    public float[] Targets(int rows) => [.. Enumerable.Range(0, rows).SelectMany(_ => network.Target(_random))];

    /// <summary>0 to count − 1.</summary>
    public int Index(int count) => _random.Next(count);

    public float[] Uniforms(int count, float size = 1)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (2 * _random.NextSingle() - 1) * size;
        return values;
    }

    /// <summary>Parameters that keep the signal's size from block to block; none is zero by accident, as initial biases are.</summary>
    public float[] Parameters() => [.. network.ToOracle().Parts.SelectMany(block => block switch
    {
        OracleDense dense => Uniforms(dense.Inputs * dense.Outputs, MathF.Sqrt(4.5f / dense.Inputs)).Concat(Uniforms(dense.Biases?.Length ?? 0, 0.3f)),
        // Gains, shifts and slopes.
        var other => Uniforms(other.ParameterCount, 0.5f).Select(value => 1 + value),
    })];

    /// <summary>The flat rows as the oracle takes them.</summary>
    public static double[][] Rows(float[] flat, int width) => [.. flat.Chunk(width).Select(Doubles)];

    public static double[] Doubles(float[] values) => [.. values.Select(value => (double)value)];
}
