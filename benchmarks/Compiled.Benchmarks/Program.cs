using BenchmarkDotNet.Running;
using Compiled.Benchmarks;
using Compiled.Benchmarks.Cells;
using Compiled.Benchmarks.Threads;

// `-- cells` prints the rows of the comparison with the peers, `-- threads` what several threads are worth; everything else goes to BenchmarkDotNet.
if (args is ["cells"])
    return CellProgram.Run();
if (args is ["threads"])
    return ThreadProgram.Run();

// `-- readme` writes README's table of performance from the committed results.
if (args is ["readme"])
    return ReadmeProgram.Run();

_ = BenchmarkSwitcher.FromAssembly(typeof(CellProgram).Assembly).Run(args);
return 0;
