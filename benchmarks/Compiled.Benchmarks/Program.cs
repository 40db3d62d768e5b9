using BenchmarkDotNet.Running;
using Compiled.Benchmarks;
using Compiled.Benchmarks.Cells;

// `-- cells` prints the rows of the comparison with the peers; everything else goes to BenchmarkDotNet.
if (args is ["cells"])
    return CellProgram.Run();

// `-- readme` writes README's table of performance from the committed results.
if (args is ["readme"])
    return ReadmeProgram.Run();

_ = BenchmarkSwitcher.FromAssembly(typeof(CellProgram).Assembly).Run(args);
return 0;
