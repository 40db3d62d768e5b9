using BenchmarkDotNet.Running;
using Compiled.Benchmarks.Cells;

// `-- cells` prints the rows of the comparison with the peers; everything else goes to BenchmarkDotNet.
if (args is ["cells"])
    return CellProgram.Run();

_ = BenchmarkSwitcher.FromAssembly(typeof(CellProgram).Assembly).Run(args);
return 0;
