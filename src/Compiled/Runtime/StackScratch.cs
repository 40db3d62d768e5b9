using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>
/// Gives the emitted forward pass a block of stack that is aligned and not zeroed. Emitted code is safe C#, which can neither skip the zeroing
/// (11 to 21 ns a kilobyte) nor align; so this trampoline owns the block and calls the emitted code back.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class StackScratch
{
    private const int Alignment = 64;

    /// <summary>One row on <see cref="IInferenceKernel.RowScratch"/> floats of stack.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PredictRow<TKernel>(ref readonly float parameters, ref readonly float input, ref float output)
        where TKernel : struct, IInferenceKernel
    {
        var block = stackalloc byte[TKernel.RowScratch * sizeof(float) + Alignment];
        TKernel.PredictRow(in parameters, in input, ref output, ref *Align(block));
    }

    /// <summary>A batch on <see cref="IInferenceKernel.BatchScratch"/> floats of stack.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PredictRows<TKernel>(ref readonly float parameters, ref readonly float inputs, ref float outputs, int rows)
        where TKernel : struct, IInferenceKernel
    {
        var block = stackalloc byte[TKernel.BatchScratch * sizeof(float) + Alignment];
        TKernel.PredictRows(in parameters, in inputs, ref outputs, rows, ref *Align(block));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Align(byte* block) => (float*)(((nuint)block + (Alignment - 1)) & ~(nuint)(Alignment - 1));
}
