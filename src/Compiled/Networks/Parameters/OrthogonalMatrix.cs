using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Draws an orthogonal matrix: normal vectors, each made perpendicular to those before it and of length 1, in double.</summary>
/// <remarks>
/// Gram and Schmidt's method, each vector twice ("twice is enough", Parlett 1980). Of normal vectors it gives each orthogonal matrix with the same
/// probability, as a QR decomposition with positive diagonal does (Mezzadri 2007). Sums run over eight virtual lanes: the same bits everywhere.
/// </remarks>
internal static class OrthogonalMatrix
{
    private const int Lanes = 8;

    public static void Draw(DenseLayout block, Span<float> memory, SeededRandom random)
    {
        // The shorter side is the number of vectors, the longer one their length.
        var isWide = block.Inputs >= block.Outputs;
        var (count, length) = isWide ? (block.Outputs, block.Inputs) : (block.Inputs, block.Outputs);
        var stride = (length + Lanes - 1) / Lanes * Lanes;
        var vectors = new double[(long)count * stride];
        for (var index = 0; index < count; index++)
        {
            var vector = vectors.AsSpan(index * stride, stride);
            DrawUnit(vector, length, vectors.AsSpan(0, index * stride), random);
            for (var place = 0; place < length; place++)
                memory[isWide ? block.WeightOffset(index, place) : block.WeightOffset(place, index)] = (float)vector[place];
        }
    }

    private static void DrawUnit(Span<double> vector, int length, ReadOnlySpan<double> others, SeededRandom random)
    {
        while (true)
        {
            for (var place = 0; place < length; place++)
                vector[place] = random.NextNormal();
            for (var pass = 0; pass < 2; pass++)
                for (var other = 0; other < others.Length; other += vector.Length)
                    Add(vector, others.Slice(other, vector.Length), -Dot(vector, others.Slice(other, vector.Length)));

            // A draw within the space of the others leaves only rounding errors: draw again.
            var square = Dot(vector, vector);
            if (square < 1e-12)
                continue;
            var factor = 1 / Math.Sqrt(square);
            foreach (ref var value in vector)
                value *= factor;
            return;
        }
    }

    /// <summary>Eight partial sums, joined by halving; the lengths are multiples of eight.</summary>
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var (lower, upper) = Vector512.IsHardwareAccelerated ? SumsOfEights(left, right) : SumsOfFours(left, right);
        var sum = lower + upper;
        return (sum[0] + sum[2]) + (sum[1] + sum[3]);
    }

    private static (Vector256<double> Lower, Vector256<double> Upper) SumsOfEights(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = Vector512<double>.Zero;
        var a = MemoryMarshal.Cast<double, Vector512<double>>(left);
        var b = MemoryMarshal.Cast<double, Vector512<double>>(right);
        for (var index = 0; index < a.Length; index++)
            sum += a[index] * b[index];
        return (sum.GetLower(), sum.GetUpper());
    }

    private static (Vector256<double> Lower, Vector256<double> Upper) SumsOfFours(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Vector256<double> lower = default, upper = default;
        var a = MemoryMarshal.Cast<double, Vector256<double>>(left);
        var b = MemoryMarshal.Cast<double, Vector256<double>>(right);
        for (var index = 0; index < a.Length; index += 2)
        {
            lower += a[index] * b[index];
            upper += a[index + 1] * b[index + 1];
        }

        return (lower, upper);
    }

    private static void Add(Span<double> target, ReadOnlySpan<double> other, double factor)
    {
        var a = MemoryMarshal.Cast<double, Vector256<double>>(target);
        var b = MemoryMarshal.Cast<double, Vector256<double>>(other);
        var scale = Vector256.Create(factor);
        for (var index = 0; index < a.Length; index++)
            a[index] += b[index] * scale;
    }
}
