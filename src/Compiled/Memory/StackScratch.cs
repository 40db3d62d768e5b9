using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>
/// Gives the emitted forward pass a block of stack that is aligned and not zeroed. Emitted code is safe C#, which can neither skip the zeroing
/// (11 to 21 ns a kilobyte) nor align; so this trampoline owns the block and calls the emitted code back.
/// </summary>
/// <remarks>Never inlined: in a large caller the lane functions of the emitted code would exceed the JIT's inlining budget and become calls.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class StackScratch
{
    internal const int Alignment = 64;

    /// <summary>One row on <see cref="IInferenceKernel.RowScratch"/> floats of stack.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PredictRow<TKernel>(ref float parameters, ref float input, ref float output)
        where TKernel : struct, IInferenceKernel
    {
        var block = stackalloc byte[TKernel.RowScratch * sizeof(float) + Alignment];
        TKernel.PredictRow(ref parameters, ref input, ref output, ref *Align(block));
    }

    /// <summary>
    /// One row on the floats of a block of fixed size: unlike a block whose size is computed, it needs no guard value that is checked on return, and below the size of a
    /// page no probe either (about 4 ns).
    /// </summary>
    /// <typeparam name="TKernel">The forward pass.</typeparam>
    /// <typeparam name="TBlock">The smallest <see cref="IStackBlock"/> that holds the kernel's <see cref="IInferenceKernel.RowScratch"/>.</typeparam>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PredictRow<TKernel, TBlock>(ref float parameters, ref float input, ref float output)
        where TKernel : struct, IInferenceKernel
        where TBlock : unmanaged, IStackBlock
    {
        TBlock block;
        TKernel.PredictRow(ref parameters, ref input, ref output, ref *Align((byte*)&block));
    }

    /// <summary>The index of one row's largest output; the lowest of equals, and 0 when all are NaN.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int Classify<TKernel>(ref float parameters, ref float input, int outputSize)
        where TKernel : struct, IInferenceKernel
    {
        var block = stackalloc byte[(TKernel.RowScratch + outputSize) * sizeof(float) + Alignment];
        return CallerScratch.Classify<TKernel>(ref parameters, ref input, outputSize, ref *Align(block));
    }

    /// <summary>The same on the smallest block of fixed size that holds the row's scratch and its outputs.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static int Classify<TKernel, TBlock>(ref float parameters, ref float input, int outputSize)
        where TKernel : struct, IInferenceKernel
        where TBlock : unmanaged, IStackBlock
    {
        TBlock block;
        return CallerScratch.Classify<TKernel>(ref parameters, ref input, outputSize, ref *Align((byte*)&block));
    }

    /// <summary>The same, and whether all outputs are numbers.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static bool TryClassify<TKernel>(ref float parameters, ref float input, int outputSize, out int label)
        where TKernel : struct, IInferenceKernel
    {
        var block = stackalloc byte[(TKernel.RowScratch + outputSize) * sizeof(float) + Alignment];
        return CallerScratch.TryClassify<TKernel>(ref parameters, ref input, outputSize, ref *Align(block), out label);
    }

    /// <summary>The same on a block of fixed size.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static bool TryClassify<TKernel, TBlock>(ref float parameters, ref float input, int outputSize, out int label)
        where TKernel : struct, IInferenceKernel
        where TBlock : unmanaged, IStackBlock
    {
        TBlock block;
        return CallerScratch.TryClassify<TKernel>(ref parameters, ref input, outputSize, ref *Align((byte*)&block), out label);
    }

    /// <summary>A batch on <see cref="IInferenceKernel.BatchScratch"/> floats of stack.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PredictRows<TKernel>(ref float parameters, ref float inputs, ref float outputs, int rows)
        where TKernel : struct, IInferenceKernel
    {
        var block = stackalloc byte[TKernel.BatchScratch * sizeof(float) + Alignment];
        TKernel.PredictRows(ref parameters, ref inputs, ref outputs, rows, ref *Align(block));
    }

    /// <summary>The same on a block of fixed size.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void PredictRows<TKernel, TBlock>(ref float parameters, ref float inputs, ref float outputs, int rows)
        where TKernel : struct, IInferenceKernel
        where TBlock : unmanaged, IStackBlock
    {
        TBlock block;
        TKernel.PredictRows(ref parameters, ref inputs, ref outputs, rows, ref *Align((byte*)&block));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float* Align(byte* block) => (float*)(((nuint)block + (Alignment - 1)) & ~(nuint)(Alignment - 1));
}
