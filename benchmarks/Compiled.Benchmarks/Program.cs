using BenchmarkDotNet.Running;
using Compiled.Benchmarks.Cells;
using Compiled.Benchmarks.DeadUnits;
using Compiled.Benchmarks.Peak;
using Compiled.FirstCall;

// `-- cells` prints the rows of the comparison with the peers; everything else goes to BenchmarkDotNet.
if (args is ["cells"])
    return CellProgram.Run();
// First call of a process and distribution of single calls.
if (args is ["tail" or "first", ..])
    return TailProgram.Run(args);
// Whether dead units slow training down, and what an update costs.
if (args is ["deadunits"])
    return DeadUnitsProgram.Run();
// The processor's fused multiply-add peak and the part of it that batches reach.
if (args is ["peak"])
    return PeakProgram.Run();

_ = BenchmarkSwitcher.FromAssembly(typeof(CellProgram).Assembly).Run(args);
return 0;
