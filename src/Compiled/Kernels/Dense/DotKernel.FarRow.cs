using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <content>
/// Four outputs of one row whose weights come from the second-level cache: one output after the other, so that lines are read in order. A Zen 5 reads them at 200 GB/s, and four rows in turn at
/// 136; one prediction of 64-128-128-10 takes 0.96 of the time. Where weights lie in the first-level cache, rows in turn are faster, and with vectors of 256 bits it makes no difference. The sums
/// are the same.
/// </content>
public static partial class DotKernel
{
    /// <summary>Floats of a network's parameters that a first-level cache of 48 KB holds.</summary>
    private const int MostNearParameters = 12 * 1024;

    /// <summary>Inputs of a whole turn of the loop over them.</summary>
    private const int FarInputs = 64;

    /// <summary>Whether one row of a block reads its weights from beyond the first-level cache, in runs that are long enough: a constant to the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFar<TShape>()
        where TShape : struct, IDenseShape => TShape.ParameterLength > MostNearParameters && TShape.Inputs >= FarInputs;

    /// <summary>Four outputs of one row, from vectors of sixteen inputs: sixteen sums an output, joined by halving.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FarRow512x4<TShape>(ref float input, ref float weights, ref float biases, ref float output, nuint o)
        where TShape : struct, IDenseShape
    {
        var inputs = TShape.Inputs;
        var whole = (TShape.HasPaddedInputs ? inputs + 15 : inputs) & ~(nuint)15;
        var rest = Vector512<float>.Zero;
        if (inputs > whole)
            InputRest.Load(ref Unsafe.Add(ref input, whole), (int)(inputs - whole), out rest);
        var (sum0, sum1, sum2, sum3) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var k = 0; k < 4; k++)
        {
            var sum = Vector512<float>.Zero;
            nuint i = 0;
            for (; i + FarInputs <= whole; i += FarInputs)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref input, i), Vector512.LoadUnsafe(ref weights, i), sum);
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref input, i + 16), Vector512.LoadUnsafe(ref weights, i + 16), sum);
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref input, i + 32), Vector512.LoadUnsafe(ref weights, i + 32), sum);
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref input, i + 48), Vector512.LoadUnsafe(ref weights, i + 48), sum);
            }

            for (; i < whole; i += 16)
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref input, i), Vector512.LoadUnsafe(ref weights, i), sum);
            if (inputs > whole)
                sum = Vector512.FusedMultiplyAdd(rest, Vector512.LoadUnsafe(ref weights, whole), sum);
            (sum0, sum1, sum2, sum3) = (sum1, sum2, sum3, sum);
            weights = ref Unsafe.Add(ref weights, (inputs + 15) & ~(nuint)15);
        }

        var bias = TShape.HasBias ? Vector128.LoadUnsafe(ref biases, o) : Vector128<float>.Zero;
        TShape.Activate(SampleLanes.Join(sum0, sum1, sum2, sum3) + bias).StoreUnsafe(ref output, o);
    }
}
