using System.Runtime.CompilerServices;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled;

/// <content>Rows between rows.</content>
public static partial class Augmentations
{
    /// <summary>Mixes pairs of rows of a batch, both inputs and targets: x ← λ·x + (1 − λ)·x′, t ← λ·t + (1 − λ)·t′, λ from Beta(α, α).</summary>
    /// <remarks>
    /// <para>
    /// One λ per batch, and for row r of n the partner n − 1 − r: batches are shuffled, so it is a random one. (With <see cref="FitOptions.Shuffle"/> false
    /// the same rows would meet in each epoch.) The middle row of an odd number, and so a batch of one row, stays as it is.
    /// </para>
    /// <para>
    /// For losses that accept intermediate targets: cross-entropies, squared and absolute errors; not for <c>Hinge</c>. A
    /// row keeps its own <see cref="Dataset.SampleWeights"/>. λ comes from two gamma numbers: Marsaglia and Tsang, "A simple method for generating gamma
    /// variables", 2000, in logarithms, so that a small α does not underflow.
    /// Source: Zhang, Cissé, Dauphin and Lopez-Paz, "mixup: beyond empirical risk minimization", 2018.
    /// </para>
    /// </remarks>
    /// <param name="alpha">α: near 0 one of the two rows dominates, at 1 every λ is equally likely, above 1 the rows mix more evenly; finite and greater than 0,
    /// 0.2 by default.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is not finite and greater than 0.</exception>
    public static Augmentation Mixup(float alpha = 0.2f)
    {
        OptimizerSetting.Positive(nameof(alpha), alpha);
        return (inputs, targets, rows, random) =>
        {
            var share = (float)NextBeta(alpha, random);
            Mix(inputs, rows, share);
            Mix(targets, rows, share);
        };
    }

    /// <summary>Both rows of a pair at once, which needs no copy of either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(Span<float> values, int rows, float share)
    {
        var (size, rest) = (values.Length / rows, 1 - share);
        for (var row = 0; row < rows / 2; row++)
        {
            var first = values.Slice(row * size, size);
            var second = values.Slice((rows - 1 - row) * size, size);
            for (var column = 0; column < size; column++)
            {
                var (a, b) = (first[column], second[column]);
                first[column] = Fused.MultiplyAdd(share, a, rest * b);
                second[column] = Fused.MultiplyAdd(share, b, rest * a);
            }
        }
    }

    /// <summary>A number from Beta(α, α): g / (g + h) of two gamma numbers.</summary>
    internal static double NextBeta(double alpha, SeededRandom random)
    {
        var first = NextLogGamma(alpha, random);
        var second = NextLogGamma(alpha, random);
        return 1 / (1 + ScalarMath.Exp(second - first));
    }

    /// <summary>The logarithm of a number from Gamma(α, 1): of one from Gamma(α + 1, 1), times u^(1/α).</summary>
    private static double NextLogGamma(double alpha, SeededRandom random)
    {
        var d = alpha + 2.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextNormal();
            var root = 1 + c * x;
            if (root <= 0)
                continue;
            var cube = root * root * root;
            var logOfCube = ScalarMath.Log(cube);
            if (ScalarMath.Log(NextAboveZero(random)) < 0.5 * x * x + d - d * cube + d * logOfCube)
                return ScalarMath.Log(d) + logOfCube + ScalarMath.Log(NextAboveZero(random)) / alpha;
        }
    }

    /// <summary>A multiple of 2⁻²⁴ from (0, 1].</summary>
    private static double NextAboveZero(SeededRandom random) => 1.0 - random.NextSingle();
}
