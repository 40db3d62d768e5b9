using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <content>The way back: a dot product over the outputs for each input, four inputs at a time.</content>
public static partial class DerivativeKernel
{
    /// <summary>
    /// inputGradient[i] = Σₒ gradient[o] · weights[i, o]; its padding becomes 0. The values after the last output are cleared first: there an activation's
    /// derivative of 0 may be infinite or NaN. The weights there are 0 unless such a derivative came into them: what is read of them counts as 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TShape>(ref float weights, ref float gradient, ref float inputGradient)
        where TShape : struct, IDenseShape
    {
        ClearBehind<TShape>(ref gradient);
        for (nuint i = 0; i < TShape.Inputs; i += 4)
        {
            // Behind the last input it stands in for those that are missing, and what they give is dropped.
            var second = TShape.Inputs % 4 == 0 || i + 1 < TShape.Inputs ? i + 1 : i;
            var third = TShape.Inputs % 4 == 0 || i + 2 < TShape.Inputs ? i + 2 : i;
            var fourth = TShape.Inputs % 4 == 0 || i + 3 < TShape.Inputs ? i + 3 : i;
            var four = Four<TShape>(
                ref Unsafe.Add(ref weights, i * TShape.PanelWidth), ref Unsafe.Add(ref weights, second * TShape.PanelWidth),
                ref Unsafe.Add(ref weights, third * TShape.PanelWidth), ref Unsafe.Add(ref weights, fourth * TShape.PanelWidth), ref gradient);
            if (TShape.Inputs % 4 != 0 && i + 4 > TShape.Inputs)
                four &= First((int)(TShape.Inputs % 4), Vector128<int>.Indices).AsSingle();
            four.StoreUnsafe(ref inputGradient, i);
        }

        for (var i = (TShape.Inputs + 3) & ~(nuint)3; i < TShape.TransposedStride; i += 4)
            Vector128<float>.Zero.StoreUnsafe(ref inputGradient, i);
    }

