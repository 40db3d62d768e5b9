using System.Runtime.CompilerServices;

namespace Compiled.Benchmarks.Cells;

/// <summary>The measures of prediction: <c>a</c> and <c>a_lat</c>, one sample; <c>b256</c>, a batch.</summary>
internal static class CellPredictions
{
    private const int Batch = 256;

    public static bool MeasureOne<TCell>(TCell cell, string topology, CellData data, CellReference reference)
        where TCell : struct, ICell
    {
        var (inputs, outputs) = (data.Widths[0], data.Widths[^1]);
        var padded = (inputs + 15) / 16 * 16;
        var pool = GC.AllocateArray<float>(CellData.PoolRows * padded + 16, pinned: true);
        var origin = AlignedOffset(pool);
        var output = GC.AllocateArray<float>(Math.Max(outputs, 16) + 16, pinned: true);
        var outputOrigin = AlignedOffset(output);
        var exact = Array.ConvertAll(data.Parameters, static value => (double)value);
        var worst = 0.0;
        for (var row = 0; row < CellData.PoolRows; row++)
        {
            data.Inputs.AsSpan(row * inputs, inputs).CopyTo(pool.AsSpan(origin + row * padded));
            var expected = reference.Forward(exact, data.Inputs.AsSpan(row * inputs, inputs));
            CellCalls.Predict(cell, pool.AsSpan(origin + row * padded, inputs), output.AsSpan(outputOrigin, outputs));
            for (var o = 0; o < outputs; o++)
                worst = Math.Max(worst, Math.Abs(expected[o] - output[outputOrigin + o]));
        }

        if (!CellReport.Check(topology, "a", worst, 1e-3))
            return false;
        CellReport.Time(topology, "a", 1, count =>
        {
            for (var k = 0; k < count; k++)
            {
                CellCalls.Predict(cell, pool.AsSpan(origin + (k & (CellData.PoolRows - 1)) * padded, inputs), output.AsSpan(outputOrigin, outputs));
            }
        });
        var zero = OpaqueZero();
        CellReport.Time(topology, "a_lat", 1, count =>
        {
            var dependent = 0;
            for (var k = 0; k < count; k++)
            {
                CellCalls.Predict(cell, pool.AsSpan(origin + ((k + dependent) & (CellData.PoolRows - 1)) * padded, inputs), output.AsSpan(outputOrigin, outputs));
                dependent = BitConverter.SingleToInt32Bits(output[outputOrigin]) & zero;
            }
        });
        return true;
    }

    public static bool MeasureBatch<TCell>(TCell cell, string topology, CellData data, CellReference reference)
        where TCell : struct, ICell
    {
        var (inputs, outputs) = (data.Widths[0], data.Widths[^1]);
        var output = new float[Batch * outputs];
        var exact = Array.ConvertAll(data.Parameters, static value => (double)value);
        var worst = 0.0;
        for (var start = 0; start < CellData.Samples; start += Batch)
        {
            CellCalls.PredictBatch(cell, data.Inputs.AsSpan(start * inputs, Batch * inputs), output);
            for (var s = 0; s < Batch; s++)
            {
                var expected = reference.Forward(exact, data.Inputs.AsSpan((start + s) * inputs, inputs));
                for (var o = 0; o < outputs; o++)
                    worst = Math.Max(worst, Math.Abs(expected[o] - output[s * outputs + o]));
            }
        }

        if (!CellReport.Check(topology, "b256", worst, 1e-3))
            return false;
        CellReport.Time(topology, "b256", Batch, count =>
        {
            for (var k = 0; k < count; k++)
                CellCalls.PredictBatch(cell, data.Inputs.AsSpan((k & (CellData.Samples / Batch - 1)) * Batch * inputs, Batch * inputs), output);
        });
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OpaqueZero() => Environment.TickCount64 < 0 ? 1 : 0;

    private static unsafe int AlignedOffset(float[] pinned)
    {
        fixed (float* address = pinned)
            return (int)((64 - (nuint)address % 64) % 64 / sizeof(float));
    }
}
