using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Tests.Numerics;

/// <summary>The multiply-add of processors that have no instruction for it against the instruction, or the C library's where this machine has none.</summary>
public sealed class FusedTests
{
    private const int FloatMantissaBits = 23, LargestExponent = 255;

    private static readonly float Largest = float.MaxValue, SmallestNormal = MathF.ScaleB(1, -126);

    /// <summary>Magnitudes among which every rule of rounding has a case.</summary>
    private static readonly float[] Edges =
    [
        .. FloatBitsAssert.Specials,
        MathF.BitDecrement(1), MathF.BitIncrement(1), MathF.BitIncrement(-1), MathF.ScaleB(1, -12), MathF.ScaleB(1, -24), MathF.ScaleB(-1, -25), MathF.ScaleB(1, -75), MathF.ScaleB(1, -74),
        MathF.BitIncrement(MathF.ScaleB(1, -75)), MathF.ScaleB(1, 64), MathF.ScaleB(1, 63), MathF.BitDecrement(MathF.ScaleB(1, 64)), MathF.ScaleB(1, 103), MathF.ScaleB(-1, 104), MathF.ScaleB(1, 127),
        MathF.BitDecrement(SmallestNormal), MathF.BitIncrement(-SmallestNormal), 3 * float.Epsilon, -128 * float.Epsilon,
    ];

