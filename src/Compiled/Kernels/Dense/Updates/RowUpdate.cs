using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>
/// The update of a step whose batch is one chunk of one shard: every block is updated as soon as its gradients are known, piece by piece, while a piece lies in the
/// first-level cache. For emitted code.
/// </summary>
/// <remarks>Back-propagation reads the weights from before the update: a block's input gradients come first.</remarks>
/// <typeparam name="TOptimizer">The rule.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RowUpdate<TOptimizer>
    where TOptimizer : struct, IOptimizer
{
    internal RowUpdate(RowBlock[] blocks, ref readonly TOptimizer optimizer, ref float parameters, ref float gradients, ref float state, ref float transposed, int length)
    {
        Blocks = blocks;
        Optimizer = ref optimizer;
        Parameters = ref parameters;
        GradientMemory = ref gradients;
        State = ref state;
        Transposed = ref transposed;
        Length = length;
    }

    /// <summary>Where the blocks lie.</summary>
    internal readonly RowBlock[] Blocks;

    /// <summary>The rule, which has begun its step.</summary>
    internal readonly ref readonly TOptimizer Optimizer;

    /// <summary>The first parameter.</summary>
    internal readonly ref float Parameters;

    /// <summary>Gradients that are not used at once, and pieces of those that are.</summary>
    internal readonly ref float GradientMemory;

    /// <summary>The first float of the optimiser's memory.</summary>
    internal readonly ref float State;

    /// <summary>The first float of the transposed copies.</summary>
    internal readonly ref float Transposed;

    /// <summary>Floats of the parameter memory.</summary>
    internal readonly int Length;

    /// <summary>Whether an update after one row writes the transposed copies too. Those after more rows always do.</summary>
    internal bool KeepsCopies { get; init; }

    /// <summary>Where a block's gradients go that are not used at once: they lie as its parameters do.</summary>
    /// <param name="block">The block's place in the layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Gradients(int block) => ref Unsafe.Add(ref GradientMemory, Blocks[block].WeightsOffset);

    /// <summary>Updates the weights of a block after a batch of one row.</summary>
    /// <param name="block">The block's place in the layout.</param>
    /// <param name="input">The row that arrived.</param>
    /// <param name="gradient">The gradient at its outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OneRow(int block, ref float input, ref float gradient) => RowUpdateKernel.OneRow(in this, block, ref input, ref gradient);

    /// <summary>The same, and the biases where they can be part of it.</summary>
    /// <param name="block">The block's place in the layout.</param>
    /// <param name="input">The row that arrived.</param>
    /// <param name="gradient">The gradient at its outputs.</param>
    /// <returns>Whether the biases, too, are updated.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool BlockOfOneRow(int block, ref float input, ref float gradient) => RowUpdateKernel.BlockOfOneRow(in this, block, ref input, ref gradient);

    /// <summary>Updates some inputs of one panel of weights, and their transposed copy.</summary>
    /// <param name="block">The block's place in the layout.</param>
    /// <param name="output">The panel's first output.</param>
    /// <param name="input">The first input; a multiple of 4.</param>
    /// <param name="inputs">How many.</param>
    /// <param name="gradients">The gradients of these weights, one after the other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Piece(int block, nuint output, nuint input, nuint inputs, ref float gradients) =>
        RowUpdateKernel.Piece(in this, block, (int)output, (int)input, (int)inputs, ref gradients);

    /// <summary>Updates a block's biases, whose gradients lie where <see cref="Gradients"/> says.</summary>
    /// <param name="block">The block's place in the layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Biases(int block) => RowUpdateKernel.Range(in this, Blocks[block].BiasesOffset, Blocks[block].End);

    /// <summary>Updates all of a block without a transposed copy, whose gradients lie where <see cref="Gradients"/> says.</summary>
    /// <param name="block">The block's place in the layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whole(int block) => RowUpdateKernel.Range(in this, Blocks[block].WeightsOffset, Blocks[block].End);
}
