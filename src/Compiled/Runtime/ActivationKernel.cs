using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>Applies activations to padded buffers: whole vectors, widest first. For emitted code.</summary>
/// <remarks>
/// Everything is inlined, so that a constant length leaves only the vectors it needs. Two vectors go side by side, which lets their dependency
/// chains overlap; the processor overlaps the rounds of the loop.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationKernel
{
    /// <summary>values[i] = φ(values[i]).</summary>
    /// <param name="activation">φ.</param>
    /// <param name="values">The first of the floats.</param>
    /// <param name="length">How many there are, padding included: a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TActivation>(TActivation activation, ref float values, int length)
        where TActivation : struct, IActivation
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - 32; i += 32)
                ApplyPair<TActivation, Lanes16>(activation, ref values, (nuint)i);
            if (i <= length - 16)
            {
                Apply<TActivation, Lanes16>(activation, ref values, (nuint)i);
                i += 16;
            }
        }

        for (; i <= length - 16; i += 16)
            ApplyPair<TActivation, Lanes8>(activation, ref values, (nuint)i);
        if (i <= length - 8)
        {
            Apply<TActivation, Lanes8>(activation, ref values, (nuint)i);
            i += 8;
        }

        if (i < length)
            Apply<TActivation, Lanes4>(activation, ref values, (nuint)i);
    }

    /// <summary>gradients[i] *= φ′, which is taken from outputs[i] = φ(x).</summary>
    /// <param name="activation">φ.</param>
    /// <param name="outputs">The first output of the activation.</param>
    /// <param name="gradients">The first of the gradients at the outputs, which become gradients at the inputs. No overlap with the outputs.</param>
    /// <param name="length">How many there are, padding included: a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyByDerivative<TActivation>(
        TActivation activation, ref readonly float outputs, ref float gradients, int length)
        where TActivation : struct, IActivation
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - 16; i += 16)
                Multiply<TActivation, Lanes16>(activation, in outputs, ref gradients, (nuint)i);
        }

        for (; i <= length - 8; i += 8)
            Multiply<TActivation, Lanes8>(activation, in outputs, ref gradients, (nuint)i);
        if (i < length)
            Multiply<TActivation, Lanes4>(activation, in outputs, ref gradients, (nuint)i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyPair<TActivation, TLanes>(TActivation activation, ref float values, nuint index)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes>
    {
        var second = index + (nuint)TLanes.Count;
        var y0 = activation.Value(TLanes.Load(ref values, index));
        var y1 = activation.Value(TLanes.Load(ref values, second));
        TLanes.Store(y0, ref values, index);
        TLanes.Store(y1, ref values, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TActivation, TLanes>(TActivation activation, ref float values, nuint index)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Store(activation.Value(TLanes.Load(ref values, index)), ref values, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<TActivation, TLanes>(TActivation activation, ref readonly float outputs, ref float gradients, nuint index)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes>
    {
        var derivative = activation.DerivativeFromValue(TLanes.Load(in outputs, index));
        TLanes.Store(TLanes.Load(ref gradients, index) * derivative, ref gradients, index);
    }
}
