using System.Runtime.CompilerServices;

namespace Compiled.Benchmarks.Cells;

/// <summary>
/// The measured calls, which the compiler cannot see through: a method that is not inlined, or the call itself where it is indirect already. Either
/// way a prediction is one call away from the loop.
/// </summary>
internal static class CellCalls
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Predict<TCell>(TCell cell, ReadOnlySpan<float> input, Span<float> output)
        where TCell : struct, ICell
    {
        if (TCell.IsIndirect)
            cell.Predict(input, output);
        else
            PredictOpaque(cell, input, output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PredictBatch<TCell>(TCell cell, ReadOnlySpan<float> inputs, Span<float> outputs)
        where TCell : struct, ICell
    {
        if (TCell.IsIndirect)
            cell.PredictBatch(inputs, outputs);
        else
            PredictBatchOpaque(cell, inputs, outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step<TCell>(TCell cell, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TCell : struct, ICell
    {
        if (TCell.IsIndirect)
            cell.Step(inputs, targets);
        else
            StepOpaque(cell, inputs, targets);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PredictOpaque<TCell>(TCell cell, ReadOnlySpan<float> input, Span<float> output)
        where TCell : struct, ICell => cell.Predict(input, output);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PredictBatchOpaque<TCell>(TCell cell, ReadOnlySpan<float> inputs, Span<float> outputs)
        where TCell : struct, ICell => cell.PredictBatch(inputs, outputs);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StepOpaque<TCell>(TCell cell, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TCell : struct, ICell => cell.Step(inputs, targets);
}
