using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>What training alone does to rows: dropout and noise. For emitted code.</summary>
/// <remarks>
/// Every number is a function of seed, step, block, row and column (<see cref="StepNoise"/>), computed where it is needed: with several vectors in flight it
/// costs less than reading a stored mask from the second-level cache would.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NoiseKernel
{
    /// <summary>
    /// destination = source · m with m = 0 for limit of 2³² numbers and <paramref name="factor"/> for the others. The gradient goes back through the same
    /// mask: it is this with the gradient at the outputs as the source.
    /// </summary>
    /// <param name="noise">The random numbers of the first row and those after it.</param>
    /// <param name="block">The block's number.</param>
    /// <param name="source">The first row. NaN stays NaN and infinities that are dropped become NaN, as in PyTorch.</param>
    /// <param name="destination">The first row of the result; may be the source.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="stride">Floats from row to row, which are all computed.</param>
    /// <param name="limit">The rate · 2³².</param>
    /// <param name="factor">1 / (1 − rate).</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Drop(StepNoise noise, int block, ref float source, ref float destination, int rows, int stride, uint limit, float factor) =>
        Apply(new Dropped(limit, factor), noise, block, ref source, ref destination, rows, stride);

    /// <summary>destination = source + deviation · z, z from the standard normal distribution. The gradient is not changed by it.</summary>
    /// <param name="noise">The random numbers of the first row and those after it.</param>
    /// <param name="block">The block's number.</param>
    /// <param name="source">The first row. NaN stays NaN.</param>
    /// <param name="destination">The first row of the result; may be the source.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="stride">Floats from row to row, which are all computed.</param>
    /// <param name="deviation">The standard deviation.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddNormal(StepNoise noise, int block, ref float source, ref float destination, int rows, int stride, float deviation) =>
        Apply(new Disturbed(deviation), noise, block, ref source, ref destination, rows, stride);

    private interface IRule
    {
        TLanes Value<TLanes>(TLanes x, TLanes bits)
            where TLanes : struct, IRandomLanes<TLanes>;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TRule>(TRule rule, StepNoise noise, int block, ref float source, ref float destination, int rows, int stride)
        where TRule : struct, IRule
    {
        var key = noise.KeyOf(block);
        var column = 0;
        if (Vector512.IsHardwareAccelerated)
            column = ApplyColumns<TRule, Lanes16>(rule, noise, key, ref source, ref destination, rows, stride, column);
        if (Vector256.IsHardwareAccelerated)
            column = ApplyColumns<TRule, Lanes8>(rule, noise, key, ref source, ref destination, rows, stride, column);
        column = ApplyColumns<TRule, Lanes4>(rule, noise, key, ref source, ref destination, rows, stride, column);
        // The user's inputs may have any width, and nothing behind them may be written.
        _ = ApplyColumns<TRule, Lanes1>(rule, noise, key, ref source, ref destination, rows, stride, column);
    }

    /// <summary>Whole vectors of the columns from <paramref name="first"/> on, in all rows; returns the first column that is left.</summary>
    /// <remarks>A method of its own for each width: the lane functions of four would exceed what the JIT inlines into one.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int ApplyColumns<TRule, TLanes>(
        TRule rule, StepNoise noise, ulong block, ref float source, ref float destination, int rows, int stride, int first)
        where TRule : struct, IRule
        where TLanes : struct, IRandomLanes<TLanes>
    {
        var end = stride - (stride - first) % TLanes.Count;
        if (first == end)
            return end;
        for (var row = 0; row < rows; row++)
        {
            var key = noise.KeyOf(block, row);
            for (var column = first; column < end; column += TLanes.Count)
            {
                var x = TLanes.Load(ref source, (nuint)column);
                TLanes.Store(rule.Value(x, TLanes.Draw(key, (uint)column)), ref destination, (nuint)column);
            }

            source = ref Unsafe.Add(ref source, stride);
            destination = ref Unsafe.Add(ref destination, stride);
        }

        return end;
    }

    private readonly struct Dropped(uint limit, float factor) : IRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Value<TLanes>(TLanes x, TLanes bits)
            where TLanes : struct, IRandomLanes<TLanes> =>
            x * TLanes.SelectBelow(bits, limit, TLanes.Create(0f), TLanes.Create(factor));
    }

    private readonly struct Disturbed(float deviation) : IRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Value<TLanes>(TLanes x, TLanes bits)
            where TLanes : struct, IRandomLanes<TLanes> =>
            TLanes.FusedMultiplyAdd(TLanes.CopySign(LaneMath.NormalDeviate(TLanes.Half(bits)), bits), TLanes.Create(deviation), x);
    }
}
