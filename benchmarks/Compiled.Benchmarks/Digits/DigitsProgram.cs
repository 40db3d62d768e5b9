using Compiled.Benchmarks.Cells;

namespace Compiled.Benchmarks.Digits;

/// <summary>The network of <c>samples/Digits</c>: softmax in the measured call, where the cells have linear outputs.</summary>
[Network(inputs: 64), Dense(32), Relu, Dense(10), Softmax, CrossEntropy]
public sealed partial class DigitNet;

/// <summary>Prints what a prediction of it costs, row by row and in batches of 256, as the cells do: after a check against double precision.</summary>
internal static class DigitsProgram
{
    private static readonly int[] Widths = [64, 32, 10];

    public static int Run()
    {
        var data = new CellData(Widths);
        var reference = new CellReference(Widths, isTanh: false, endsInSoftmax: true);
        Console.WriteLine("program\ttopology\tmeasure\tmedian\tmin\tmax");
        return CellPredictions.MeasureOne(Fresh(data), "64-32-10 softmax", data, reference)
            && CellPredictions.MeasureBatch(Fresh(data), "64-32-10 softmax", data, reference) ? 0 : 1;
    }

    private static DigitCell Fresh(CellData data)
    {
        var cell = new DigitCell();
        cell.CopyParametersFrom(data.Parameters);
        return cell;
    }

    private readonly struct DigitCell() : ICell
    {
        private readonly DigitNet _network = new();

        public void CopyParametersFrom(ReadOnlySpan<float> parameters) => _network.CopyParametersFrom(parameters);

        public void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

        public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

        public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.PredictBatch(inputs, outputs);

        public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw new NotSupportedException("Only predictions are measured.");
    }
}
