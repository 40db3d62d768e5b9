using System.Globalization;
using Compiled.Benchmarks.Cells;
using Compiled.Peers.Onnx;
using Compiled.Peers.Torch;

namespace Compiled.Peers;

/// <summary>
/// Puts what .NET programs use otherwise beside the emitted code: ONNX Runtime for predictions, TorchSharp for training. Both sides run in turns, in
/// one process, on one thread, and are checked against a double-precision reference first. REP_S in the environment: seconds of one turn.
/// </summary>
internal static class PeerProgram
{
    private const int Rounds = 7;

    private static readonly double SecondsPerTurn =
        double.TryParse(Environment.GetEnvironmentVariable("REP_S"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0.1;

    /// <param name="args">--out FOLDER, where onnxruntime.tsv and torchsharp.tsv go; standard output without it.</param>
    public static int Run(string[] args)
    {
        if (args is not ([] or ["--out", _]))
        {
            Console.Error.WriteLine("usage: [--out FOLDER]");
            return 2;
        }

        var folder = args is [_, var name] ? name : null;
        List<PeerCell> cells =
        [
            PeerCell.Of(static () => new Cell1(), "T1", [4, 8, 3], isTanh: true),
            PeerCell.Of(static () => new Cell2(), "T2", [2, 16, 16, 1], isTanh: true),
            PeerCell.Of(static () => new Cell3(), "T3", [16, 64, 64, 4], isTanh: false),
            PeerCell.Of(static () => new Cell4(), "T4", [64, 128, 128, 10], isTanh: false),
            PeerCell.Of(static () => new Cell5(), "T5", [784, 128, 10], isTanh: false),
            PeerCell.Of(static () => new Cell6(), "T6", [32, 256, 256, 8], isTanh: true),
        ];
        try
        {
            Write(folder, "onnxruntime", $"ONNX Runtime {OnnxNetwork.Version}, processor provider, one thread, bound values", Onnx(cells));
            if (TorchNetwork.IsAvailable(out var reason))
                Write(folder, "torchsharp", $"TorchSharp {TorchNetwork.Version}, one thread", Torch(cells));
            else
                Console.Error.WriteLine(reason);
            return 0;
        }
        catch (WrongResultException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    private static List<string> Onnx(List<PeerCell> cells)
    {
        List<string> rows = [];
        foreach (var (measure, batch) in (ReadOnlySpan<(string, int)>)[("a", 1), ("b256", 256)])
        {
            foreach (var cell in cells)
            {
                using var network = new OnnxNetwork(cell.Data.Widths, cell.IsTanh ? "Tanh" : "Relu", cell.Data.Parameters, batch);
                cell.CheckOutputs("ONNX Runtime", batch, inputs => network.Run(inputs).ToArray());
                cell.CheckOutputs("Compiled", batch, cell.Outputs);
                var (ours, theirs) = Pair.Time(
                    cell.Predictions(batch), count => cell.EachBatch(count, batch, inputs => network.Run(inputs)), Rounds, SecondsPerTurn);
                rows.Add(Row(measure, cell, batch, ours, theirs));
            }
        }

        return rows;
    }

    private static List<string> Torch(List<PeerCell> cells)
    {
        List<string> rows = [];
        foreach (var batch in (ReadOnlySpan<int>)[32, 256])
        {
            foreach (var cell in cells)
            {
                using var network = new TorchNetwork(cell.Data, cell.IsTanh, batch);
                network.Check(cell);
                var (ours, theirs) = Pair.Time(cell.Steps(batch), network.Steps, Rounds, SecondsPerTurn);
                rows.Add(Row($"c{batch}", cell, batch, ours, theirs));
            }
        }

        return rows;
    }

    private static string Row(string measure, PeerCell cell, int batch, double ours, double theirs)
    {
        var row = string.Create(
            CultureInfo.InvariantCulture, $"{measure}\t{cell.Name}\t{ours / batch:f1}\t{theirs / batch:f1}\t{ours / theirs:g3}");
        Console.Error.WriteLine(row);
        return row;
    }

    private static void Write(string? folder, string peer, string remark, List<string> rows)
    {
        var text = $"measure\ttopology\tours ns\t{peer} ns\tours/{peer}\n{string.Concat(rows.Select(static row => row + "\n"))}{remark}\n";
        if (folder is null)
            Console.Write(text);
        else
            File.WriteAllText(Path.Combine(folder, peer + ".tsv"), text);
    }
}
