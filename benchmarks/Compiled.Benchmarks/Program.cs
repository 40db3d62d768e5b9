using BenchmarkDotNet.Running;
using Compiled.Benchmarks;
using Compiled.Benchmarks.Cells;
using Compiled.Benchmarks.DeadUnits;
using Compiled.Benchmarks.Digits;
using Compiled.Benchmarks.Machines;
using Compiled.Benchmarks.Peak;
using Compiled.Benchmarks.Shapes;
using Compiled.Benchmarks.SimpleChains;
using Compiled.Benchmarks.Threads;
using Compiled.FirstCall;

// Everything that is not named here goes to BenchmarkDotNet.
switch (args)
{
    // The rows of the comparison with the peers.
    case ["cells"]:
        return CellProgram.Run();

    // Shapes at random, as SHAPES takes them: a seed and how many.
    case ["shapes", var seed, var count]:
        return ShapeProgram.Run(seed, count);

    // What several threads are worth.
    case ["threads"]:
        return ThreadProgram.Run();

    // Predictions of a classifier, softmax included.
    case ["digits"]:
        return DigitsProgram.Run();

    // One epoch of the network that SimpleChains.jl publishes.
    case ["simplechains"]:
        return SimpleChainsProgram.Run();

    // What this machine is and allows; where its results are.
    case ["machine"]:
        return MachineProgram.Run();
    case ["folder"]:
        return MachineProgram.PrintFolder();

    // docs/performance.md and README's excerpt, from the committed results.
    case ["readme"]:
        return PagesProgram.Run();

    // First call of a process and distribution of single calls.
    case ["tail" or "first", ..]:
        return TailProgram.Run(args);

    // Whether dead units slow training down, and what an update costs.
    case ["deadunits"]:
        return DeadUnitsProgram.Run();

    // The processor's fused multiply-add peak and the part of it that batches reach.
    case ["peak"]:
        return PeakProgram.Run();

    default:
        _ = BenchmarkSwitcher.FromAssembly(typeof(CellProgram).Assembly).Run(args);
        return 0;
}
