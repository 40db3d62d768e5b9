using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>
/// The bits themselves, as constants: a run under another instruction set, system or compiler that passes here computes the same numbers. Small
/// enough for a run without any intrinsics.
/// </summary>
public sealed class GoldenBitsTests
{
    [Fact]
    public void Exp_has_the_recorded_bits() => Assert.Equal("0D7622B0B8FECEEF", Hash<Exp>());

    [Fact]
    public void Log_has_the_recorded_bits() => Assert.Equal("5E6EDA2B1446E8AA", Hash<Log>());

    [Fact]
    public void Log1p_has_the_recorded_bits() => Assert.Equal("6F6657951AA1E477", Hash<Log1p>());

    [Fact]
    public void Tanh_has_the_recorded_bits() => Assert.Equal("10340A3082BBFDBD", Hash<Tanh>());

    [Fact]
    public void Sigmoid_has_the_recorded_bits() => Assert.Equal("FE22A507BDB11C2D", Hash<Sigmoid>());

    [Fact]
    public void Softplus_has_the_recorded_bits() => Assert.Equal("F9A6E9C3E30DBC11", Hash<Softplus>());

    [Fact]
    public void Normals_have_the_recorded_bits()
    {
        var random = new SeededRandom(11);
        var normals = new float[256];
        foreach (ref var normal in normals.AsSpan())
            normal = random.NextNormal();
        Assert.Equal("649B40EC2F47E3A4", Hash(normals));
    }

    [Fact]
    public void Softmax_has_the_recorded_bits()
    {
        var shares = new List<float>();
        foreach (var count in Counts)
        {
            var row = Numbers(SoftmaxKernelTests.Stride(count), count);
            SoftmaxKernel.Row(ref row[0], count, row.Length);
            shares.AddRange(row);
        }

        Assert.Equal("D4EFD47843CABBA2", Hash([.. shares]));
    }

    [Fact]
    public void Squared_error_has_the_recorded_bits() => Assert.Equal("1ED06ED2A2D6B3DE", Hash(Losses(new ElementLossKernel<SquaredLoss>())));

    [Fact]
    public void Binary_cross_entropy_has_the_recorded_bits() => Assert.Equal("5368F3D76F9DFA0B", Hash(Losses(new ElementLossKernel<LogisticLoss>())));

    [Fact]
    public void Cross_entropy_has_the_recorded_bits() => Assert.Equal("40F38F53764090F1", Hash(Losses(new CrossEntropyKernel())));

    private static int[] Counts => [1, 2, 3, 4, 5, 7, 8, 10, 15, 16, 17, 33];

    /// <summary>The loss of each width (its double in two floats) and all gradients.</summary>
    private static float[] Losses<TLoss>(TLoss loss)
        where TLoss : struct, ILossKernel
    {
        const int Rows = 5;
        var results = new List<float>();
        foreach (var count in Counts)
        {
            var stride = SoftmaxKernelTests.Stride(count);
            float[] outputs = Numbers(Rows * stride, count), targets = Numbers(Rows * count, count + 100), gradients = new float[Rows * stride];
            foreach (ref var target in targets.AsSpan())
                target = Math.Abs(target % 1f);
            var value = loss.ValueAndGradient(in outputs[0], in targets[0], ref gradients[0], Rows, count, stride, new LossTerms(0.3f));
            results.AddRange([(float)value, (float)(value - (float)value), .. gradients]);
        }

        return [.. results];
    }

    private static float[] Numbers(int length, long seed)
    {
        var random = new SeededRandom(seed);
        var numbers = new float[length];
        foreach (ref var number in numbers.AsSpan())
            number = random.NextSingle() * 16f - 8f;
        return numbers;
    }

    /// <summary>The function over 4,096 bit patterns of all magnitudes, which a stride of 2²⁰ and a bit picks.</summary>
    private static string Hash<TFunction>()
        where TFunction : struct, ILaneFunction
    {
        var results = new float[4096];
        FloatBitsAssert.Sweep(1_048_577, x => FloatBitsAssert.Map<TFunction, Lanes16>(x, results));
        return Hash(results);
    }

    private static string Hash(float[] values)
    {
        // Any NaN is one NaN.
        foreach (ref var value in values.AsSpan())
            value = float.IsNaN(value) ? float.NaN : value;
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())))[..16];
    }
}
