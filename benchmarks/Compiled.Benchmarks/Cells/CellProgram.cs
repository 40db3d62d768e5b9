using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled.Benchmarks.Cells;

/// <summary>
/// Prints one row a cell: name, topology, measure, median nanoseconds a sample, minimum, maximum; tab-separated. TOPOS (T1,T2 …), MEAS (first
/// letters of the measures: a, b, c) and REP_S (seconds a repetition) in the environment narrow it down.
/// </summary>
internal static class CellProgram
{
    private const string Name = "compiled";
    private const int Repetitions = 7;
    private const int PredictionBatch = 256;

    private static readonly double SecondsPerRepetition =
        double.TryParse(Environment.GetEnvironmentVariable("REP_S"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0.2;

    public static int Run()
    {
        var isRight = true;
        isRight &= Measure(static () => new Cell1(), "T1", [4, 8, 3], isTanh: true);
        isRight &= Measure(static () => new Cell2(), "T2", [2, 16, 16, 1], isTanh: true);
        isRight &= Measure(static () => new Cell3(), "T3", [16, 64, 64, 4], isTanh: false);
        isRight &= Measure(static () => new Cell4(), "T4", [64, 128, 128, 10], isTanh: false);
        isRight &= Measure(static () => new Cell5(), "T5", [784, 128, 10], isTanh: false);
        isRight &= Measure(static () => new Cell6(), "T6", [32, 256, 256, 8], isTanh: true);
        return isRight ? 0 : 1;
    }

    private static bool Measure<TCell>(Func<TCell> create, string topology, int[] widths, bool isTanh)
        where TCell : struct, ICell
    {
        if (!Wants("TOPOS", topology))
            return true;
        var data = new CellData(widths);
        var reference = new CellReference(widths, isTanh);
        TCell Fresh()
        {
            var cell = create();
            cell.CopyParametersFrom(data.Parameters);
            return cell;
        }

        return (!Wants("MEAS", "a") || MeasureOne(Fresh(), topology, data, reference))
            && (!Wants("MEAS", "b") || MeasureBatch(Fresh(), topology, data, reference))
            && (!Wants("MEAS", "c") || (MeasureTraining(Fresh, topology, data, reference, 1)
                && MeasureTraining(Fresh, topology, data, reference, 32)
                && MeasureTraining(Fresh, topology, data, reference, 256)));
    }

    private static bool MeasureOne<TCell>(TCell cell, string topology, CellData data, CellReference reference)
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
            Call(cell, pool.AsSpan(origin + row * padded, inputs), output.AsSpan(outputOrigin, outputs));
            for (var o = 0; o < outputs; o++)
                worst = Math.Max(worst, Math.Abs(expected[o] - output[outputOrigin + o]));
        }

        if (!Check(topology, "a", worst, 1e-3))
            return false;
        Time(topology, "a", 1, count =>
        {
            for (var k = 0; k < count; k++)
            {
                Call(cell, pool.AsSpan(origin + (k & (CellData.PoolRows - 1)) * padded, inputs), output.AsSpan(outputOrigin, outputs));
            }
        });
        var zero = OpaqueZero();
        Time(topology, "a_lat", 1, count =>
        {
            var dependent = 0;
            for (var k = 0; k < count; k++)
            {
                Call(cell, pool.AsSpan(origin + ((k + dependent) & (CellData.PoolRows - 1)) * padded, inputs), output.AsSpan(outputOrigin, outputs));
                dependent = BitConverter.SingleToInt32Bits(output[outputOrigin]) & zero;
            }
        });
        return true;
    }

