using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>The work of <see cref="RowUpdate{TOptimizer}"/>, compiled once per rule whatever the blocks.</summary>
/// <remarks>
/// A piece is updated and then transposed, in two loops. One loop that turned four inputs of a vector of outputs as soon as their weights were known was slower: when steps of one sample
/// still wrote the copy, one of 64-128-128-10 with Adam took 1.12 times as long on a Zen 4 with AVX-512, whether outputs or inputs came first, and 1.11 times with AVX2. Its stores were 16
/// bytes wide; these are 32.
/// </remarks>
internal static class RowUpdateKernel
{
    /// <summary>All weights of a block after a batch of one row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void OneRow<TOptimizer>(in RowUpdate<TOptimizer> update, int block, ref float input, ref float gradient)
        where TOptimizer : struct, IOptimizer
    {
        var place = update.Blocks[block];
        var stride = (update.Length + 15) & ~15;
        foreach (ref readonly var piece in place.Pieces.AsSpan())
        {
            OuterKernel.Update(
                in update.Optimizer, ref Unsafe.Add(ref update.Parameters, piece.Begin), ref Unsafe.Add(ref update.State, piece.Begin), stride,
                new OuterGradient(in Unsafe.Add(ref input, piece.Input), in Unsafe.Add(ref gradient, piece.Output), piece.Inputs, place.PanelWidth, place.PanelWidth, in Unsafe.NullRef<float>()));
            if (update.KeepsCopies)
                Transpose(in update, place, piece.Begin, piece.Output, piece.Input, piece.Inputs);
        }
    }

    /// <summary>
    /// All weights of a block after a batch of one row, and its biases in the same loop where no copy is kept and rows are whole vectors: pieces would only be ends at which a root and a
    /// quotient are waited for.
    /// </summary>
    /// <returns>Whether the biases, too, are updated.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static bool BlockOfOneRow<TOptimizer>(in RowUpdate<TOptimizer> update, int block, ref float input, ref float gradient)
        where TOptimizer : struct, IOptimizer
    {
        var place = update.Blocks[block];
        // Narrow rows have a gap behind their weights, and padding behind their biases.
        if (update.KeepsCopies || place.Stride % 16 != 0)
        {
            OneRow(in update, block, ref input, ref gradient);
            return false;
        }

        var one = 1f;
        OuterKernel.Update(
            in update.Optimizer, ref Unsafe.Add(ref update.Parameters, place.WeightsOffset), ref Unsafe.Add(ref update.State, place.WeightsOffset), (update.Length + 15) & ~15,
            new OuterGradient(in input, in gradient, place.PanelRows, place.PanelWidth, place.Stride, in place.BiasesOffset < 0 ? ref Unsafe.NullRef<float>() : ref one));
        return true;
    }

    /// <summary>Some inputs of one panel, whose gradients lie one after the other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Piece<TOptimizer>(in RowUpdate<TOptimizer> update, int block, int output, int input, int inputs, ref float gradients)
        where TOptimizer : struct, IOptimizer
    {
        var place = update.Blocks[block];
        var begin = place.WeightsOffset + (int)PanelOffset.Of((nuint)(uint)output, (nuint)(uint)place.PanelWidth, (nuint)(uint)place.PanelRows) + input * place.PanelWidth;
        OptimizerKernel.Update(
            in update.Optimizer, ref Unsafe.Add(ref update.Parameters, begin), ref gradients, in Unsafe.NullRef<float>(), ref Unsafe.Add(ref update.State, begin),
            update.Length, 0, inputs * place.PanelWidth);
        Transpose(in update, place, begin, output, input, inputs);
    }

    /// <summary>Parameters whose gradients lie as they do.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Range<TOptimizer>(in RowUpdate<TOptimizer> update, int begin, int end)
        where TOptimizer : struct, IOptimizer => OptimizerKernel.Update(
        in update.Optimizer, ref update.Parameters, ref update.GradientMemory, in Unsafe.NullRef<float>(), ref update.State, update.Length, begin, end);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose<TOptimizer>(in RowUpdate<TOptimizer> update, RowBlock place, int begin, int output, int input, int inputs)
        where TOptimizer : struct, IOptimizer
    {
        if (place.TransposedOffset < 0)
            return;
        TransposeKernel.Transpose(
            ref Unsafe.Add(ref update.Parameters, begin), ref Unsafe.Add(ref update.Transposed, place.TransposedOffset), place.Outputs, place.PanelWidth, output, input, inputs,
            place.TransposedPanelWidth);
    }
}
