using System.Runtime.CompilerServices;
using Compiled.Benchmarks.Cells;

namespace Compiled.Peers;

internal delegate void RowsCall(ReadOnlySpan<float> inputs);

internal delegate float[] OutputsOf(ReadOnlySpan<float> inputs);

/// <summary>One topology: the data that both sides get, and our side's loops.</summary>
internal sealed class PeerCell
{
    private PeerCell(string name, int[] widths, bool isTanh)
    {
        (Name, IsTanh, Data) = (name, isTanh, new(widths));
        Reference = new(widths, isTanh);
    }

    public string Name { get; }

    public bool IsTanh { get; }

    public CellData Data { get; }

    public CellReference Reference { get; }

    /// <summary>Our outputs of some rows.</summary>
    public required OutputsOf Outputs { get; init; }

    /// <summary>Our loop of predictions at a batch size.</summary>
    public required Func<int, Action<int>> Predictions { get; init; }

    /// <summary>Our loop of training steps at a batch size.</summary>
    public required Func<int, Action<int>> Steps { get; init; }

    public static PeerCell Of<TCell>(Func<TCell> create, string name, int[] widths, bool isTanh)
        where TCell : struct, ICell
    {
        TCell Fresh(CellData data)
        {
            var cell = create();
            cell.CopyParametersFrom(data.Parameters);
            return cell;
        }

        PeerCell? peer = null;
        peer = new(name, widths, isTanh)
        {
            Outputs = inputs =>
            {
                var outputs = new float[inputs.Length / widths[0] * widths[^1]];
                Fresh(peer!.Data).PredictBatch(inputs, outputs);
                return outputs;
            },
            Predictions = batch =>
            {
                var cell = Fresh(peer!.Data);
                var outputs = new float[batch * widths[^1]];
                return batch == 1
                    ? count => peer.EachBatch(count, 1, inputs => Call(cell, inputs, outputs))
                    : count => peer.EachBatch(count, batch, inputs => CallBatch(cell, inputs, outputs));
            },
            Steps = batch =>
            {
                var cell = Fresh(peer!.Data);
                return count =>
                {
                    for (var k = 0; k < count; k++)
                    {
                        var start = k % (CellData.Samples / batch) * batch;
                        cell.Step(
                            peer.Data.Inputs.AsSpan(start * widths[0], batch * widths[0]), peer.Data.Targets.AsSpan(start * widths[^1], batch * widths[^1]));
                    }
                };
            },
        };
        return peer;
    }

    /// <summary>Another batch of the samples at every call.</summary>
    public void EachBatch(int count, int batch, RowsCall call)
    {
        // Powers of two: a mask takes no time beside a prediction, a division would.
        var mask = (batch == 1 ? CellData.PoolRows : CellData.Samples / batch) - 1;
        var size = batch * Data.Widths[0];
        for (var k = 0; k < count; k++)
            call(Data.Inputs.AsSpan((k & mask) * size, size));
    }

    /// <exception cref="WrongResultException">An output is off by 10⁻³ or more.</exception>
    public void CheckOutputs(string who, int batch, OutputsOf outputs)
    {
        var (inputs, width) = (Data.Widths[0], Data.Widths[^1]);
        var actual = outputs(Data.Inputs.AsSpan(0, batch * inputs));
        var exact = Array.ConvertAll(Data.Parameters, static value => (double)value);
        for (var row = 0; row < batch; row++)
        {
            var expected = Reference.Forward(exact, Data.Inputs.AsSpan(row * inputs, inputs));
            for (var o = 0; o < width; o++)
            {
                // Written so that NaN is wrong.
                if (!(Math.Abs(actual[row * width + o] - expected[o]) < 1e-3))
                    throw new WrongResultException(FormattableString.Invariant(
                        $"{who} gives {actual[row * width + o]} for {Name}, row {row}, output {o}; expected {expected[o]}."));
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Call<TCell>(TCell cell, ReadOnlySpan<float> input, Span<float> output)
        where TCell : struct, ICell => cell.Predict(input, output);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CallBatch<TCell>(TCell cell, ReadOnlySpan<float> inputs, Span<float> outputs)
        where TCell : struct, ICell => cell.PredictBatch(inputs, outputs);
}