    /// <summary>The gradients of four inputs, whose weights begin at four places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four<TShape>(ref float weights0, ref float weights1, ref float weights2, ref float weights3, ref float gradient)
        where TShape : struct, IDenseShape
    {
        if (TShape.OutputStride == 4)
        {
            var g = Vector128.LoadUnsafe(ref gradient);
            var (lane0, lane1, lane2, lane3) = Transposition.FourByFour(
                g * Weights<TShape, Lanes4>(ref weights0, 0).Value, g * Weights<TShape, Lanes4>(ref weights1, 0).Value,
                g * Weights<TShape, Lanes4>(ref weights2, 0).Value, g * Weights<TShape, Lanes4>(ref weights3, 0).Value);
            return (lane0 + lane2) + (lane1 + lane3);
        }

        if (TShape.OutputStride == 8 && Vector256.IsHardwareAccelerated)
        {
            var g = Vector256.LoadUnsafe(ref gradient);
            return SampleLanes.JoinEights(
                g * Weights<TShape, Lanes8>(ref weights0, 0).Value, g * Weights<TShape, Lanes8>(ref weights1, 0).Value,
                g * Weights<TShape, Lanes8>(ref weights2, 0).Value, g * Weights<TShape, Lanes8>(ref weights3, 0).Value);
        }

        if (TShape.OutputStride == 8)
            return FourOfVectors<TShape, Lanes4x2>(ref weights0, ref weights1, ref weights2, ref weights3, ref gradient);
        return Vector512.IsHardwareAccelerated
            ? FourOfVectors<TShape, Lanes16>(ref weights0, ref weights1, ref weights2, ref weights3, ref gradient)
            : Vector256.IsHardwareAccelerated ? FourOfVectors<TShape, Lanes8x2>(ref weights0, ref weights1, ref weights2, ref weights3, ref gradient)
            : FourOfVectors<TShape, Lanes4x4>(ref weights0, ref weights1, ref weights2, ref weights3, ref gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourOfVectors<TShape, TLanes>(
        ref float weights0, ref float weights1, ref float weights2, ref float weights3, ref float gradient)
        where TShape : struct, IDenseShape
        where TLanes : struct, ILanes<TLanes>
    {
        var first = TLanes.Load(ref gradient, 0);
        var sum0 = first * Weights<TShape, TLanes>(ref weights0, 0);
        var sum1 = first * Weights<TShape, TLanes>(ref weights1, 0);
        var sum2 = first * Weights<TShape, TLanes>(ref weights2, 0);
        var sum3 = first * Weights<TShape, TLanes>(ref weights3, 0);
        var whole = TShape.Outputs & ~(nuint)15;
        for (nuint column = 16; column < whole; column += 16)
        {
            var g = TLanes.Load(ref gradient, column);
            var at = PanelOffset.Of(column, TShape.PanelWidth, TShape.PanelRows);
            sum0 = TLanes.FusedMultiplyAdd(g, TLanes.Load(ref weights0, at), sum0);
            sum1 = TLanes.FusedMultiplyAdd(g, TLanes.Load(ref weights1, at), sum1);
            sum2 = TLanes.FusedMultiplyAdd(g, TLanes.Load(ref weights2, at), sum2);
            sum3 = TLanes.FusedMultiplyAdd(g, TLanes.Load(ref weights3, at), sum3);
        }

        if (TShape.Outputs > 16 && TShape.Outputs % 16 != 0)
        {
            var g = TLanes.Load(ref gradient, whole);
            sum0 = TLanes.FusedMultiplyAdd(g, Weights<TShape, TLanes>(ref weights0, whole), sum0);
            sum1 = TLanes.FusedMultiplyAdd(g, Weights<TShape, TLanes>(ref weights1, whole), sum1);
            sum2 = TLanes.FusedMultiplyAdd(g, Weights<TShape, TLanes>(ref weights2, whole), sum2);
            sum3 = TLanes.FusedMultiplyAdd(g, Weights<TShape, TLanes>(ref weights3, whole), sum3);
        }

        return SampleLanes.JoinLanes(sum0, sum1, sum2, sum3);
    }

    /// <summary>A vector of one input's weights from a constant column on, of which those after the last output count as 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Weights<TShape, TLanes>(ref float weights, nuint column)
        where TShape : struct, IDenseShape
        where TLanes : struct, ILanes<TLanes>
    {
        var loaded = TLanes.Load(ref weights, PanelOffset.Of(column, TShape.PanelWidth, TShape.PanelRows));
        return column + (nuint)(uint)TLanes.Count <= TShape.Outputs ? loaded : RowTail.SelectFirst((int)(TShape.Outputs - column), loaded, TLanes.Create(0f));
    }

    /// <summary>In whole vectors, as the gradient is read next: a narrow store before a wide load costs a stall.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearBehind<TShape>(ref float gradient)
        where TShape : struct, IDenseShape
    {
        if (TShape.Outputs == TShape.OutputStride)
            return;
        if (TShape.OutputStride == 4)
            ClearBehind<TShape, Lanes4>(ref gradient);
        else if (TShape.OutputStride == 8 && Vector256.IsHardwareAccelerated)
            ClearBehind<TShape, Lanes8>(ref gradient);
        else if (TShape.OutputStride == 8)
            ClearBehind<TShape, Lanes4x2>(ref gradient);
        else if (Vector512.IsHardwareAccelerated)
            ClearBehind<TShape, Lanes16>(ref gradient);
        else if (Vector256.IsHardwareAccelerated)
            ClearBehind<TShape, Lanes8x2>(ref gradient);
        else
            ClearBehind<TShape, Lanes4x4>(ref gradient);
    }

    /// <remarks>With tiles of 16 alone, even one output has a row of 16.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearBehind<TShape, TLanes>(ref float gradient)
        where TShape : struct, IDenseShape
        where TLanes : struct, ILanes<TLanes>
    {
        var last = TShape.Outputs / (nuint)TLanes.Count * (nuint)TLanes.Count;
        TLanes.Store(RowTail.SelectFirst((int)(TShape.Outputs - last), TLanes.Load(ref gradient, last), TLanes.Create(0f)), ref gradient, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> First(int count, Vector128<int> indices) => Vector128.LessThan(indices, Vector128.Create(count));
}
