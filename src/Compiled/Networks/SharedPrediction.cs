using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>A batch of predictions on several threads: each takes some rows at a time, on scratch of its own stack.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class SharedPrediction
{
    /// <summary>The rows, <paramref name="rowsTogether"/> at a time, on at most <paramref name="threads"/> threads, the calling one among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PredictRows<TKernel>(
        ref float parameters, ref float inputs, ref float outputs, int rows, int inputSize, int outputSize, int rowsTogether, int threads)
        where TKernel : struct, IInferenceKernel
    {
        Guard.Threads(threads);
        if (threads == 1 || rows < 2 * (long)rowsTogether)
        {
            StackScratch.PredictRows<TKernel>(ref parameters, ref inputs, ref outputs, rows);
            return;
        }

        fixed (float* parameter = &parameters, input = &inputs, output = &outputs)
        {
            var work = new RowsWork<TKernel>(parameter, input, output, rows, inputSize, outputSize, rowsTogether);
            Workers.Run(ref work, (int)(((long)rows + rowsTogether - 1) / rowsTogether), threads);
        }
    }

    /// <summary>One item is so many rows.</summary>
    private readonly struct RowsWork<TKernel>(
        float* parameters, float* inputs, float* outputs, int rows, int inputSize, int outputSize, int rowsTogether) : IWork
        where TKernel : struct, IInferenceKernel
    {
        public void Run(int item, int slot)
        {
            var begin = (nint)item * rowsTogether;
            StackScratch.PredictRows<TKernel>(
                ref *parameters, ref inputs[begin * inputSize], ref outputs[begin * outputSize], (int)Math.Min(rowsTogether, rows - begin));
        }
    }
}
