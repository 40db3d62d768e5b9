using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Applies activations to padded buffers: whole vectors, widest first. For emitted code.</summary>
/// <remarks>
/// Methods of their own: inlined into emitted code, their lane functions would spend the JIT's inlining budget, and what comes after it would be
/// calls. Two vectors go side by side, so that their dependency chains overlap.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationKernel
{
    private const int BlockLength = 32;

    /// <summary>values[i] = φ(values[i]).</summary>
    /// <param name="activation">φ.</param>
    /// <param name="values">The first of the floats.</param>
    /// <param name="length">How many there are, padding included: a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TActivation>(TActivation activation, ref float values, int length)
        where TActivation : struct, IElementFunction
    {
        if (length >= BlockLength)
            ApplyBlocks(activation, ref values, length & -BlockLength);
        if ((length & 16) != 0)
        {
            if (Vector512.IsHardwareAccelerated)
                ApplyOne<TActivation, Lanes16>(activation, ref values, (nuint)(length & -32));
            else if (Vector256.IsHardwareAccelerated)
                ApplyTwo<TActivation, Lanes8>(activation, ref values, (nuint)(length & -32));
            else
                ApplyEights(activation, ref Unsafe.Add(ref values, length & -32), 16);
        }

        if ((length & 8) != 0)
        {
            if (Vector256.IsHardwareAccelerated)
                ApplyOne<TActivation, Lanes8>(activation, ref values, (nuint)(length & -16));
            else
                ApplyEights(activation, ref Unsafe.Add(ref values, length & -16), 8);
        }

        if ((length & 4) != 0)
            ApplyFour(activation, ref values, (nuint)(length & -8));
    }

    /// <summary>gradients[i] *= φ′, which is taken from outputs[i] = φ(x).</summary>
    /// <param name="activation">φ.</param>
    /// <param name="outputs">The first output of the activation.</param>
    /// <param name="gradients">The first of the gradients at the outputs, which become gradients at the inputs. No overlap with the outputs.</param>
    /// <param name="length">How many there are, padding included: a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyByDerivative<TActivation>(
        TActivation activation, ref readonly float outputs, ref float gradients, int length)
        where TActivation : struct, IActivation
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            MultiplyFours(activation, in outputs, ref gradients, length);
            return;
        }

        if (length >= BlockLength)
            MultiplyBlocks(activation, in outputs, ref gradients, length & -BlockLength);
        if ((length & 16) != 0)
            MultiplySixteen(activation, in outputs, ref gradients, (nuint)(length & -32));
        if ((length & 8) != 0)
            MultiplyOne<TActivation, Lanes8>(activation, in outputs, ref gradients, (nuint)(length & -16));
        if ((length & 4) != 0)
            MultiplyFour(activation, in outputs, ref gradients, (nuint)(length & -8));
    }

    /// <summary>gradients[i] *= φ′(inputs[i]), for activations whose outputs do not tell their slope.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="inputs">The first input of the activation.</param>
    /// <param name="gradients">The first of the gradients at the outputs, which become gradients at the inputs. No overlap with the inputs.</param>
    /// <param name="length">How many there are, padding included: a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyByInputDerivative<TActivation>(
        TActivation activation, ref readonly float inputs, ref float gradients, int length)
        where TActivation : struct, IActivationFunction =>
        MultiplyByDerivative(new AtInputs<TActivation>(activation), in inputs, ref gradients, length);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyBlocks<TActivation>(TActivation activation, ref float values, int length)
        where TActivation : struct, IElementFunction
    {
        if (Vector512.IsHardwareAccelerated)
        {
            for (var i = 0; i < length; i += BlockLength)
                ApplyTwo<TActivation, Lanes16>(activation, ref values, (nuint)i);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (var i = 0; i < length; i += 16)
                ApplyTwo<TActivation, Lanes8>(activation, ref values, (nuint)i);
        }
        else
        {
            ApplyEights(activation, ref values, length);
        }
    }

    /// <summary>A multiple of eight, in vectors of four.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyEights<TActivation>(TActivation activation, ref float values, int length)
        where TActivation : struct, IElementFunction
    {
        for (var i = 0; i < length; i += 8)
            ApplyTwo<TActivation, Lanes4>(activation, ref values, (nuint)i);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlocks<TActivation>(TActivation activation, ref readonly float outputs, ref float gradients, int length)
        where TActivation : struct, IActivation
    {
        for (var i = 0; i < length; i += 16)
            MultiplySixteen(activation, in outputs, ref gradients, (nuint)i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyOne<TActivation, TLanes>(TActivation activation, ref float values, nuint index)
        where TActivation : struct, IElementFunction
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Store(activation.Value(TLanes.Load(ref values, index)), ref values, index);

    /// <summary>A method of its own: with those for sixteen and eight, a long activation would exceed what the JIT inlines into one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyFour<TActivation>(TActivation activation, ref float values, nuint index)
        where TActivation : struct, IElementFunction => ApplyOne<TActivation, Lanes4>(activation, ref values, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyTwo<TActivation, TLanes>(TActivation activation, ref float values, nuint index)
        where TActivation : struct, IElementFunction
        where TLanes : struct, ILanes<TLanes>
    {
        var second = index + (nuint)TLanes.Count;
        var y0 = activation.Value(TLanes.Load(ref values, index));
        var y1 = activation.Value(TLanes.Load(ref values, second));
        TLanes.Store(y0, ref values, index);
        TLanes.Store(y1, ref values, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplySixteen<TActivation>(TActivation activation, ref readonly float outputs, ref float gradients, nuint index)
        where TActivation : struct, IActivation
    {
        if (Vector512.IsHardwareAccelerated)
        {
            MultiplyOne<TActivation, Lanes16>(activation, in outputs, ref gradients, index);
        }
        else
        {
            MultiplyOne<TActivation, Lanes8>(activation, in outputs, ref gradients, index);
            MultiplyOne<TActivation, Lanes8>(activation, in outputs, ref gradients, index + 8);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyFours<TActivation>(TActivation activation, ref readonly float outputs, ref float gradients, int length)
        where TActivation : struct, IActivation
    {
        for (var i = 0; i < length; i += 4)
            MultiplyOne<TActivation, Lanes4>(activation, in outputs, ref gradients, (nuint)i);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyFour<TActivation>(TActivation activation, ref readonly float outputs, ref float gradients, nuint index)
        where TActivation : struct, IActivation => MultiplyOne<TActivation, Lanes4>(activation, in outputs, ref gradients, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyOne<TActivation, TLanes>(
        TActivation activation, ref readonly float outputs, ref float gradients, nuint index)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes>
    {
        var derivative = activation.DerivativeFromValue(TLanes.Load(in outputs, index));
        TLanes.Store(TLanes.Load(ref gradients, index) * derivative, ref gradients, index);
    }

    /// <summary>Reads what <see cref="MultiplyByDerivative"/> loads as inputs.</summary>
    private readonly struct AtInputs<TActivation>(TActivation activation) : IActivation
        where TActivation : struct, IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Value<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> =>
            activation.Value(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes DerivativeFromValue<TLanes>(TLanes y)
            where TLanes : struct, ILanes<TLanes> =>
            activation.Derivative(y);
    }
}
