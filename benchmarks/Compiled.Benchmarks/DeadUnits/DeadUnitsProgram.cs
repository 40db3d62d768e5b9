using System.Diagnostics;
using System.Globalization;
using Compiled.Benchmarks.Cells;
using Compiled.Runtime;

namespace Compiled.Benchmarks.DeadUnits;

/// <summary>
/// Whether units that die slow training down: after some steps that fill the moments, half of the hidden units of T3 get biases of −1000, so that
/// their gradients are 0 from then on and their moments decay. Printed beside the same network with all units alive, block by block, in turn.
/// </summary>
internal static class DeadUnitsProgram
{
    private const int FirstSteps = 100;
    private const int Blocks = 6;
    private const int StepsPerBlock = 500;
    private const int Batch = 32;
    private const int Pieces = 25;
    private const int UpdateLength = 8192;

    private static readonly int[] _widths = [16, 64, 64, 4];

    public static int Run()
    {
        Console.WriteLine($"Microseconds a step of {Batch} samples of T3 (16-64-64-4 relu), over blocks of {StepsPerBlock} steps");
        Console.WriteLine("optimiser\tunits\t" + string.Join('\t', Enumerable.Range(1, Blocks).Select(block => $"to {block * StepsPerBlock}")));
        Training("Sgd", new Sgd(1e-3f));
        Training("Sgd, momentum 0.9", new Sgd(1e-3f) { Momentum = 0.9f });
        Training("Sgd, Nesterov 0.9", new Sgd(1e-3f) { Momentum = 0.9f, Nesterov = true });
        Training("Adam", new Adam(1e-3f));
        Training("Adam, weight decay", new Adam(1e-3f) { WeightDecay = 1e-2f });

        Console.WriteLine();
        Console.WriteLine($"Nanoseconds a parameter of the update alone, {UpdateLength} parameters");
        Console.WriteLine("optimiser\twith gradients\tafter 3000 updates without");
        Update("Sgd", new Sgd(1e-3f));
        Update("Sgd, momentum 0.9", new Sgd(1e-3f) { Momentum = 0.9f });
        Update("Sgd, Nesterov 0.9", new Sgd(1e-3f) { Momentum = 0.9f, Nesterov = true });
        Update("Adam", new Adam(1e-3f));
        Update("Adam, weight decay", new Adam(1e-3f) { WeightDecay = 1e-2f });
        Update("NAdam, weight decay", new NAdam(1e-3f) { WeightDecay = 1e-2f });
        Update("RAdam, weight decay", new RAdam(1e-3f) { WeightDecay = 1e-2f });
        Update("Adagrad, weight decay", new Adagrad(1e-3f) { WeightDecay = 1e-2f });
        Update("AdaDelta", new AdaDelta());
        Update("RmsProp", new RmsProp(1e-3f));
        Update("RmsProp, weight decay", new RmsProp(1e-3f) { WeightDecay = 1e-2f });
        Update("RmsProp, centred", new RmsProp(1e-3f) { Centered = true });
        Update("RmsProp, momentum 0.9", new RmsProp(1e-3f) { Momentum = 0.9f });
        return 0;
    }

    private static void Training<TOptimizer>(string name, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
    {
        var data = new CellData(_widths);
        var (alive, dead) = (Start(data, optimizer), Start(data, optimizer));
        Kill(dead.Network);
        var (aliveTimes, deadTimes) = (new double[Blocks], new double[Blocks]);
        for (var block = 0; block < Blocks; block++)
        {
            // Piece by piece in turn, and the lower quartile of the pieces: neither slow phases of the machine nor a neighbour on the core count.
            var (alivePieces, deadPieces) = (new double[Pieces], new double[Pieces]);
            for (var piece = 0; piece < Pieces; piece++)
            {
                alivePieces[piece] = Microseconds(alive.Trainer, data, StepsPerBlock / Pieces) / (StepsPerBlock / Pieces);
                deadPieces[piece] = Microseconds(dead.Trainer, data, StepsPerBlock / Pieces) / (StepsPerBlock / Pieces);
            }

            (aliveTimes[block], deadTimes[block]) = (LowerQuartile(alivePieces), LowerQuartile(deadPieces));
        }

        Print(name, "alive", aliveTimes);
        Print(name, "half dead", deadTimes);
    }

    private static (T3 Network, Trainer Trainer) Start<TOptimizer>(CellData data, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
    {
        var network = new T3();
        network.CopyParametersFrom(data.Parameters);
        var trainer = network.CreateTrainer(optimizer);
        _ = Microseconds(trainer, data, FirstSteps);
        return (network, trainer);
    }

    private static void Kill(T3 network)
    {
        for (var unit = 0; unit < 64; unit += 2)
        {
            network.Dense0.Biases[unit] = -1000;
            network.Dense1.Biases[unit] = -1000;
        }
    }

    private static double Microseconds(Trainer trainer, CellData data, int steps)
    {
        var start = Stopwatch.GetTimestamp();
        for (var step = 0; step < steps; step++)
        {
            var row = step % (CellData.Samples / Batch) * Batch;
            _ = trainer.Step(data.Inputs.AsSpan(row * _widths[0], Batch * _widths[0]), data.Targets.AsSpan(row * _widths[^1], Batch * _widths[^1]));
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static void Update<TOptimizer>(string name, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
    {
        var parameters = new AlignedMemory(UpdateLength);
        var gradients = new AlignedMemory(UpdateLength);
        var state = new AlignedMemory(Math.Max(1, optimizer.StateSlots) * OptimizerKernel.SlotStride(UpdateLength));
        for (var i = 0; i < UpdateLength; i++)
            (parameters.Span[i], gradients.Span[i]) = ((i % 17 - 8) / 8f, (i % 13 - 6) / 600f);
        long step = 0;
        double Nanoseconds(int updates)
        {
            var start = Stopwatch.GetTimestamp();
            for (var update = 0; update < updates; update++)
            {
                optimizer.BeginStep(++step);
                OptimizerKernel.Update(in optimizer, ref parameters.Origin, in gradients.Origin, ref state.Origin, UpdateLength);
            }

            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / ((double)updates * UpdateLength);
        }

        double Quick() => LowerQuartile([.. Enumerable.Range(0, 100).Select(_ => Nanoseconds(20))]);
        _ = Nanoseconds(500);
        var with = Quick();
        gradients.Span.Clear();
        _ = Nanoseconds(3000);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{with:f3}\t{Quick():f3}"));
    }

    private static double LowerQuartile(double[] times) => times.Order().ElementAt(times.Length / 4);

    private static void Print(string name, string units, double[] times) =>
        Console.WriteLine($"{name}\t{units}\t" + string.Join('\t', times.Select(static time => time.ToString("f1", CultureInfo.InvariantCulture))));
}