    /// <summary>left, right, addend, what the instruction gives.</summary>
    public static TheoryData<float, float, float, float> Named => new()
    {
        // Halfway between two floats: to the even one; and a hair beyond, which a double does not see.
        { MathF.BitIncrement(1), 1, MathF.ScaleB(1, -24), 1 + MathF.ScaleB(1, -22) },
        { 1, MathF.ScaleB(1, -24), 1, 1 },
        { 1 + MathF.ScaleB(1, -23), MathF.ScaleB(1, -24), 1, 1 + MathF.ScaleB(1, -23) },
        { 1 - MathF.ScaleB(1, -24), MathF.ScaleB(1, -24), 1, 1 },
        { 5, 5 * MathF.ScaleB(1, -60), 8_388_608.5f, 8_388_608.5f },
        { MathF.ScaleB(1, -40), MathF.ScaleB(1, -40), 16_777_216, 16_777_216 },
        // 277 · 30269 and 5 · 1013 · 1657 make 2⁴⁶ + 1: a hair beyond halfway, first beside 2²⁵, then among denormals, where the tie has another place.
        { 8_384_513 * MathF.ScaleB(1, -23), 8_392_705 * MathF.ScaleB(1, -23), 33_554_432, 33_554_432 },
        { 8_384_513 * MathF.ScaleB(1, -22), 8_392_705 * MathF.ScaleB(1, -23), 33_554_432, 33_554_436 },
        { 8_384_513 * MathF.ScaleB(1, -98), 8_392_705 * MathF.ScaleB(1, -98), 128 * float.Epsilon, 129 * float.Epsilon },
        { -8_384_513 * MathF.ScaleB(1, -98), 8_392_705 * MathF.ScaleB(1, -98), -128 * float.Epsilon, -129 * float.Epsilon },
        { -8_384_513 * MathF.ScaleB(1, -98), 8_392_705 * MathF.ScaleB(1, -98), 128 * float.Epsilon, 127 * float.Epsilon },
        // Denormals: halfway to the smallest, below it, and a normal number that the sum makes denormal.
        { MathF.ScaleB(1, -75), MathF.ScaleB(1, -75), 0, 0 },
        { MathF.ScaleB(1, -75), MathF.ScaleB(-1, -75), 0, -0f },
        { MathF.BitIncrement(MathF.ScaleB(1, -75)), MathF.ScaleB(1, -75), 0, float.Epsilon },
        { 1, -float.Epsilon, SmallestNormal, MathF.BitDecrement(SmallestNormal) },
        { float.Epsilon, float.Epsilon, -float.Epsilon, -float.Epsilon },
        // Overflow begins halfway between the largest float and the next power of two, and the tie is over already.
        { MathF.ScaleB(1, 52), MathF.ScaleB(1, 51), Largest, float.PositiveInfinity },
        { MathF.BitDecrement(MathF.ScaleB(1, 52)), MathF.ScaleB(1, 51), Largest, Largest },
        { MathF.ScaleB(-1, 52), MathF.ScaleB(1, 51), -Largest, float.NegativeInfinity },
        { Largest, Largest, -Largest, float.PositiveInfinity },
        { Largest, 2, -Largest, Largest },
        // Infinities, and what has no value.
        { 1, 1, float.PositiveInfinity, float.PositiveInfinity },
        { Largest, Largest, float.NegativeInfinity, float.NegativeInfinity },
        { float.PositiveInfinity, -1, 1, float.NegativeInfinity },
        { float.PositiveInfinity, 1, float.NegativeInfinity, float.NaN },
        { float.PositiveInfinity, 0, 1, float.NaN },
        { float.NaN, 0, 1, float.NaN },
        { 0, 1, float.NaN, float.NaN },
        // Zeros: the sign of an exact zero sum, and of zeros alone.
        { 3, 7, -21, 0 },
        { -3, 7, 21, 0 },
        { -0f, 1, -0f, -0f },
        { -0f, 1, 0, 0 },
        { 0, -1, -0f, -0f },
        // Cancellation leaves the product's lost half.
        { 1 + MathF.ScaleB(1, -23), 1 + MathF.ScaleB(1, -23), -(1 + MathF.ScaleB(1, -22)), MathF.ScaleB(1, -46) },
        { 16_777_215, 16_777_215, -281_474_943_156_224, 33_554_431 - 33_554_430 },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public void What_is_known_comes_out(float left, float right, float addend, float expected)
    {
        FloatBitsAssert.Equal(expected, MathF.FusedMultiplyAdd(left, right, addend), "the reference");
        Check(Vector128.Create(left), Vector128.Create(right), Vector128.Create(addend), Vector128.Create(expected));
    }

    [Fact]
    public void All_triples_of_edges_are_as_the_instruction_has_them()
    {
        foreach (var left in Edges)
            foreach (var right in Edges)
                for (var i = 0; i + 4 <= Edges.Length; i++)
                    Check(Vector128.Create(left), Vector128.Create(right), Vector128.LoadUnsafe(ref Edges[i]));
    }

    /// <summary>Sixteen million triples: bits at random, sums that nearly cancel, sums that lie just beside the middle of two floats, and denormal ones.</summary>
    [Fact]
    public void Millions_of_triples_are_as_the_instruction_has_them()
    {
        var random = new Random(20_130_604);
        for (var n = 0; n < 1_000_000; n++)
        {
            var (left, right) = (Bits(random, 0, LargestExponent), Bits(random, 0, LargestExponent));
            Check(left, right, Bits(random, 0, LargestExponent));

            // Exponents that meet.
            (left, right) = (Bits(random, 100, 150), Bits(random, 100, 150));
            var product = left * right;
            Check(left, right, -product * Vector128.Create(1f, 0.5f, 2f, 1.0000001f));

            // A product of few bits far below the addend, at the place of its half last bit.
            var half = Vector128.Create(MathF.ScaleB(1, -24 - random.Next(30)));
            Check(Few(random), Few(random) * half, Bits(random, 126, 128));

            // The same among denormals, and whole products there.
            var small = Vector128.Create(MathF.ScaleB(1, -75 - random.Next(4)));
            Check(Bits(random, 126, 128) * small, Few(random) * small, Vector128.Create(random.Next(1 << FloatMantissaBits) * float.Epsilon));
        }
    }

    private static Vector128<float> Bits(Random random, int firstExponent, int endExponent) => Vector128.Create(
        One(random, firstExponent, endExponent), One(random, firstExponent, endExponent), One(random, firstExponent, endExponent), One(random, firstExponent, endExponent));

    private static float One(Random random, int firstExponent, int endExponent) => BitConverter.Int32BitsToSingle(
        (random.Next(2) << 31) | (random.Next(firstExponent, endExponent + 1) << FloatMantissaBits) | random.Next(1 << FloatMantissaBits));

    /// <summary>A power of two and perhaps the last bit of its mantissa.</summary>
    private static Vector128<float> Few(Random random) =>
        Vector128.Create(random.Next(2), random.Next(2), -1f, 1f) * Vector128.Create(MathF.ScaleB(1, -FloatMantissaBits)) + Vector128<float>.One;

    private static void Check(Vector128<float> left, Vector128<float> right, Vector128<float> addend) => Check(left, right, addend, Vector128.Create(
        MathF.FusedMultiplyAdd(left[0], right[0], addend[0]), MathF.FusedMultiplyAdd(left[1], right[1], addend[1]),
        MathF.FusedMultiplyAdd(left[2], right[2], addend[2]), MathF.FusedMultiplyAdd(left[3], right[3], addend[3])));

    private static void Check(Vector128<float> left, Vector128<float> right, Vector128<float> addend, Vector128<float> expected)
    {
        Same(FusedEmulation.MultiplyAdd(left, right, addend), "vectors");
        Same(FusedEmulation.Rounded(left, right, addend), "odd sums");
        Same(FusedEmulation.ByLanes(left, right, addend), "floats");
        Same(Runtime.Fused.MultiplyAdd(left, right, addend), "what this machine uses");

        void Same(Vector128<float> actual, string what)
        {
            // Any NaN equals any other.
            var isSame = Vector128.Equals(expected.AsInt32(), actual.AsInt32()) | (~Vector128.Equals(expected, expected) & ~Vector128.Equals(actual, actual)).AsInt32();
            for (var lane = 0; isSame != Vector128<int>.AllBitsSet && lane < 4; lane++)
                FloatBitsAssert.Equal(expected[lane], actual[lane], $"{left[lane]:R} · {right[lane]:R} + {addend[lane]:R} by {what}");
        }
    }
}