    private static bool MeasureBatch<TCell>(TCell cell, string topology, CellData data, CellReference reference)
        where TCell : struct, ICell
    {
        var (inputs, outputs) = (data.Widths[0], data.Widths[^1]);
        var output = new float[PredictionBatch * outputs];
        var exact = Array.ConvertAll(data.Parameters, static value => (double)value);
        var worst = 0.0;
        for (var start = 0; start < CellData.Samples; start += PredictionBatch)
        {
            CallBatch(cell, data.Inputs.AsSpan(start * inputs, PredictionBatch * inputs), output);
            for (var s = 0; s < PredictionBatch; s++)
            {
                var expected = reference.Forward(exact, data.Inputs.AsSpan((start + s) * inputs, inputs));
                for (var o = 0; o < outputs; o++)
                    worst = Math.Max(worst, Math.Abs(expected[o] - output[s * outputs + o]));
            }
        }

        if (!Check(topology, "b256", worst, 1e-3))
            return false;
        Time(topology, "b256", PredictionBatch, count =>
        {
            for (var k = 0; k < count; k++)
                CallBatch(cell, data.Inputs.AsSpan((k & (CellData.Samples / PredictionBatch - 1)) * PredictionBatch * inputs, PredictionBatch * inputs), output);
        });
        return true;
    }

    private static bool MeasureTraining<TCell>(Func<TCell> fresh, string topology, CellData data, CellReference reference, int batch)
        where TCell : struct, ICell
    {
        var (inputs, outputs) = (data.Widths[0], data.Widths[^1]);
        void Step(TCell cell, int k)
        {
            var start = (k & (CellData.Samples / batch - 1)) * batch;
            CallStep(cell, data.Inputs.AsSpan(start * inputs, batch * inputs), data.Targets.AsSpan(start * outputs, batch * outputs));
        }

        const int CheckedSteps = 40;
        var cell = fresh();
        for (var step = 0; step < CheckedSteps; step++)
            Step(cell, step);
        var trained = new float[data.Parameters.Length];
        cell.CopyParametersTo(trained);
        var loss = reference.Loss(Array.ConvertAll(trained, static value => (double)value), data);
        var expected = reference.Loss(reference.Train(data, batch, CheckedSteps), data);
        var before = reference.Loss(Array.ConvertAll(data.Parameters, static value => (double)value), data);
        if (!Check(topology, $"c{batch}", Math.Abs(loss - expected), 2e-2 * Math.Abs(before - expected) + 1e-4))
            return false;

        cell = fresh();
        Time(topology, $"c{batch}", batch, count =>
        {
            for (var k = 0; k < count; k++)
                Step(cell, k);
        });
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Call<TCell>(TCell cell, ReadOnlySpan<float> input, Span<float> output)
        where TCell : struct, ICell => cell.Predict(input, output);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CallBatch<TCell>(TCell cell, ReadOnlySpan<float> inputs, Span<float> outputs)
        where TCell : struct, ICell => cell.PredictBatch(inputs, outputs);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CallStep<TCell>(TCell cell, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TCell : struct, ICell => cell.Step(inputs, targets);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OpaqueZero() => Environment.TickCount64 < 0 ? 1 : 0;

    private static unsafe int AlignedOffset(float[] pinned)
    {
        fixed (float* address = pinned)
            return (int)((64 - (nuint)address % 64) % 64 / sizeof(float));
    }

    private static bool Check(string topology, string measure, double error, double tolerance)
    {
        var isRight = error < tolerance;
        Console.Error.WriteLine(FormattableString.Invariant($"check {topology} {measure}: error {error:e2} {(isRight ? "ok" : "BAD")}"));
        return isRight;
    }

    private static bool Wants(string variable, string item) =>
        Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } list || list.Split(',').Contains(item);

    private static void Time(string topology, string measure, int units, Action<int> run)
    {
        run(1);
        for (var warm = 0; warm < 50; warm++)
            run(100);
        double elapsed;
        var count = 1;
        while (true)
        {
            elapsed = Seconds(run, count);
            if (elapsed > SecondsPerRepetition * 0.1)
                break;
            count *= elapsed < SecondsPerRepetition * 0.005 ? 8 : 2;
        }

        count = Math.Max(1, (int)(count * SecondsPerRepetition / elapsed));
        var times = new double[Repetitions];
        for (var repetition = 0; repetition < Repetitions; repetition++)
            times[repetition] = Seconds(run, count) * 1e9 / count / units;
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Name}\t{topology}\t{measure}\t{times[Repetitions / 2]:g4}\t{times[0]:g4}\t{times[^1]:g4}"));
    }

    private static double Seconds(Action<int> run, int count)
    {
        var start = Stopwatch.GetTimestamp();
        run(count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
