namespace Compiled.Tests.Networks;

/// <summary>Seeded numbers for tests, the same on every machine (SplitMix64, Steele et al. 2014).</summary>
public sealed class TestData(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>0 to count − 1.</summary>
    public int Below(int count) => (int)(Next() >> 33) % count;

    /// <summary>Uniform from −size to size.</summary>
    public float Uniform(float size = 1) => ((float)(Next() >> 40) / (1 << 23) - 1) * size;

    /// <summary>As many as asked for, uniform from −size to size.</summary>
    public float[] Uniforms(int count, float size = 1)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = Uniform(size);
        return values;
    }

    /// <summary>Parameters that keep the signal's size from block to block, so that ten blocks still say something.</summary>
    public float[] Parameters(NetworkCase of)
    {
        var parameters = new float[of.ParameterCount];
        foreach (var group in of.Groups)
        {
            var size = group.IsBiases ? 0.3f : MathF.Sqrt(4.5f / group.Inputs);
            for (var i = 0; i < group.Count; i++)
                parameters[group.Offset + i] = Uniform(size);
        }

        return parameters;
    }

    /// <summary>Rows of inputs.</summary>
    public float[] Inputs(NetworkCase of, int rows) => Uniforms(rows * of.InputSize);

    /// <summary>Rows of targets fit for the network's loss: one class, several yes or no, or any numbers.</summary>
    public float[] Targets(NetworkCase of, int rows)
    {
        var targets = new float[rows * of.OutputSize];
        for (var row = 0; row < rows; row++)
        {
            var target = targets.AsSpan(row * of.OutputSize, of.OutputSize);
            if (of.Topology.Heads.Count == 0)
                Fill(target, of.Topology.Loss);
            foreach (var head in of.Topology.Heads)
                Fill(target.Slice(head.Offset, head.Size), head.Loss);
        }

        return targets;

        void Fill(Span<float> target, string? loss)
        {
            switch (loss)
            {
                case "CrossEntropy":
                    target[Below(target.Length)] = 1;
                    break;
                case "BinaryCrossEntropy":
                    for (var i = 0; i < target.Length; i++)
                        target[i] = Below(2);
                    break;
                case "KullbackLeibler":
                    for (var i = 0; i < target.Length; i++)
                        target[i] = Below(4) == 0 ? 0 : (1.1f + Uniform()) / target.Length;
                    target[0] += 0.1f;
                    var sum = Sum(target);
                    for (var i = 0; i < target.Length; i++)
                        target[i] /= sum;
                    break;
                case "Hinge":
                    for (var i = 0; i < target.Length; i++)
                        target[i] = 2 * Below(2) - 1;
                    break;
                case "Poisson":
                    for (var i = 0; i < target.Length; i++)
                        target[i] = Below(4);
                    break;
                default:
                    for (var i = 0; i < target.Length; i++)
                        target[i] = Uniform();
                    break;
            }
        }
    }

    /// <summary>The flat rows as the oracle takes them.</summary>
    public static double[][] Rows(ReadOnlySpan<float> flat, int width)
    {
        var rows = new double[flat.Length / width][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new double[width];
            for (var i = 0; i < width; i++)
                rows[row][i] = flat[row * width + i];
        }

        return rows;
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
