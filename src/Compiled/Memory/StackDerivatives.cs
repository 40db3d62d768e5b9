using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>Gives the emitted derivatives a block of stack, as <see cref="StackScratch"/> gives one to predictions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class StackDerivatives
{
    /// <summary>result = Jᵀ · outputGradient, on <see cref="IDerivativeKernel.Scratch"/> floats of stack.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TKernel>(ref float parameters, ref float input, ref float outputGradient, ref float result)
        where TKernel : struct, IDerivativeKernel
    {
        var block = stackalloc byte[TKernel.Scratch * sizeof(float) + StackScratch.Alignment];
        TKernel.InputGradient(ref parameters, ref input, ref outputGradient, ref result, ref *StackScratch.Align(block));
    }

    /// <summary>The same on a block of fixed size, the smallest that holds the kernel's scratch.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TKernel, TBlock>(ref float parameters, ref float input, ref float outputGradient, ref float result)
        where TKernel : struct, IDerivativeKernel
        where TBlock : unmanaged, IStackBlock
    {
        TBlock block;
        TKernel.InputGradient(ref parameters, ref input, ref outputGradient, ref result, ref *StackScratch.Align((byte*)&block));
    }

    /// <summary>result = J, [output][input], on <see cref="IDerivativeKernel.Scratch"/> floats of stack.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Jacobian<TKernel>(ref float parameters, ref float input, ref float result)
        where TKernel : struct, IDerivativeKernel
    {
        var block = stackalloc byte[TKernel.Scratch * sizeof(float) + StackScratch.Alignment];
        TKernel.Jacobian(ref parameters, ref input, ref result, ref *StackScratch.Align(block));
    }

    /// <summary>The same on a block of fixed size, the smallest that holds the kernel's scratch.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Jacobian<TKernel, TBlock>(ref float parameters, ref float input, ref float result)
        where TKernel : struct, IDerivativeKernel
        where TBlock : unmanaged, IStackBlock
    {
        TBlock block;
        TKernel.Jacobian(ref parameters, ref input, ref result, ref *StackScratch.Align((byte*)&block));
    }
}
