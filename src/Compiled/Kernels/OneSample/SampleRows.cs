using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>
/// Several narrow rows of a matrix of gradients in one vector, so that what is stored is as wide as what the update loads: a load that spans several younger stores
/// waits until they have reached the cache. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleRows
{
    /// <summary>The gradients of four outputs, twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Twice(Vector128<float> gradients) => gradients.ToVector256Unsafe().WithUpper(gradients);

    /// <summary>The gradients of eight outputs, twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Twice(Vector256<float> gradients) => gradients.ToVector512Unsafe().WithUpper(gradients);

    /// <summary>The gradients of four outputs, four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FourTimes(Vector128<float> gradients) => Twice(Twice(gradients));

    /// <summary>Two inputs, each in four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TwoOfFour(ref float inputs) =>
        Vector128.Create(inputs).ToVector256Unsafe().WithUpper(Vector128.Create(Unsafe.Add(ref inputs, 1)));

    /// <summary>Two inputs, each in eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TwoOfEight(ref float inputs) =>
        Vector256.Create(inputs).ToVector512Unsafe().WithUpper(Vector256.Create(Unsafe.Add(ref inputs, 1)));

    /// <summary>Four inputs, each in four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FourOfFour(ref float inputs) =>
        TwoOfFour(ref inputs).ToVector512Unsafe().WithUpper(TwoOfFour(ref Unsafe.Add(ref inputs, 2)));

    /// <summary>
    /// Σ of the losses of single outputs, in the order in which the pass with samples in the lanes adds them: every other one by an accumulator of its own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumOfLosses(ref float losses, int count)
    {
        float sum = 0f, other = 0f;
        for (var output = 0; output < count; output++)
            (sum, other) = (other, sum + Unsafe.Add(ref losses, output));
        return sum + other;
    }
}
