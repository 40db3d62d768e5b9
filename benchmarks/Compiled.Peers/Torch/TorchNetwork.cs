using Compiled.Benchmarks.Cells;
using TorchSharp;
using static TorchSharp.torch;

namespace Compiled.Peers.Torch;

/// <summary>Training with TorchSharp: the same network, data and optimiser, tensors made once, one thread.</summary>
internal sealed class TorchNetwork : IDisposable
{
    private readonly CellData _data;
    private readonly int _batch;
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly nn.Module<Tensor, Tensor, Tensor> _loss = nn.MSELoss();
    private readonly optim.Optimizer _optimizer;
    private readonly List<(Tensor Inputs, Tensor Targets)> _batches = [];

    public TorchNetwork(CellData data, bool isTanh, int batch)
    {
        (_data, _batch) = (data, batch);
        List<nn.Module<Tensor, Tensor>> blocks = [];
        var position = 0;
        for (var block = 0; block + 1 < data.Widths.Length; block++)
        {
            var (inputs, outputs) = (data.Widths[block], data.Widths[block + 1]);
            var linear = nn.Linear(inputs, outputs);
            using (no_grad())
            {
                linear.weight!.copy_(tensor(data.Parameters.AsSpan(position, inputs * outputs).ToArray()).reshape(outputs, inputs));
                linear.bias!.copy_(tensor(data.Parameters.AsSpan(position + inputs * outputs, outputs).ToArray()));
            }

            position += (inputs + 1) * outputs;
            blocks.Add(linear);
            if (block + 2 < data.Widths.Length)
                blocks.Add(isTanh ? nn.Tanh() : nn.ReLU());
        }

        _network = nn.Sequential(blocks);
        _optimizer = optim.Adam(_network.parameters(), lr: 1e-3);
        for (var start = 0; start < CellData.Samples; start += batch)
            _batches.Add((Rows(data.Inputs, start, data.Widths[0]), Rows(data.Targets, start, data.Widths[^1])));
    }

    public static string Version => typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>Whether the native library loads; it is not part of the TorchSharp package, and asks for gcc 13's libstdc++.</summary>
    public static bool IsAvailable(out string reason)
    {
        reason = "TorchSharp is left out: its native library did not load (it is there with -p:LibTorch=true, and asks for GLIBCXX_3.4.32).";
        var console = Console.Out;
        try
        {
            Console.SetOut(TextWriter.Null); // TorchSharp prints forty lines of what it tried.
            set_num_threads(1);
            return true;
        }
        catch (Exception problem) when (problem is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            return false;
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    /// <exception cref="WrongResultException">The mean loss after 40 steps is not the reference's.</exception>
    public void Check(PeerCell cell)
    {
        const int CheckedSteps = 40;
        double Exact(ReadOnlySpan<double> parameters) => cell.Reference.Loss(parameters, _data);
        var before = Exact(Array.ConvertAll(_data.Parameters, static value => (double)value));
        var expected = Exact(cell.Reference.Train(_data, _batch, CheckedSteps));
        Steps(CheckedSteps);
        double[] trained = [.. _network.parameters().SelectMany(static parameter => parameter.detach().flatten().data<float>().ToArray()).Select(static value => (double)value)];
        var loss = Exact(trained);
        if (!(Math.Abs(loss - expected) < 2e-2 * Math.Abs(before - expected) + 1e-4))
            throw new WrongResultException(FormattableString.Invariant($"TorchSharp's loss of {cell.Name} is {loss} after {CheckedSteps} steps; expected {expected}."));
    }

    public void Steps(int count)
    {
        for (var k = 0; k < count; k++)
        {
            using var scope = NewDisposeScope();
            var (inputs, targets) = _batches[k % _batches.Count];
            _optimizer.zero_grad();
            _loss.call(_network.call(inputs), targets).backward();
            _ = _optimizer.step();
        }
    }

    public void Dispose()
    {
        foreach (var (inputs, targets) in _batches)
        {
            inputs.Dispose();
            targets.Dispose();
        }

        _optimizer.Dispose();
        _loss.Dispose();
        _network.Dispose();
    }

    private Tensor Rows(float[] values, int start, int width) => tensor(values.AsSpan(start * width, _batch * width).ToArray()).reshape(_batch, width);
}
