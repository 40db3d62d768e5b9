using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>What the emitted code does on scratch that is already there: the caller's, or the stack block of <see cref="StackScratch"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CallerScratch
{
    /// <summary>
    /// The index of one row's largest output; the lowest of equals, and 0 when all are NaN. The outputs lie behind the row's own scratch:
    /// <see cref="IInferenceKernel.RowScratch"/> and <paramref name="outputSize"/> floats in all.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Classify<TKernel>(ref float parameters, ref float input, int outputSize, ref float scratch)
        where TKernel : struct, IInferenceKernel
    {
        ref var output = ref Unsafe.Add(ref scratch, TKernel.RowScratch);
        TKernel.PredictRow(ref parameters, ref input, ref output, ref scratch);
        var best = 0;
        for (var index = 1; index < outputSize; index++)
        {
            if (Unsafe.Add(ref output, index) > Unsafe.Add(ref output, best))
                best = index;
        }

        return best;
    }

    /// <summary>The same, and whether all outputs are numbers: of NaN there is no largest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryClassify<TKernel>(ref float parameters, ref float input, int outputSize, ref float scratch, out int label)
        where TKernel : struct, IInferenceKernel
    {
        ref var output = ref Unsafe.Add(ref scratch, TKernel.RowScratch);
        TKernel.PredictRow(ref parameters, ref input, ref output, ref scratch);
        var best = 0;
        var areNumbers = !float.IsNaN(output);
        for (var index = 1; index < outputSize; index++)
        {
            var value = Unsafe.Add(ref output, index);
            areNumbers &= !float.IsNaN(value);
            if (value > Unsafe.Add(ref output, best))
                best = index;
        }

        label = best;
        return areNumbers;
    }
}
