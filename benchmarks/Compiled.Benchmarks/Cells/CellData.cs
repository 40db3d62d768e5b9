namespace Compiled.Benchmarks.Cells;

/// <summary>The weights and samples that every competitor gets: one linear congruential generator, the same draws in the same order.</summary>
internal sealed class CellData
{
    /// <summary>Distinct inputs of single predictions.</summary>
    public const int PoolRows = 64;

    /// <summary>Samples of batches and of training.</summary>
    public const int Samples = 1024;

    private ulong _state = 12345;

    public CellData(int[] widths)
    {
        Widths = widths;
        Parameters = new float[Enumerable.Range(0, widths.Length - 1).Sum(l => (widths[l] + 1) * widths[l + 1])];
        var position = 0;
        for (var l = 0; l + 1 < widths.Length; l++)
        {
            var scale = 1f / MathF.Sqrt(widths[l]);
            for (var k = 0; k < (widths[l] + 1) * widths[l + 1]; k++)
                Parameters[position++] = Uniform() * scale;
        }

        Inputs = Draw(Samples * widths[0]);
        Targets = Draw(Samples * widths[^1]);
    }

    public int[] Widths { get; }

    /// <summary>The canonical vector: per block, weights [output][input], then biases.</summary>
    public float[] Parameters { get; }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    private float[] Draw(int count)
    {
        var values = new float[count];
        for (var k = 0; k < count; k++)
            values[k] = Uniform();
        return values;
    }

    private float Uniform()
    {
        _state = unchecked(_state * 6364136223846793005UL + 1442695040888963407UL);
        return (float)((_state >> 40) / 16777216.0 * 2.0 - 1.0);
    }
}
